import { describe, expect, it, test } from 'vitest'
import { lookForByHand, nextLookAt } from './found-by-hand.ts'
import { matchByHand, type OwnPost } from './match-by-hand.ts'
import { phoneUrl, qrSvg, qrText } from './qr.ts'
import type { Part } from '../post.ts'
import { outByHand } from '../queue-actions/mark-published.ts'
import { pendingPart, postIn, publishedPart } from '../queue-actions/test-actions.ts'
import type { Millis } from '../../time/clock.ts'
import { createTestClock } from '../../time/test-clock.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'

const HANDED_OFF = 1_767_225_600_000 as Millis
const own = (id: string, text: string, afterMs = MINUTE): OwnPost => ({
  id,
  text,
  permalink: `https://www.threads.com/@anna/post/${id}`,
  publishedAt: HANDED_OFF + afterMs,
})
const part = (position: number, text: string): Part => ({ ...pendingPart(position), content: { text } })
const match = (parts: readonly Part[], ...list: readonly OwnPost[]) =>
  matchByHand({ parts }, { handedOffAt: HANDED_OFF, own: list }).map(({ position, mediaId }) => [
    position,
    mediaId,
  ])

describe('a part that a person published', () => {
  it.each([
    ['the same words', 'Hello there', 'Hello there'],
    ['other white space', 'Hello  there\n\nyou ', 'Hello there you'],
    ['a keyboard’s quotes', '“It’s”', '"It\'s"'],
    ['a composed letter for two', 'ё', 'е\u0308'],
  ])('is known by %s', (_, ours, theirs) => {
    expect(match([part(1, ours)], own('7', theirs))).toEqual([[1, '7']])
  })

  it.each([
    ['other words', own('7', 'Goodbye')],
    ['what was out before the hand-off', own('7', 'Hello', -10 * MINUTE)],
    ['no words', { id: '7', publishedAt: HANDED_OFF + 1 }],
  ])('is not taken for %s', (_, post) => {
    expect(match([part(1, 'Hello')], post)).toEqual([])
  })

  it('is known by the address that its owner gave, whatever was changed in the words', () => {
    const said = outByHand(part(1, 'Hello'), HANDED_OFF, 'https://www.threads.com/@anna/post/8')
    expect(match([said], own('7', 'Hello'), own('8', 'Hello, with a typo mended'))).toEqual([[1, '8']])
  })

  it('is one post, and of equal parts the earlier is the first', () => {
    const list = [own('9', 'same', 2 * MINUTE), own('8', 'same', MINUTE)]
    expect(match([part(1, 'same'), part(2, 'same')], ...list)).toEqual([
      [1, '8'],
      [2, '9'],
    ])
    expect(match([part(1, 'same'), part(2, 'same')], own('8', 'same'))).toEqual([[1, '8']])
  })

  it('without words is never guessed', () => {
    expect(match([{ ...part(1, ''), content: {} }], own('7', ''))).toEqual([])
  })

  it('is none that we published ourselves', () => {
    const ours = publishedPart(part(1, 'same'), HANDED_OFF)
    expect(match([ours, part(2, 'same')], own('901', 'same'))).toEqual([])
  })
})

describe('a look', () => {
  const now = (HANDED_OFF + 5 * MINUTE) as Millis
  const post = { ...postIn('handed_off', createTestClock()), parts: [part(1, 'Hello'), part(2, 'more')] }
  const look = (...list: readonly OwnPost[]) =>
    lookForByHand(post, { handedOffAt: HANDED_OFF, own: list, now })

  it('that finds nothing changes nothing, and is followed by another', () => {
    expect(look()).toEqual({ post, receipts: [], nextAt: now + 5 * MINUTE })
  })

  it('that finds a part has Meta’s id of it, and goes on for the others', () => {
    const at = HANDED_OFF + MINUTE
    expect(look(own('7', 'Hello'))).toMatchObject({
      post: {
        state: 'handed_off',
        parts: [
          { state: 'published', publishedAt: at, as: { kind: 'by_hand', at, mediaId: '7' } },
          { state: 'pending' },
        ],
      },
      receipts: [{ kind: 'recovered', position: 1, detail: { mediaId: '7' } }],
      nextAt: now + 5 * MINUTE,
    })
  })

  it('that finds all of them is the last', () => {
    const looked = look(own('7', 'Hello'), own('8', 'more'))
    expect(looked.post.state).toBe('published')
    expect(looked).not.toHaveProperty('nextAt')
  })
})

test('one looks after a minute, then ever less often, hourly at last, for a week', () => {
  const looks: number[] = []
  for (let at: Millis | undefined = (HANDED_OFF + MINUTE) as Millis; at; at = nextLookAt(HANDED_OFF, at))
    looks.push(at - HANDED_OFF)
  expect(looks.slice(0, 4)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
  expect(Math.max(...looks.map((look, index) => look - (looks[index - 1] ?? 0)))).toBe(HOUR)
  expect(looks.at(-1)).toBeGreaterThanOrEqual(7 * DAY)
  expect(looks.length).toBeLessThan(180)
})

describe('a QR code', () => {
  it('has an address only where a phone can reach us', () => {
    const port = 4280
    expect(phoneUrl({ host: '127.0.0.1', port })).toBeUndefined()
    expect(phoneUrl({ host: '0.0.0.0', port })).toBeUndefined()
    expect(phoneUrl({ host: '::', port })).toBeUndefined()
    expect(phoneUrl({ host: '192.168.1.5', port })).toBe('http://192.168.1.5:4280')
    expect(phoneUrl({ host: 'fd00::1', port })).toBe('http://[fd00::1]:4280')
    expect(phoneUrl({ publicUrl: 'https://et.example', host: '127.0.0.1', port })).toBe('https://et.example')
  })

  it('holds 500 Cyrillic letters as text, and not what no phone could read (P15)', () => {
    expect(qrSvg('ж'.repeat(500))).toMatch(/^<svg/u)
    expect(qrText('https://et.example/h/AAAAAAAAAAAAAAAAAAAAAA')).toMatch(/[█▀▄]/u)
    expect(qrSvg('ж'.repeat(800))).toBeUndefined()
    expect(qrText('ж'.repeat(5000))).toBeUndefined()
  })
})
