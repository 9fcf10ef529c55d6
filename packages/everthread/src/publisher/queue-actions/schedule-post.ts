/** A post gets its time, or another one. */
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { changePost } from './change-post.ts'
import { plannedReceipt } from './planned-receipt.ts'
import { planFor, type When } from './plan-for.ts'
import { asScheduled } from './post-forms.ts'

export async function schedulePost(
  deps: ActionDeps,
  target: PostTarget,
  when: When,
): Promise<Written | Refusal | NoPlan> {
  return changePost<NoPlan>(deps, {
    name: 'schedule',
    target,
    decide: async ({ post, queue, now }, trx) => {
      const { accountId, id: postId } = post
      const planned = await planFor(deps, trx, { accountId, postId, queue, now, when })
      if (planned.kind !== 'planned') return planned
      const { plan } = planned
      const receipts = [plannedReceipt('scheduled', now, plan)]
      return { kind: 'change', post: asScheduled(post, plan), receipts }
    },
  })
}
