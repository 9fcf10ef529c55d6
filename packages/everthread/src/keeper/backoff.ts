/**
 * When to try again after a failure. This table is the documentation's table too (docs/keeping-a-token.md).
 *
 * | after failure number | transient | rate limited | suspect |
 * |---|---|---|---|
 * | 1 | 1 min | 15 min | 1 h |
 * | 2 | 5 min | 30 min | 6 h |
 * | 3 | 15 min | 1 h | 24 h |
 * | 4 | 1 h | 4 h | 24 h |
 * | 5 | 4 h | 12 h | 24 h |
 * | 6 and more | 12 h | 24 h | 24 h |
 *
 * Each is stretched by up to a quarter, by the account's stored jitter, so that a thousand accounts that failed together do
 * not come back together. None is longer than a day: while a token lives, it is tried at least daily.
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import type { Attempts } from './facts.ts'
import type { Reason } from './reasons.ts'
import { CONFIRM_AFTER_MS } from './refusal.ts'

const TRANSIENT = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR] as const
const RATE_LIMITED = [15 * MINUTE, 30 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, DAY] as const
const SUSPECT = [HOUR, 6 * HOUR, DAY] as const

export interface Failure {
  readonly reason: Reason
  readonly at: Millis
  readonly jitter: number
  /** Meta's `Retry-After`, where there is one. */
  readonly retryAfterMs?: number
}

/** The streak after one more failure. */
export function afterFailure(attempts: Attempts | undefined, failure: Failure): Attempts {
  const count = (attempts?.count ?? 0) + 1
  const table = tableFor(failure.reason)
  const step = table[Math.min(count, table.length) - 1] ?? DAY
  const waitMs = Math.min(Math.max(step * (1 + failure.jitter / 4), failure.retryAfterMs ?? 0), DAY)
  return {
    count,
    lastAt: failure.at,
    reason: failure.reason,
    notBefore: Math.trunc(failure.at + waitMs) as Millis,
  }
}

/** An upstream "too young" is no failure: the streak is left alone, and a day is waited. */
export function afterTooYoung(attempts: Attempts | undefined, at: Millis): Attempts {
  return { count: attempts?.count ?? 0, lastAt: at, reason: 'too-young', notBefore: (at + DAY) as Millis }
}

/** A refusal that has been seen once: the second look is no failure either, and comes when a bad minute is over. */
export function untilConfirmed(at: Millis): Attempts {
  return {
    count: 1,
    lastAt: at,
    reason: 'revocation-unconfirmed',
    notBefore: (at + CONFIRM_AFTER_MS) as Millis,
  }
}

/** What a person has just gone back to is left as it is: a renewal would take away at once what was chosen. */
export function afterRollback(at: Millis): Attempts {
  return { count: 0, lastAt: at, reason: 'rolled-back', notBefore: (at + DAY) as Millis }
}

/** Why nothing is tried until `notBefore`. Not every pause comes from a failure. */
export function reasonToWait({ reason }: Attempts): Reason {
  return reason === 'too-young' || reason === 'rolled-back' ? reason : 'backing-off'
}

function tableFor(reason: Reason): readonly number[] {
  if (reason === 'rate-limited') return RATE_LIMITED
  if (reason === 'suspect' || reason === 'renewal-refused' || reason === 'other-user') return SUSPECT
  return TRANSIENT
}
