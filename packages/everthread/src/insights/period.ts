/** Which days are meant: those that are named, or the four weeks that have ended. */
import type { Millis } from '../time/clock.ts'
import type { Period } from './day-series.ts'
import { FIRST_DAY, isMetaDay, type MetaDay, type MetaDays, shiftDay } from './meta-day.ts'

/** Whole weeks, so that weekends stand beside weekends. */
const USUAL_DAYS = 28

export interface PeriodWish {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** `undefined`: these are no days, in the wrong order, or further back than anything. */
export function periodOf({ from, to }: PeriodWish, days: MetaDays, now: Millis): Period | undefined {
  const last = dayFrom(to ?? shiftDay(days.of(now), -1))
  const first = last && dayFrom(from ?? shiftDay(last, 1 - USUAL_DAYS))
  if (!first || !last || first > last || first < FIRST_DAY || last > days.of(now)) return undefined
  return { from: first, to: last }
}

function dayFrom(text: string): MetaDay | undefined {
  return isMetaDay(text) ? text : undefined
}
