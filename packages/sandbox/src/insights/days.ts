/** The days of insights: from midnight to midnight in Pacific time (threads-api.md §6.2). */
import { startOfPacificDay } from '../time/pacific.ts'
import { DAY, HOUR } from '../time/duration.ts'

export interface PacificDay {
  readonly start: number
  /** Midnight, where the next day starts: `end_time`. */
  readonly end: number
}

/** Every day that some of the time from `since` to `until` belongs to, oldest first. */
export function pacificDays(since: number, until: number): readonly PacificDay[] {
  const days: PacificDay[] = []
  let start = startOfPacificDay(since)
  while (start < until) {
    const end = nextMidnight(start)
    days.push({ start, end })
    start = end
  }
  return days
}

/** When the day before the instant's began: with the instant's own day the two days that are the default. */
export function startOfDayBefore(instant: number): number {
  return startOfPacificDay(startOfPacificDay(instant) - 1)
}

/** A day has 23 to 25 hours. */
function nextMidnight(midnight: number): number {
  return startOfPacificDay(midnight + DAY + 12 * HOUR)
}
