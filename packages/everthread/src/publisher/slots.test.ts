import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextFreeSlot, nextFreeSlots } from './slots.ts'
import type { Slot } from './queue-policy.ts'
import { type Millis, parseInstant, toIso, toMillis } from '../time/clock.ts'
import { DAY, SECOND } from '../time/duration.ts'
import { loadZones } from '../time/zones.ts'

const zones = await loadZones()
const instant = (text: string): Millis => parseInstant(text) ?? toMillis(0)

const slot = (weekday: number, hour: number, minute = 0): Slot => ({ weekday, minute: hour * 60 + minute })
const daily = (hour: number, minute = 0): Slot[] =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => slot(weekday, hour, minute))

const search = (slots: readonly Slot[], after: string, zone = 'Europe/Berlin') => ({
  slots,
  zone,
  after: instant(after),
  taken: [],
})

const times = (plans: readonly { readonly at: Millis }[]): string[] =>
  plans.map(({ at }) => toIso(at).slice(0, 16))

test('the next slots come in their order, whatever order they were given in', () => {
  const slots = [slot(5, 18), slot(1, 9), slot(1, 8, 30)]
  // A Monday, 08:30 in Berlin: what is now is over.
  expect(nextFreeSlots(zones, search(slots, '2026-11-23T07:30:00Z'), 4)).toEqual([
    { at: instant('2026-11-23T08:00:00Z'), wall: '2026-11-23T09:00', zone: 'Europe/Berlin' },
    { at: instant('2026-11-27T17:00:00Z'), wall: '2026-11-27T18:00', zone: 'Europe/Berlin' },
    { at: instant('2026-11-30T07:30:00Z'), wall: '2026-11-30T08:30', zone: 'Europe/Berlin' },
    { at: instant('2026-11-30T08:00:00Z'), wall: '2026-11-30T09:00', zone: 'Europe/Berlin' },
  ])
})

test('a slot in whose minute another post goes out is taken', () => {
  const taken = ['2026-11-23T08:00:30Z', '2026-11-24T08:00:00Z'].map(instant)
  const found = nextFreeSlot(zones, { ...search(daily(9), '2026-11-23T07:00:00Z'), taken })
  expect(found?.wall).toBe('2026-11-25T09:00')
})

test('a year of posts does not hide the slot after it', () => {
  const week = [slot(1, 9)]
  const first = nextFreeSlots(zones, search(week, '2026-11-23T00:00:00Z'), 60)
  const all = { ...search(week, '2026-11-23T00:00:00Z'), taken: first.map(({ at }) => at) }
  expect(nextFreeSlot(zones, all)?.at).toBeGreaterThan(first.at(-1)?.at ?? 0)
})

test('without slots, and in a zone that there is not, there is none', () => {
  expect(nextFreeSlot(zones, search([], '2026-11-23T00:00:00Z'))).toBeUndefined()
  expect(nextFreeSlot(zones, search(daily(9), '2026-11-23T00:00:00Z', 'Mars/Olympus'))).toBeUndefined()
})

test.each([
  ['Europe/Berlin', '2026-03-27T12:00:00Z', ['2026-03-28T08:00', '2026-03-29T07:00', '2026-03-30T07:00']],
  ['Europe/Berlin', '2026-10-23T12:00:00Z', ['2026-10-24T07:00', '2026-10-25T08:00', '2026-10-26T08:00']],
  ['America/New_York', '2026-03-06T18:00:00Z', ['2026-03-07T14:00', '2026-03-08T13:00', '2026-03-09T13:00']],
  ['America/New_York', '2026-10-30T18:00:00Z', ['2026-10-31T13:00', '2026-11-01T14:00', '2026-11-02T14:00']],
  [
    'Australia/Lord_Howe',
    '2026-10-01T23:00:00Z',
    ['2026-10-02T22:30', '2026-10-03T22:00', '2026-10-04T22:00'],
  ],
  [
    'Australia/Lord_Howe',
    '2026-04-02T23:00:00Z',
    ['2026-04-03T22:00', '2026-04-04T22:30', '2026-04-05T22:30'],
  ],
  ['Asia/Kolkata', '2026-03-27T12:00:00Z', ['2026-03-28T03:30', '2026-03-29T03:30', '2026-03-30T03:30']],
])('nine o’clock stays nine o’clock in %s after %s', (zone, after, expected) => {
  expect(times(nextFreeSlots(zones, search(daily(9), after, zone), 3))).toEqual(expected)
})

test('slots in a gap are one, at its end, under the time that was asked for', () => {
  const slots = [...daily(2), ...daily(2, 30), ...daily(3)]
  const found = nextFreeSlots(zones, search(slots, '2026-03-28T12:00:00Z'), 2)
  expect(times(found)).toEqual(['2026-03-29T01:00', '2026-03-30T00:00'])
  expect(found[0]?.wall).toBe('2026-03-29T02:00')
})

test('a slot that comes twice in autumn is used once, the first time', () => {
  const found = nextFreeSlots(zones, search(daily(2, 30), '2026-10-24T12:00:00Z'), 2)
  expect(times(found)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30'])
})

test('a day that a zone skips has its slots at the beginning of the next', () => {
  const found = nextFreeSlots(zones, search(daily(9), '2011-12-30T00:00:00Z', 'Pacific/Apia'), 2)
  expect(times(found)).toEqual(['2011-12-30T10:00', '2011-12-30T19:00'])
})

test('every slot shows its wall time, or stands at the end of a gap; all are free, later than asked, in order', () => {
  const zone = fc.constantFrom(
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Asia/Tokyo',
  )
  const slots = fc.array(
    fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.integer({ min: 0, max: 1439 }) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  const after = fc.integer({ min: 18_500 * DAY, max: 24_000 * DAY }).map(toMillis)
  fc.assert(
    fc.property(zone, slots, after, (where, given, from) => {
      const [first] = nextFreeSlots(zones, { slots: given, zone: where, after: from, taken: [] }, 1)
      const taken = first ? [first.at] : []
      const found = nextFreeSlots(zones, { slots: given, zone: where, after: from, taken }, 5)
      expect(found).toHaveLength(5)
      const instants = found.map(({ at }) => at)
      expect(instants).toEqual([...new Set(instants)].toSorted((one, other) => one - other))
      expect(Math.min(...instants)).toBeGreaterThan(first?.at ?? from)
      for (const { at, wall } of found) {
        const shown = zones.wallAt(at, where) ?? ''
        const before = zones.wallAt(toMillis(at - SECOND), where) ?? ''
        expect(shown === wall || (before < wall && wall < shown)).toBe(true)
      }
    }),
    { seed: 7, numRuns: 150 },
  )
})
