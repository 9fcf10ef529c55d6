import * as fc from 'fast-check'
import * as polyfill from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { parseInstant, toIso, toMillis } from './clock.ts'
import { DAY, HOUR, MINUTE } from './duration.ts'
import { isZone } from './is-zone.ts'
import { loadZones, zonesBy } from './zones.ts'

const native = await loadZones()

/** On a Node without Temporal both are the polyfill. */
const engines = [
  ['of the runtime', native],
  ['of the polyfill', zonesBy(polyfill.Temporal)],
] as const

describe.each(engines)('Temporal %s', (_, zones) => {
  const at = (wall: string, zone: string): string | undefined => {
    const instant = zones.instantOf(wall, zone)
    return instant === undefined ? undefined : toIso(instant).slice(0, 16)
  }

  test.each([
    ['Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00'],
    ['Europe/Berlin', '2026-12-01T09:00', '2026-12-01T08:00'],
    ['Asia/Kolkata', '2026-03-29T09:00', '2026-03-29T03:30'],
    ['Asia/Tokyo', '2026-03-29T02:30', '2026-03-28T17:30'],
    ['UTC', '2026-03-29T02:30', '2026-03-29T02:30'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00'],
  ])('%s shows %s at %s UTC', (zone, wall, utc) => {
    expect(at(wall, zone)).toBe(utc)
    expect(zones.wallAt(parseInstant(`${utc}Z`) ?? toMillis(0), zone)).toBe(wall)
  })

  test.each([
    // spring: the first and the last minute that there is not, and the first that there is again
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00', '2026-03-29T03:00'],
    ['Europe/Berlin', '2026-03-29T02:59', '2026-03-29T01:00', '2026-03-29T03:00'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00', '2026-03-29T03:00'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00', '2026-03-08T03:00'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30', '2026-10-04T02:30'],
    // at midnight, and a whole day
    ['America/Santiago', '2026-09-06T00:30', '2026-09-06T04:00', '2026-09-06T01:00'],
    ['Pacific/Apia', '2011-12-30T09:00', '2011-12-30T10:00', '2011-12-31T00:00'],
  ])('in %s the gap at %s ends at %s UTC, when walls show %s', (...[zone, wall, utc, shown]) => {
    expect(at(wall, zone)).toBe(utc)
    expect(zones.wallAt(parseInstant(`${utc}Z`) ?? toMillis(0), zone)).toBe(shown)
  })

  test.each([
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45'],
  ])('in %s the first of two times %s is at %s UTC', (zone, wall, utc) => {
    expect(at(wall, zone)).toBe(utc)
  })

  test.each([
    'Mars/Olympus',
    '',
    '+02:00',
    'Z',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00+01:00[Europe/Berlin]',
    '../etc',
  ])('%j is no zone', (zone) => {
    expect(zones.zoneNamed(zone)).toBeUndefined()
    expect(zones.wallAt(toMillis(0), zone)).toBeUndefined()
    expect(zones.instantOf('2026-03-29T09:00', zone)).toBeUndefined()
  })

  test('a zone is known in any letters, and called as IANA calls it', () => {
    expect(zones.zoneNamed('europe/BERLIN')).toBe('Europe/Berlin')
    expect(zones.zoneNamed('utc')).toBe('UTC')
  })

  test.each(['2026-02-30T09:00', '2026-03-29T24:00', '2026-13-01T09:00', '2026-03-29 09:00', '9:00', ''])(
    '%j is on no wall',
    (wall) => {
      expect(zones.instantOf(wall, 'Europe/Berlin')).toBeUndefined()
    },
  )
})

const ZONES = [
  ...['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Asia/Tokyo'],
  ...['America/Santiago', 'Africa/Casablanca', 'Pacific/Chatham', 'UTC'],
]
const zone = fc.constantFrom(...ZONES)
const minute = fc
  .integer({ min: (2020 - 1970) * 365 * DAY, max: (2036 - 1970) * 365 * DAY })
  .map((ms) => toMillis(ms - (ms % MINUTE)))

test('an instant’s wall leads back to it, or to the first of two that show the same', () => {
  fc.assert(
    fc.property(minute, zone, (instant, where) => {
      const wall = native.wallAt(instant, where) ?? ''
      const back = native.instantOf(wall, where) ?? Number.NaN
      expect(native.wallAt(toMillis(back), where)).toBe(wall)
      expect(instant - back).toBeGreaterThanOrEqual(0)
      expect(instant - back).toBeLessThanOrEqual(HOUR)
    }),
    { seed: 11, numRuns: 500 },
  )
})

test.each(['Europe/Berlin', 'utc', 'Etc/GMT+1', 'America/Port-au-Prince', 'Mars/Olympus', '+02:00', ''])(
  'what takes %j for a zone, and what plans by it, agree',
  (name) => {
    expect(isZone(name)).toBe(native.zoneNamed(name) !== undefined)
  },
)

test('both engines say the same', () => {
  const other = zonesBy(polyfill.Temporal)
  fc.assert(
    fc.property(minute, zone, (instant, where) => {
      const wall = toIso(instant).slice(0, 16)
      expect(other.wallAt(instant, where)).toBe(native.wallAt(instant, where))
      expect(other.instantOf(wall, where)).toBe(native.instantOf(wall, where))
    }),
    { seed: 12, numRuns: 300 },
  )
})
