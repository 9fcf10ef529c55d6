/** A metric of the profile, day by day. A day without a number is a gap with a reason, and never a line drawn through it. */
import { FIRST_DAY, type MetaDay, daysBetween, shiftDay } from './meta-day.ts'
import { missing, type MissingReason, type Reading } from './reading.ts'

/** Days of Meta's, both included. */
export interface Period {
  readonly from: MetaDay
  readonly to: MetaDay
}

export interface DayPoint {
  readonly day: MetaDay
  readonly reading: Reading
}

export interface Gap extends Period {
  readonly reason: MissingReason
}

export interface Series {
  readonly points: readonly DayPoint[]
  readonly gaps: readonly Gap[]
}

/** What is known of why a day is missing: how far reading has come. */
export interface Reach {
  readonly today: MetaDay
  readonly filledTo?: MetaDay
  /** Of a day before it. */
  readonly unfilled: 'not-yet-filled' | 'no-history'
}

/** As long, and just before. */
export function periodBefore({ from, to }: Period): Period {
  const days = daysBetween(from, to).length
  return { from: shiftDay(from, -days), to: shiftDay(from, -1) }
}

export function seriesOf(period: Period, read: ReadonlyMap<MetaDay, Reading>, reach: Reach): Series {
  const points = daysBetween(period.from, period.to).map((day) => ({
    day,
    reading: read.get(day) ?? missing(whyMissing(day, reach)),
  }))
  return { points, gaps: gapsIn(points) }
}

function whyMissing(day: MetaDay, { today, filledTo, unfilled }: Reach): MissingReason {
  if (day < FIRST_DAY) return 'before-meta'
  if (day >= shiftDay(today, -1)) return 'not-over'
  return filledTo === undefined || day < filledTo ? unfilled : 'not-read'
}

/** Neighbouring days that are missing for the same reason are one gap. */
function gapsIn(points: readonly DayPoint[]): Gap[] {
  const gaps: Gap[] = []
  for (const { day, reading } of points) {
    if (reading.kind === 'count') continue
    const last = gaps.at(-1)
    if (last && last.reason === reading.reason && last.to === shiftDay(day, -1))
      gaps[gaps.length - 1] = { ...last, to: day }
    else gaps.push({ from: day, to: day, reason: reading.reason })
  }
  return gaps
}
