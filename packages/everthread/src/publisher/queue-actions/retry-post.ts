/** A post that failed is tried again, from the part that failed: at its time, or now when that is over. */
import type { ActionDeps } from './action-deps.ts'
import type { NoPlan, PostTarget, Refusal, Written } from './action-outcome.ts'
import { changePost } from './change-post.ts'
import { plannedReceipt } from './planned-receipt.ts'
import { planNotBefore } from './plan-for.ts'
import { asScheduled } from './post-forms.ts'

export async function retryPost(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal | NoPlan> {
  return changePost<NoPlan>(deps, {
    name: 'retry',
    target,
    decide: ({ post, queue, now }) => {
      const planned = planNotBefore(deps, now, { plan: post.plan, zone: queue.zone })
      if (planned.kind !== 'planned') return planned
      const receipts = [plannedReceipt('resumed', now, planned.plan)]
      return { kind: 'change', post: asScheduled(post, planned.plan), receipts }
    },
  })
}
