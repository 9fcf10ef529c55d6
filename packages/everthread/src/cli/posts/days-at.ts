/** Today and tomorrow on the wall of a zone. */
import type { Days } from './queue-sections.ts'
import { dayAndTime } from './when-from.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'

/** @NOTE A day of a change of the clocks has 23 or 25 hours: the next other day within a day and a half is tomorrow. */
export function daysAt(now: Millis, zone: string): Days {
  const dayOf = (at: Millis): string | undefined => dayAndTime(at, zone)?.day
  const today = dayOf(now) ?? ''
  const ahead = [12, 24, 36].map((hours) => dayOf((now + hours * HOUR) as Millis) ?? '')
  return {
    now,
    today,
    dayOf,
    tomorrow: ahead.find((day) => day !== today) ?? dayOf((now + DAY) as Millis) ?? '',
  }
}
