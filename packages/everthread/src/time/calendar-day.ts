/** Days of the calendar (`2026-03-29`), which have no zone and no hours. Pure. */
import { type Millis, parseInstant, toIso, toMillis } from './clock.ts'
import { DAY } from './duration.ts'

/** So many days later, or earlier. `undefined` for what is no day. */
export function dayAfter(day: string, days: number): string | undefined {
  const start = startOf(day)
  return start === undefined ? undefined : toIso(toMillis(start + days * DAY)).slice(0, 10)
}

/** Days since the epoch, UTC. */
export function utcDay(at: Millis): number {
  return Math.floor(at / DAY)
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number | undefined {
  const start = startOf(day)
  // The epoch began on a Thursday.
  return start === undefined ? undefined : ((((start / DAY + 3) % 7) + 7) % 7) + 1
}

/** @NOTE `Date` takes the 31st of February for the 3rd of March. */
function startOf(day: string): number | undefined {
  const start = /^\d{4}-\d\d-\d\d$/.test(day) ? parseInstant(`${day}T00:00:00Z`) : undefined
  return start !== undefined && toIso(start).startsWith(day) ? start : undefined
}
