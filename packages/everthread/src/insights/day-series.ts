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

/** `days` follow each other, as {@link daysBetween} gives them. */
export function seriesOf(
  days: readonly MetaDay[],
  read: ReadonlyMap<MetaDay, Reading>,
  reach: Reach,
): Series {
  const yesterday = shiftDay(reach.today, -1)
  const points = days.map((day) => ({
    day,
    reading: read.get(day) ?? missing(whyMissing(day, { ...reach, yesterday })),
  }))
  return { points, gaps: gapsIn(points) }
}

function whyMissing(
  day: MetaDay,
  { yesterday, filledTo, unfilled }: Reach & { readonly yesterday: MetaDay },
): MissingReason {
  if (day < FIRST_DAY) return 'before-meta'
  if (day >= yesterday) return 'not-over'
  return filledTo === undefined || day < filledTo ? unfilled : 'not-read'
}

/** Neighbouring days that are missing for the same reason are one gap. */
function gapsIn(points: readonly DayPoint[]): Gap[] {
  const gaps: Gap[] = []
  let before: Reading | undefined
  for (const { day, reading } of points) {
    const last = gaps.at(-1)
    if (reading.kind === 'missing') {
      if (last && before?.kind === 'missing' && before.reason === reading.reason)
        gaps[gaps.length - 1] = { ...last, to: day }
      else gaps.push({ from: day, to: day, reason: reading.reason })
    }
    before = reading
  }
  return gaps
}
