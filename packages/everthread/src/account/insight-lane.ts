/**
 * The lane of an account's numbers: what is read next, or until when nothing is. Nothing here has an effect. Reading is
 * always behind tokens and posts, within a part of what Meta allows, and a token that may not read is no failure.
 */
import { type AccountRead, decideAccount } from '../insights/account-policy.ts'
import type { MetaDays } from '../insights/meta-day.ts'
import type { DuePost, InsightLaneRows } from '../store/insight-lane.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, SECOND } from '../time/duration.ts'
import { utcDay } from '../time/calendar-day.ts'
import { tokenStanding } from './post-lane.ts'

/** The scope without which Meta gives no numbers. */
export const INSIGHT_SCOPE = 'threads_manage_insights'

/** No numbers so near to a due post (DESIGN §6). */
const CLEAR_OF_POSTS_MS = 10 * SECOND

/**
 * Meta allows 48,000 calls a day to a user whom nobody sees, all applications of that user's together: this is a twentieth.
 *
 * @see https://developers.facebook.com/docs/threads/overview (read 2026-11)
 */
const MOST_CALLS_A_DAY = 2400

/** Whoever repairs the token is not kept waiting longer for numbers. */
const WITHOUT_TOKEN_MS = HOUR

export interface InsightFacts {
  readonly rows: InsightLaneRows
  readonly days: MetaDays
  /** When the next post of the account is due, where that is soon. */
  readonly nextPostAt?: Millis | undefined
}

export type InsightStep =
  | { readonly kind: 'read_post'; readonly post: DuePost }
  | { readonly kind: 'read_account'; readonly read: AccountRead }
  /** Everything that is due waits. */
  | { readonly kind: 'put_off'; readonly until: Millis; readonly isUngranted?: boolean }
  /** Nothing is due any more; the account as a whole is again then. */
  | { readonly kind: 'rest'; readonly accountDueAt?: Millis }

export function nextInsight(facts: InsightFacts, now: Millis): InsightStep {
  const { rows, days } = facts
  const obstacle = obstacleTo(facts, now)
  if (obstacle) return obstacle
  const [post] = rows.duePosts
  if (post) return { kind: 'read_post', post }
  if (!rows.isAccountDue) return { kind: 'rest' }
  const decision = decideAccount({ progress: rows.progress, jitter: rows.jitter, days }, now)
  return decision.kind === 'read'
    ? { kind: 'read_account', read: decision.read }
    : { kind: 'rest', accountDueAt: decision.until }
}

function obstacleTo({ rows, nextPostAt }: InsightFacts, now: Millis): InsightStep | undefined {
  if (nextPostAt !== undefined && nextPostAt - now <= CLEAR_OF_POSTS_MS)
    return putOff(Math.max(nextPostAt, now) + CLEAR_OF_POSTS_MS)
  const token = tokenStanding(rows.refusal)
  if (token.kind === 'dead') return putOff(now + WITHOUT_TOKEN_MS)
  if (token.kind === 'doubted') return putOff(Math.max(token.until, now + SECOND))
  const { standing, generation } = rows
  if (generation.scopes && !generation.scopes.includes(INSIGHT_SCOPE))
    return { kind: 'put_off', until: (now + WITHOUT_TOKEN_MS) as Millis, isUngranted: true }
  if (standing.kind === 'waiting' && standing.until > now) return putOff(standing.until)
  const isSameToken = standing.kind === 'not_granted' && standing.generation === generation.number
  if (isSameToken && standing.until > now) return putOff(Math.min(standing.until, now + WITHOUT_TOKEN_MS))
  const { day, calls } = rows.calls
  return day === utcDay(now) && calls >= MOST_CALLS_A_DAY
    ? putOff((day + 1 + rows.jitter / 24) * DAY)
    : undefined
}

function putOff(until: number): InsightStep {
  return { kind: 'put_off', until: Math.trunc(until) as Millis }
}
