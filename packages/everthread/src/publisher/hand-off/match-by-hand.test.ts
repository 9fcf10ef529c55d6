import { describe, expect, it, test } from 'vitest'
import { findByHand, lookForByHand, nextLook, soughtIn, soughtSince } from './found-by-hand.ts'
import { matchByHand, type OwnPost } from './match-by-hand.ts'
import { phoneUrl, qrSvg, qrText } from './qr.ts'
import type { Part, Post } from '../post.ts'
import { outByHand } from '../queue-actions/mark-published.ts'
import { pendingPart, postIn, publishedPart } from '../queue-actions/test-actions.ts'
import type { Receipt } from '../../store/receipts.ts'
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
  matchByHand({ parts }, { since: HANDED_OFF, own: list }).map(({ position, mediaId }) => [position, mediaId])

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
  const stood = postIn('handed_off', createTestClock())
  const post = { ...stood, updatedAt: HANDED_OFF, parts: [part(1, 'Hello'), part(2, 'more')] }
  const look = (...list: readonly OwnPost[]) => lookForByHand(post, { since: HANDED_OFF, own: list, now })

  it('that finds nothing changes nothing but when the next one is', () => {
    const { post: after, receipts } = look()
    expect([after.state, receipts, nextLook(after)?.at]).toEqual(['handed_off', [], now + 5 * MINUTE])
  })

  it('that finds a part has Meta’s id of it, and goes on for the others', () => {
    const at = HANDED_OFF + MINUTE
    const { post: after, receipts } = look(own('7', 'Hello'))
    expect(after).toMatchObject({
      state: 'handed_off',
      parts: [
        { state: 'published', publishedAt: at, as: { kind: 'by_hand', at, mediaId: '7' } },
        { state: 'pending' },
      ],
    })
    expect(receipts).toMatchObject([{ kind: 'recovered', position: 1, detail: { media: '7' } }])
    expect(nextLook(after)).toMatchObject({ position: 2, at: now + 5 * MINUTE })
  })

  it('that finds all of them is the last', () => {
    const { post: after } = look(own('7', 'Hello'), own('8', 'more'))
    expect(after.state).toBe('published')
    expect(nextLook(after)).toBeUndefined()
  })

  it('is for what a person may have published, and not for what goes out by itself', () => {
    const said = outByHand(part(1, 'Hello'), HANDED_OFF, undefined)
    const goesOn: Post = { ...postIn('scheduled', createTestClock()), parts: [said, part(2, 'more')] }
    expect(findByHand(goesOn, { since: HANDED_OFF, own: [own('8', 'more')] })).toEqual([])
    expect(soughtIn(goesOn)).toEqual(['threads'])
    expect(soughtIn(post)).toEqual(['threads', 'replies'])
  })

  it.each<[string, readonly Receipt[], number]>([
    ['the hand-off', [{ at: HANDED_OFF, kind: 'handed-off' }], HANDED_OFF],
    ['the call whose answer was lost', [{ at: now, kind: 'publish-sent', position: 1 }], now],
    ['its creation, where neither was', [], stood.createdAt],
  ])('goes back to %s', (_, receipts, since) => {
    expect(soughtSince(post, receipts)).toBe(since)
  })
})

test('one looks after a minute, then ever less often, hourly at last, for a week', () => {
  const looks: number[] = []
  const stood = postIn('handed_off', createTestClock())
  let post: Post = { ...stood, updatedAt: HANDED_OFF, parts: [part(1, 'Hello')] }
  for (let next = nextLook(post); next; next = nextLook(post)) {
    looks.push(next.at - HANDED_OFF)
    post = lookForByHand(post, { since: HANDED_OFF, own: [], now: next.at }).post
  }
  expect(looks.slice(0, 4)).toEqual([MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
  expect(Math.max(...looks.map((look, index) => look - (looks[index - 1] ?? 0)))).toBe(HOUR)
  expect(looks.at(-1)).toBeGreaterThan(7 * DAY - HOUR)
  expect(looks.length).toBeLessThan(180)
})

test('whoever was away for longer than the week looks once', () => {
  const now = (HANDED_OFF + 8 * DAY) as Millis
  const stood = {
    ...postIn('handed_off', createTestClock()),
    updatedAt: HANDED_OFF,
    parts: [part(1, 'Hello')],
  }
  expect(nextLook(stood)?.at).toBe(HANDED_OFF + MINUTE)
  expect(nextLook(lookForByHand(stood, { since: HANDED_OFF, own: [], now }).post)).toBeUndefined()
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
