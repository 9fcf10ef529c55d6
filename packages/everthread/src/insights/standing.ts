/** How collecting stands for an account. Nothing of it is a failure of the account: its token and its posts go on. */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

/**
 * | kind | what is true | left by |
 * |---|---|---|
 * | `reading` | numbers are read as they fall due | |
 * | `not_granted` | the token has no `threads_manage_insights` | a login that grants it |
 * | `waiting` | Meta said "not so often", or said nothing usable | its instant |
 */
export type InsightStanding =
  | { readonly kind: 'reading' }
  | { readonly kind: 'not_granted'; readonly since: Millis }
  | {
      readonly kind: 'waiting'
      readonly reason: WaitReason
      readonly since: Millis
      /** How often in a row. */
      readonly count: number
      readonly until: Millis
    }

/** `refused`: Meta said no for a reason that reading does not know. */
export type WaitReason = 'rate-limited' | 'no-answer' | 'restricted' | 'refused' | 'token-doubted'

/** What an answer that held no number means. */
export interface ReadTrouble {
  readonly reason: WaitReason | 'not-granted'
  readonly at: Millis
  readonly retryAfterMs?: number
}

/** Numbers are worth waiting for: nobody loses anything by an hour. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR]
const LEAST_RATE_WAIT_MS = HOUR

export function standingAfter(before: InsightStanding, trouble: ReadTrouble): InsightStanding {
  const { reason, at, retryAfterMs = 0 } = trouble
  if (reason === 'not-granted')
    return { kind: 'not_granted', since: before.kind === 'not_granted' ? before.since : at }
  const isSame = before.kind === 'waiting' && before.reason === reason
  const count = isSame ? before.count + 1 : 1
  const wait = WAITS[Math.min(count, WAITS.length) - 1] ?? HOUR
  const least = reason === 'rate-limited' ? LEAST_RATE_WAIT_MS : 0
  const waitMs = Math.min(Math.max(wait, least, retryAfterMs), DAY)
  return {
    kind: 'waiting',
    reason,
    since: isSame ? before.since : at,
    count,
    until: Math.trunc(at + waitMs) as Millis,
  }
}
