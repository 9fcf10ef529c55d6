/** How old the numbers are, what has not been read yet, and why nothing is read where nothing is. */
import type { Millis } from '../time/clock.ts'
import type { AccountProgress } from './account-policy.ts'
import { daysBetween, FIRST_DAY, shiftDay } from './meta-day.ts'
import type { InsightStanding } from './standing.ts'

export interface Freshness {
  readonly standing: InsightStanding | { readonly kind: 'token_dead' } | { readonly kind: 'not_begun' }
  readonly progress: AccountProgress
  /** Days of the past whose turn has not come. */
  readonly pastDaysLeft: number
  /** The next read of anything. */
  readonly nextAt?: Millis
}

export function pastDaysLeft({ filledTo }: AccountProgress): number {
  return filledTo === undefined ? 0 : daysBetween(FIRST_DAY, shiftDay(filledTo, -1)).length
}
