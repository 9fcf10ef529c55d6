/** What people type about times and slots, as tables; and the queue as they look at it. */
import { describe, expect, it, test } from 'vitest'
import { daysAt } from './days-at.ts'
import { SECTIONS, sectionOf } from './queue-sections.ts'
import { parseSlots } from './slots-text.ts'
import { visible } from './visible.ts'
import { whenFrom } from './when-from.ts'
import { POST_STATES } from '../../publisher/post.ts'
import { postIn } from '../../publisher/queue-actions/test-actions.ts'
import { type Millis, parseInstant } from '../../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import { createTestClock } from '../../time/test-clock.ts'
import { loadZones } from '../../time/zones.ts'

const zones = await loadZones()

function instant(text: string): Millis {
  const at = parseInstant(text)
  if (at === undefined) throw new Error(`${text} is no instant`)
  return at
}

describe('a time', () => {
  const now = instant('2026-03-28T09:30:00Z')
  const today = { now, zone: 'Europe/Berlin', zones }
  it.each([
    ['2026-03-29T09:00', { kind: 'wall', wall: '2026-03-29T09:00' }],
    ['2026-03-29 09:00', { kind: 'wall', wall: '2026-03-29T09:00' }],
    ['2026-03-29T09:00Z', { kind: 'at', at: instant('2026-03-29T09:00Z') }],
    ['2026-03-29T09:00+02:00', { kind: 'at', at: instant('2026-03-29T07:00Z') }],
    ['90m', { kind: 'at', at: now + 90 * MINUTE }],
    ['11:00', { kind: 'wall', wall: '2026-03-28T11:00' }],
    ['9:00', { kind: 'wall', wall: '2026-03-29T09:00' }],
    // What nobody understands goes on as it is: the text must not be lost.
    ['tomorrow', { kind: 'wall', wall: 'tomorrow' }],
    ['', { kind: 'wall', wall: '' }],
  ])('%j means %o', (at, expected) => {
    expect(whenFrom({ at }, today)).toEqual(expected)
  })

  it('is meant in the zone that is named, or that of the queue', () => {
    const wall = { kind: 'wall', wall: '2026-03-28T19:00', zone: 'Asia/Tokyo' }
    expect(whenFrom({ at: '19:00', zone: 'Asia/Tokyo' }, today)).toEqual(wall)
    expect(whenFrom({ at: '18:00', zone: 'Asia/Tokyo' }, today)).toMatchObject({ wall: '2026-03-29T18:00' })
    expect(whenFrom({ at: '09:00', zone: 'Moon/Crater' }, today)).toMatchObject({
      kind: 'wall',
      zone: 'Moon/Crater',
    })
  })

  it('is none where none is asked for', () => {
    expect(whenFrom({}, today)).toBeUndefined()
    expect(whenFrom({ now: true }, today)).toEqual({ kind: 'now' })
    expect(whenFrom({ nextSlot: true }, today)).toEqual({ kind: 'next_slot' })
  })
})

describe('a slot', () => {
  it.each([
    ['mon 09:00', [1]],
    ['Mon-Fri 18:30', [1, 2, 3, 4, 5]],
    ['daily 12:00', [1, 2, 3, 4, 5, 6, 7]],
    ['fri-mon 8:05', [5, 6, 7, 1]],
  ])('%s is on %j', (text, weekdays) => {
    expect(parseSlots(text)?.map(({ weekday }) => weekday)).toEqual(weekdays)
  })

  it.each([
    '',
    'mon',
    '09:00',
    'mon 24:00',
    'mon 9:60',
    'mon 9',
    'xyz 09:00',
    'mon-xyz 09:00',
    'monday 09:00',
  ])('%j is none', (text) => {
    expect(parseSlots(text)).toBeUndefined()
  })

  it('has its minute of the day', () => {
    expect(parseSlots('sun 23:59')).toEqual([{ weekday: 7, minute: 1439 }])
  })
})

describe('the queue', () => {
  const clock = createTestClock(instant('2026-10-24T22:30:00Z'))
  // In Berlin it is half past midnight of a Sunday with 25 hours.
  const days = daysAt(clock.now(), 'Europe/Berlin')
  const planned = (at: Millis) =>
    sectionOf({ ...postIn('scheduled', clock), plan: { at, wall: '', zone: '' } }, days)

  it.each([
    ['a moment ago', -30_000, 'today'],
    ['an hour ago', -HOUR, 'attention'],
    ['in 24 hours, on a day with 25', 24 * HOUR, 'today'],
    ['in 25 hours', 25 * HOUR, 'tomorrow'],
    ['in three days', 3 * DAY, 'later'],
  ])('has what is planned %s under %s', (_, afterMs, section) => {
    expect(planned((clock.now() + afterMs) as Millis)).toBe(section)
  })

  it('has a place for a post in any state', () => {
    for (const state of POST_STATES) expect(SECTIONS).toContain(sectionOf(postIn(state, clock), days))
    for (const state of ['held', 'handed_off', 'needs_review', 'failed'] as const)
      expect(sectionOf(postIn(state, clock), days)).toBe('attention')
    expect(sectionOf(postIn('draft', clock), days)).toBe('drafts')
  })
})

test('a terminal is not moved by a text', () => {
  expect(visible('a\u001B[31m\u0000\u009Bb\r\n\tc')).toBe('a\uFFFD[31m\uFFFD\uFFFDb\uFFFD\n\tc')
  expect(visible('Привет 👋🏽')).toBe('Привет 👋🏽')
})
