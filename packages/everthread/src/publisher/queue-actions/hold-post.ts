/** A person holds one post: it does not go out until it is resumed by name. */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { changePost } from './change-post.ts'
import { asHeld } from './post-forms.ts'

export async function holdPost(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal> {
  return changePost<Refusal>(deps, {
    name: 'hold',
    target,
    decide: ({ post, now: at }) =>
      // What is planned is all that may be held.
      post.plan
        ? {
            kind: 'change',
            post: asHeld(post, post.plan, { reason: 'held-by-you', at }),
            receipts: [{ at, kind: 'held', detail: { reason: 'held-by-you' } }],
          }
        : { kind: 'wrong_state', post },
  })
}
