/** What was held goes on, in its order: as planned, now, in the next free slots, or not at all. */
import type { Transaction } from 'kysely'
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionFacts, type Change, changePost } from './change-post.ts'
import { plannedReceipt } from './planned-receipt.ts'
import { planAt, planFor, type Planned } from './plan-for.ts'
import { asCancelled, asPublishing, asScheduled } from './post-forms.ts'
import type { Resume } from '../post-actions.ts'
import type { Post, PostState } from '../post.ts'
import { listPosts } from '../../store/posts.ts'
import type { Schema } from '../../store/schema.ts'
import type { Millis } from '../../time/clock.ts'

export type Resumed =
  | Written
  | Refusal
  | NoPlan
  /** It would be held again at once. */
  | { readonly kind: 'queue_paused' }

export async function resumePost(deps: ActionDeps, target: PostTarget, how: Resume): Promise<Resumed> {
  return resumeAfter(deps, target, { how, after: 0 })
}

const HELD: readonly PostState[] = ['held']

/**
 * Every post of the account that was held, the earliest plan first; what its owner holds is named to go on. Each is told by
 * itself: what one lacks stops no other.
 */
export async function resumePosts(
  deps: ActionDeps,
  accountId: string,
  how: Resume,
): Promise<readonly Resumed[]> {
  const held = (await listPosts(deps.db, { accountId, states: HELD })).filter((post) => !isHeldByOwner(post))
  const resumed: Resumed[] = []
  for (const [after, { id, version }] of held.entries())
    resumed.push(await resumeAfter(deps, { id, version }, { how, after }))
  return resumed
}

function isHeldByOwner(post: Post): boolean {
  return post.state === 'held' && post.standing.reason === 'held-by-you'
}

interface ResumeOrder {
  readonly how: Resume
  /** How many go before it. */
  readonly after: number
}

async function resumeAfter(deps: ActionDeps, target: PostTarget, order: ResumeOrder): Promise<Resumed> {
  return changePost<NoPlan | { readonly kind: 'queue_paused' } | Extract<Refusal, { kind: 'in_doubt' }>>(
    deps,
    {
      name: 'resume',
      target,
      decide: async (facts, trx) => {
        const { post, unanswered, queue } = facts
        if (order.how === 'skip') return unanswered.length > 0 ? { kind: 'in_doubt', post } : skipped(facts)
        if (queue.pause) return { kind: 'queue_paused' }
        const planned = await newPlan(deps, trx, { facts, ...order })
        return planned.kind === 'planned' ? goingOn(facts, planned) : planned
      },
    },
  )
}

function skipped({ post, now }: ActionFacts): Change {
  return { kind: 'change', post: asCancelled(post), receipts: [{ at: now, kind: 'cancelled' }] }
}

/** @NOTE The loop sorts an account's posts by their instants: a millisecond apart, they keep their order. */
async function newPlan(
  deps: ActionDeps,
  trx: Transaction<Schema>,
  { facts: { post, queue, now }, how, after }: ResumeOrder & { readonly facts: ActionFacts },
): Promise<Planned> {
  if (how === 'as_planned' && post.plan && post.plan.at > now + after)
    return { kind: 'planned', plan: post.plan }
  if (how !== 'new_slots') return planAt(deps, (now + after) as Millis, queue.zone)
  const { accountId, id: postId } = post
  return planFor(deps, trx, { accountId, postId, queue, now, when: { kind: 'next_slot' } })
}

/** While a publication is in doubt the post is on its way: the loop finds out first. */
function goingOn(
  { post, unanswered, now }: ActionFacts,
  { plan }: Extract<Planned, { kind: 'planned' }>,
): Change {
  const form = unanswered.length > 0 ? asPublishing : asScheduled
  return {
    kind: 'change',
    post: form(post, plan),
    receipts: [plannedReceipt('resumed', now, plan)],
  }
}
