/** Other words, another time, or both at once. */
import type { ActionDeps } from './action-deps.ts'
import type { NoContent, NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionFacts, type Change, changePost } from './change-post.ts'
import { lackOf } from './lack-of.ts'
import { type NewPart, type Rewritten, rewritten } from './part-contents.ts'
import { plannedReceipt } from './planned-receipt.ts'
import { planFor, type When } from './plan-for.ts'
import { asDraft, asHeld, asScheduled } from './post-forms.ts'
import type { Part, Post } from '../post.ts'
import { textHash } from '../text-hash.ts'

export type Edit =
  | { readonly parts: readonly NewPart[]; readonly when?: When }
  | { readonly parts?: never; readonly when: When }

export type Edited = Written | Refusal | NoPlan | NoContent | Exclude<Rewritten, { kind: 'rewritten' }>

export async function editPost(deps: ActionDeps, target: PostTarget, edit: Edit): Promise<Edited> {
  return changePost(deps, {
    name: 'edit',
    target,
    decide: async (facts, trx) => {
      const { post, now, queue } = facts
      const lacking = edit.parts && (await lackOf(trx, edit.parts))
      if (lacking) return lacking
      const parts = edit.parts && rewritten(post, edit.parts)
      if (parts && parts.kind !== 'rewritten') return parts
      const words = withWords(facts, parts?.parts)
      if (!edit.when) return words
      const { accountId, id: postId } = post
      const planned = await planFor(deps, trx, { accountId, postId, queue, now, when: edit.when })
      if (planned.kind !== 'planned') return planned
      const scheduled = plannedReceipt('scheduled', now, planned.plan)
      const receipts = [...words.receipts, scheduled]
      return { kind: 'change', post: asScheduled(words.post, planned.plan), receipts }
    },
  })
}

function withWords({ post, now }: ActionFacts, parts: readonly Part[] | undefined): Change {
  const words = parts && { parts, textHash: textHash(parts.map(({ content }) => content)) }
  return {
    kind: 'change',
    post: afterEdit({ ...post, ...words }),
    receipts: parts ? [{ at: now, kind: 'edited' }] : [],
  }
}

/** What had been given up is a draft again; what has a time keeps it. */
function afterEdit(post: Post): Post {
  switch (post.state) {
    case 'scheduled':
    case 'preparing':
    case 'ready':
      return asScheduled(post, post.plan)
    case 'held':
      return asHeld(post, post.plan, post.standing)
    case 'draft':
    case 'failed':
    case 'cancelled':
    case 'publishing':
    case 'published':
    case 'handed_off':
    case 'needs_review':
      return asDraft(post)
    default:
      return post satisfies never
  }
}
