/**
 * What is tried again, how often, and what then. This table is the documentation's table too (docs/publishing.md).
 *
 * | reason | waits | tries | then |
 * |---|---|---|---|
 * | `network`, `not-json`, `server-error` | 5 s, 15 s, 1 min, 5 min, 15 min | without end | the queue's rule for what is late |
 * | `rate-limited` | 1, 5, 15, 30 min, 1 h; Meta's `Retry-After` where it is longer | without end | |
 * | `quota` | 15, 30 min, 1 h; the quota is read, and nothing is sent | without end | |
 * | `token-doubted` | 1, 5, 15 min, 1 h | without end | the keeper decides |
 * | `media-not-found` | 2, 4, 8 s on the same container | 3 | a new container |
 * | `parent-not-ready` | 3, 5, 10, 20, 30 s, 1, 2, 5 min | 8 | failed: `parent-gone` |
 * | `parent-unseen` | 5, 15 s, 1, 5 min | 4 | failed: `parent-gone` |
 * | `media-refused` | 5 s, 1 min, each with a new container | 2 | failed |
 * | `container-expired`, `container-in-progress` | at once, with a new container | 2 | failed |
 * | `refused` when publishing | 2, 10 s, after reading that it is not out | 2 | failed |
 * | `outcome-unknown` | read first, sent again only when it is not out a minute later | 3 | a person looks at it |
 * | `container-unreadable` | 10, 30 s, 1, 2, 5 min | 5 | a person looks at it |
 *
 * A container is made anew three times at most. Waits from a minute on are stretched by up to a quarter, by the account's
 * stored jitter.
 */
import type { PartAttempts } from './post.ts'
import type { PostReason } from './post-reasons.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'

export type RetryReason =
  | 'network'
  | 'not-json'
  | 'server-error'
  | 'rate-limited'
  | 'quota'
  | 'token-doubted'
  | 'media-not-found'
  | 'parent-not-ready'
  | 'parent-unseen'
  | 'media-refused'
  | 'container-expired'
  | 'container-in-progress'
  | 'refused'
  | 'outcome-unknown'
  | 'container-unreadable'

interface RetryRow {
  readonly waits: readonly number[]
  /** Absent: without end. */
  readonly tries?: number
}

const SILENCE: RetryRow = { waits: [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE] }

export const RETRIES: Readonly<Record<RetryReason, RetryRow>> = {
  network: SILENCE,
  'not-json': SILENCE,
  'server-error': SILENCE,
  'rate-limited': { waits: [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR] },
  quota: { waits: [15 * MINUTE, 30 * MINUTE, HOUR] },
  'token-doubted': { waits: [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR] },
  'media-not-found': { waits: [2 * SECOND, 4 * SECOND, 8 * SECOND], tries: 3 },
  'parent-not-ready': {
    waits: [3, 5, 10, 20, 30, 60, 120, 300].map((seconds) => seconds * SECOND),
    tries: 8,
  },
  'parent-unseen': { waits: [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE], tries: 4 },
  'media-refused': { waits: [5 * SECOND, MINUTE], tries: 2 },
  'container-expired': { waits: [0], tries: 2 },
  'container-in-progress': { waits: [0], tries: 2 },
  refused: { waits: [2 * SECOND, 10 * SECOND], tries: 2 },
  'outcome-unknown': { waits: [0], tries: 3 },
  'container-unreadable': {
    waits: [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE],
    tries: 5,
  },
}

/** Is the table at its end for this streak? */
export function isExhausted({ reason, count }: PartAttempts): boolean {
  const rows: Readonly<Partial<Record<PostReason, RetryRow>>> = RETRIES
  return count > (rows[reason]?.tries ?? Number.POSITIVE_INFINITY)
}

/** How often a part's container is made anew. */
export const MOST_REMAKES = 3

export interface Trouble {
  readonly reason: RetryReason
  readonly at: Millis
  readonly jitter: number
  readonly detail?: string
  /** Not before: what Meta asks for, or what a call that may still be out needs. */
  readonly waitMs?: number
}

/** The streak after one more trouble. */
export function afterTrouble(attempts: PartAttempts | undefined, trouble: Trouble): PartAttempts {
  const { reason, at, detail } = trouble
  const isSame = attempts?.reason === reason
  const count = (isSame ? attempts.count : 0) + 1
  const { waits } = RETRIES[reason]
  const wait = waits[Math.min(count, waits.length) - 1] ?? 0
  const stretched = wait < MINUTE ? wait : wait * (1 + trouble.jitter / 4)
  const waitMs = Math.min(Math.max(stretched, trouble.waitMs ?? 0), DAY)
  return {
    count,
    since: isSame ? attempts.since : at,
    notBefore: Math.trunc(at + waitMs) as Millis,
    reason,
    remakes: attempts?.remakes ?? 0,
    ...(detail !== undefined && { detail }),
  }
}

/** A new container begins the streak anew, and is counted itself. */
export function afterRemake(attempts: PartAttempts): PartAttempts {
  return { ...attempts, count: 0, remakes: attempts.remakes + 1 }
}

const PASSES_WITH_AN_ANSWER: ReadonlySet<PostReason> = new Set<PostReason>([
  'network',
  'not-json',
  'server-error',
  'rate-limited',
  'quota',
  'token-doubted',
])

/**
 * Meta answered: what was mere silence is over. A streak of refusals goes on until the part is out; and for how long Meta
 * made it wait stays known, because that made nothing late.
 */
export function afterAnswer(attempts: PartAttempts | undefined): PartAttempts | undefined {
  if (!attempts || !PASSES_WITH_AN_ANSWER.has(attempts.reason)) return attempts
  return attempts.remakes > 0 || isMetasPace(attempts.reason) ? { ...attempts, count: 0 } : undefined
}

/** Meta's own pace, which no server that was off has to answer for: such a wait makes nothing late. */
export function isMetasPace(reason: PostReason): boolean {
  return ['quota', 'rate-limited', 'media-not-found', 'parent-not-ready', 'container-in-progress'].includes(
    reason,
  )
}
