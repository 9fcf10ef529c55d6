/** How collecting stands for an account. Nothing of it is a failure of the account: its token and its posts go on. */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

/**
 * | kind | what is true | left by |
 * |---|---|---|
 * | `reading` | numbers are read as they fall due | |
 * | `not_granted` | the token has no `threads_manage_insights` | another token, or a day: Meta is asked again |
 * | `waiting` | Meta said "not so often", or said nothing usable | its instant, or an answer |
 */
export type InsightStanding =
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'not_granted'
      readonly since: Millis
      /** The number of the token's generation that Meta refused; absent where the token's own scopes say it. */
      readonly generation?: number
      readonly until: Millis
    }
  | {
      readonly kind: 'waiting'
      readonly reason: WaitReason
      readonly since: Millis
      /** How often in a row. */
      readonly count: number
      readonly until: Millis
    }

/** `refused`: Meta said no for a reason that reading does not know. */
export const WAIT_REASONS = ['rate-limited', 'no-answer', 'restricted', 'refused', 'token-doubted'] as const
export type WaitReason = (typeof WAIT_REASONS)[number]

/** An answer that held no number. */
export type ReadTrouble =
  | { readonly kind: 'not_granted'; readonly generation?: number }
  | { readonly kind: 'wait'; readonly reason: WaitReason; readonly retryAfterMs?: number }

/** Numbers are worth waiting for: nobody loses anything by an hour. */
const WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR]
const LEAST_RATE_WAIT_MS = HOUR
/** Reviews and logins take people a while. */
const ASK_AGAIN_AFTER_MS = DAY

export function standingAfter(before: InsightStanding, trouble: ReadTrouble, at: Millis): InsightStanding {
  if (trouble.kind === 'not_granted') {
    const since = before.kind === 'not_granted' ? before.since : at
    const until = (at + ASK_AGAIN_AFTER_MS) as Millis
    return { ...trouble, since, until }
  }
  const { reason, retryAfterMs = 0 } = trouble
  const isSame = before.kind === 'waiting' && before.reason === reason
  const count = isSame ? before.count + 1 : 1
  const wait = WAITS[Math.min(count, WAITS.length) - 1] ?? HOUR
  const least = reason === 'rate-limited' ? LEAST_RATE_WAIT_MS : 0
  const until = Math.trunc(at + Math.min(Math.max(wait, least, retryAfterMs), DAY)) as Millis
  return { kind: 'waiting', reason, since: isSame ? before.since : at, count, until }
}
