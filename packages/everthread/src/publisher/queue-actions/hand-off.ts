/** A person publishes the post with their own hands, and may give it back. */
import type { ActionDeps } from './action-deps.ts'
import type { PostTarget, Refusal, Written } from './action-outcome.ts'
import { type ActionFacts, type Change, changePost } from './change-post.ts'
import { asDraft, asHandedOff, asHeld } from './post-forms.ts'
import { deleteHandoffs } from '../../store/handoffs.ts'

export async function handOff(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal> {
  return changePost<never>(deps, {
    name: 'hand_off',
    target,
    decide: ({ post, now }) => ({
      kind: 'change',
      post: asHandedOff(post),
      receipts: [{ at: now, kind: 'handed-off' }],
    }),
  })
}

/** Its links stop working. It waits to be resumed: nobody wants it to go out at the moment it is taken back. */
export async function takeBack(deps: ActionDeps, target: PostTarget): Promise<Written | Refusal> {
  return changePost<never>(deps, {
    name: 'take_back',
    target,
    decide: async (facts, trx) => {
      await deleteHandoffs(trx, facts.post.id)
      return takenBack(facts)
    },
  })
}

function takenBack({ post, now: at }: ActionFacts): Change {
  const { plan } = post
  return {
    kind: 'change',
    post: plan ? asHeld(post, plan, { reason: 'taken-back', at }) : asDraft(post),
    receipts: [{ at, kind: 'taken-back' }],
  }
}
