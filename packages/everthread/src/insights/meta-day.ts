/**
 * The days of Meta's numbers: from midnight to midnight in California, 23 to 25 hours long. Which day it is elsewhere
 * makes no difference to them, so a series is always one of these days.
 *
 * @see threads-api.md §6.2: `end_time` at 07:00Z and 08:00Z
 */
import type { Millis } from '../time/clock.ts'
import { dayAfter } from '../time/calendar-day.ts'
import type { Zones } from '../time/zones.ts'

declare const metaDay: unique symbol
/** `2026-11-22` */
export type MetaDay = string & { readonly [metaDay]: true }

const META_ZONE = 'America/Los_Angeles'

/** 1712991600, the earliest second that Meta serves, is this midnight. It calls numbers from before June 2024 unreliable. */
export const FIRST_DAY = '2024-04-13' as MetaDay

export interface MetaDays {
  /** The day that an instant belongs to. */
  readonly of: (at: Millis) => MetaDay
  readonly startOf: (day: MetaDay) => Millis
  /** Where the next one begins. */
  readonly endOf: (day: MetaDay) => Millis
}

export function metaDays(zones: Zones): MetaDays {
  const startOf = (day: MetaDay): Millis => known(zones.instantOf(`${day}T00:00`, META_ZONE))
  return {
    of: (at) => known(zones.wallAt(at, META_ZONE)).slice(0, 10) as MetaDay,
    startOf,
    endOf: (day) => startOf(shiftDay(day, 1)),
  }
}

export function shiftDay(day: MetaDay, days: number): MetaDay {
  return known(dayAfter(day, days)) as MetaDay
}

/** From the first to the last, both included; none where the last is before the first. */
export function daysBetween(first: MetaDay, last: MetaDay): MetaDay[] {
  const days: MetaDay[] = []
  for (let day = first; day <= last; day = shiftDay(day, 1)) days.push(day)
  return days
}

export function isMetaDay(text: string): text is MetaDay {
  return dayAfter(text, 0) === text
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('no day, or no zone of that name')
  return value
}
