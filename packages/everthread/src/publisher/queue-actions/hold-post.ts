/** One post stays where it is until its owner lets it go; the others of its queue go on. */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { changePost } from './change-post.ts'
import { asHeld } from './post-forms.ts'

export async function holdPost(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal> {
  return changePost<Extract<Refusal, { kind: 'wrong_state' }>>(deps, {
    name: 'hold',
    target,
    decide: ({ post, now: at }) =>
      post.plan
        ? {
            kind: 'change',
            post: asHeld(post, post.plan, { reason: 'on-hold', at }),
            receipts: [{ at, kind: 'held', detail: { reason: 'on-hold' } }],
          }
        : { kind: 'wrong_state', post },
  })
}
