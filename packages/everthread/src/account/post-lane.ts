/**
 * The lane of an account's posts: what was gathered, what happens next among them, and when they are due when nothing
 * does. Nothing here has an effect.
 */
import { nextContentHash } from '../publisher/content-hash.ts'
import { CONFIRM_AFTER_MS, CONFIRMATIONS_NEEDED } from '../keeper/refusal.ts'
import { SECOND } from '../time/duration.ts'
import type { AccountStanding, PostFacts, TokenStanding } from '../publisher/post-facts.ts'
import type { PostChange } from '../publisher/post-change.ts'
import { decidePost, holdsOthersUntil, type PostDecision } from '../publisher/post-policy.ts'
import type { LanePost, PostLaneRows } from '../store/post-lane.ts'
import type { Millis } from '../time/clock.ts'

/** The scope without which nothing is published. */
const SCOPE = 'threads_content_publish'

/** The keeper looks first, then the posts. */
const AFTER_THE_LOOK_MS = SECOND

export interface Lane {
  readonly account: AccountStanding
  /** In the order in which they go out. */
  readonly posts: readonly LaneFacts[]
  readonly callLimitMs: number
}

interface LaneFacts extends LanePost {
  readonly contentHash: string
}

export function laneOf(rows: PostLaneRows, callLimitMs: number): Lane {
  const { jitter, queue, quotas, generation, refusal } = rows
  const hasScope = generation.scopes === undefined || generation.scopes.includes(SCOPE)
  return {
    account: { token: tokenStanding(refusal), hasScope, queue, quotas, jitter },
    posts: rows.posts.map(withHash).toSorted(byPlan),
    callLimitMs,
  }
}

export function tokenStanding(refusal: PostLaneRows['refusal']): TokenStanding {
  if (!refusal) return { kind: 'alive' }
  if (refusal.confirmations >= CONFIRMATIONS_NEEDED) return { kind: 'dead' }
  return { kind: 'doubted', until: (refusal.lastAt + CONFIRM_AFTER_MS + AFTER_THE_LOOK_MS) as Millis }
}

function withHash(one: LanePost): LaneFacts {
  return { ...one, contentHash: nextContentHash(one.post) }
}

function byPlan({ post: one }: LaneFacts, { post: other }: LaneFacts): number {
  const plannedAt = ({ plan, createdAt }: typeof one): number => plan?.at ?? createdAt
  return plannedAt(one) - plannedAt(other) || one.createdAt - other.createdAt || (one.id < other.id ? -1 : 1)
}

/** What happens next in the lane: something to one post, or nothing before these instants. */
export type LaneStep =
  | { readonly kind: 'act'; readonly facts: PostFacts; readonly decision: Exclude<PostDecision, Resting> }
  /** `undefined`: never. */
  | { readonly kind: 'rest'; readonly due: ReadonlyMap<string, Millis | undefined> }

type Resting = Extract<PostDecision, { kind: 'rest' | 'done' }>

export function nextInLane({ account, posts, callLimitMs }: Lane, now: Millis): LaneStep {
  const due = new Map<string, Millis | undefined>()
  let earlierUntil: Millis | undefined
  for (const { post, ledger, contentHash } of posts) {
    const facts = { post, ledger, contentHash, account, callLimitMs, ...(earlierUntil && { earlierUntil }) }
    const decision = decidePost(facts, now)
    if (decision.kind !== 'rest' && decision.kind !== 'done') return { kind: 'act', facts, decision }
    const holdsUntil = holdsOthersUntil(post, now)
    due.set(post.id, decision.kind === 'rest' ? earliest(decision.until, holdsUntil) : undefined)
    earlierUntil = latest(earlierUntil, holdsUntil)
  }
  return { kind: 'rest', due }
}

/** What holds others is looked at again when it does no more: until then its row stands near enough to be gathered with them. */
function earliest(until: Millis, holdsUntil: Millis | undefined): Millis {
  return holdsUntil === undefined ? until : (Math.min(until, holdsUntil) as Millis)
}

function latest(one: Millis | undefined, other: Millis | undefined): Millis | undefined {
  if (one === undefined || other === undefined) return one ?? other
  return Math.max(one, other) as Millis
}

/** The lane after a step, as its commit leaves it. */
export function laneAfter(lane: Lane, { post, ledger, pause, quota }: PostChange): Lane {
  const { account } = lane
  const { queue, quotas } = account
  return {
    ...lane,
    account: {
      ...account,
      ...(pause && { queue: { ...queue, pause: queue.pause ?? pause } }),
      ...(quota && { quotas: { ...quotas, [quota.of]: quota.reading } }),
    },
    posts: lane.posts.map((one) => (one.post.id === post.id ? withHash({ ...one, post, ledger }) : one)),
  }
}
