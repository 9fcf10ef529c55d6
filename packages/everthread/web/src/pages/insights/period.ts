/** So many days up to one, both included. Pure. */
import { dayAfter } from '../../../../src/time/calendar-day.ts'
import type { Period } from './queries.ts'

/** Meta has nothing from before. */
const FIRST_DAY = '2024-04-13'

export function lastDays(to: string, length: number): Required<Period> {
  const from = dayAfter(to, 1 - length) ?? to
  return { from: from < FIRST_DAY ? FIRST_DAY : from, to }
}
