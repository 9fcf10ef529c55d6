/** It will not go out. Parts that are out stay out. */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { changePost } from './change-post.ts'
import { asCancelled } from './post-forms.ts'
import { deleteHandoffs } from '../../store/handoffs.ts'

export async function cancelPost(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal> {
  return changePost<never>(deps, {
    name: 'cancel',
    target,
    decide: async ({ post, now }, trx) => {
      await deleteHandoffs(trx, post.id)
      return { kind: 'change', post: asCancelled(post), receipts: [{ at: now, kind: 'cancelled' }] }
    },
  })
}
