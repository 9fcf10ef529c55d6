/**
 * A person looked at Threads and says what became of a publication that nobody answered. It counts: the ledger is settled
 * by it, and what follows goes on.
 */
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionFacts, type Change, changePost } from './change-post.ts'
import { type MarkRefusal, outByHand } from './mark-published.ts'
import { permalinkOf } from './permalink.ts'
import { planNotBefore } from './plan-for.ts'
import { asPublished, asScheduled, forgotten, isOut } from './post-forms.ts'
import type { Part } from '../post.ts'
import { settleUnanswered } from '../../store/publications-in-doubt.ts'

export type Seen = { readonly kind: 'is_out'; readonly link?: string } | { readonly kind: 'is_not_out' }

export type Reviewed = Written | Refusal | NoPlan | Extract<MarkRefusal, { kind: 'bad_link' }>

export async function reviewPost(deps: ActionDeps, target: PostTarget, seen: Seen): Promise<Reviewed> {
  return changePost(deps, {
    name: 'review',
    target,
    decide: async (facts, trx) => {
      const parts = partsAsSeen(facts, seen)
      if (!parts) return { kind: 'bad_link' }
      const change = goingOn(deps, facts, { parts, seen })
      if (change.kind !== 'change') return change
      const outcome = seen.kind === 'is_out' ? 'published' : 'refused'
      await settleUnanswered(trx, facts.post.id, { outcome, at: facts.now })
      return change
    },
  })
}

/** `undefined` where the link is no address of a post. */
function partsAsSeen({ post, unanswered, now }: ActionFacts, seen: Seen): readonly Part[] | undefined {
  const isMeant = (part: Part): boolean => unanswered.includes(part.position) || part.state === 'unknown'
  if (seen.kind === 'is_not_out') return post.parts.map((part) => (isMeant(part) ? forgotten(part) : part))
  const permalink = seen.link === undefined ? undefined : permalinkOf(seen.link)
  if (seen.link !== undefined && permalink === undefined) return undefined
  return post.parts.map((part) => (isMeant(part) && !isOut(part) ? outByHand(part, now, permalink) : part))
}

function goingOn(
  deps: ActionDeps,
  { post, queue, now }: ActionFacts,
  { parts, seen }: { readonly parts: readonly Part[]; readonly seen: Seen },
): Change | NoPlan {
  const receipts = [{ at: now, kind: 'reviewed' as const, detail: { saw: seen.kind } }]
  if (parts.every(isOut)) return { kind: 'change', post: asPublished({ ...post, parts }, now), receipts }
  const planned = planNotBefore(deps, now, { plan: post.plan, zone: queue.zone })
  if (planned.kind !== 'planned') return planned
  return { kind: 'change', post: asScheduled({ ...post, parts }, planned.plan), receipts }
}
