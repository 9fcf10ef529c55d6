/**
 * Who may act when. Pure.
 *
 * | action | on | makes it |
 * |---|---|---|
 * | edit | `draft`, `cancelled`, `failed` | `draft` |
 * | edit | `scheduled`, `preparing`, `ready` | `scheduled`, without containers; `draft` where the rules refuse it |
 * | edit | `held` | `held` |
 * | schedule | `draft`, `scheduled`, `preparing`, `ready`, `held`, `failed` | `scheduled` |
 * | cancel | these, `handed_off` | `cancelled` |
 * | hold | `scheduled`, `preparing`, `ready` | `held` |
 * | resume | `held` | `scheduled`; `publishing` while a publication is in doubt; or `cancelled` |
 * | hand off | `draft`, `scheduled`, `preparing`, `ready`, `held`, `failed` | `handed_off` |
 * | take back | `handed_off` | `held`; `draft` where it has no plan |
 * | mark published | these all | `published`; `handed_off` while a part is missing |
 * | undo published | `handed_off`, `published` | `handed_off` |
 * | review | `needs_review`, or `held` in doubt | `scheduled`, or `published` |
 * | retry | `failed` | `scheduled` |
 * | shift | `scheduled`, `preparing`, `ready` | `scheduled` |
 * | delete | `draft`, `published`, `cancelled`, `failed` | nothing is left but the ledger |
 *
 * While a publication is unanswered the post may be out: only resume (which asks Meta) and review touch it.
 */
import type { Refusal } from './action-outcome.ts'
import type { Post, PostState } from '../post.ts'

const BEFORE_OUT = ['draft', 'scheduled', 'preparing', 'ready', 'held', 'failed'] as const

const ALLOWED = {
  edit: [...BEFORE_OUT, 'cancelled'],
  schedule: BEFORE_OUT,
  cancel: [...BEFORE_OUT, 'handed_off'],
  hold: ['scheduled', 'preparing', 'ready'],
  resume: ['held'],
  hand_off: BEFORE_OUT,
  take_back: ['handed_off'],
  mark_published: [...BEFORE_OUT, 'handed_off'],
  undo_published: ['handed_off', 'published'],
  review: ['needs_review', 'held'],
  retry: ['failed'],
  shift: ['scheduled', 'preparing', 'ready'],
  delete: ['draft', 'published', 'cancelled', 'failed'],
} as const satisfies Record<string, readonly PostState[]>

export type ActionName = keyof typeof ALLOWED

export const ACTION_NAMES = Object.keys(ALLOWED).filter((name): name is ActionName => name in ALLOWED)

export interface Standing {
  readonly post: Post
  /** Positions whose publication was sent and not answered. */
  readonly unanswered: readonly number[]
}

/** Why the action may not be done now; `undefined` when it may. */
export function refusalOf(action: ActionName, { post, unanswered }: Standing): Refusal | undefined {
  if (post.state === 'publishing') return { kind: 'publishing', post }
  const allowed: readonly PostState[] = ALLOWED[action]
  if (!allowed.includes(post.state)) return { kind: 'wrong_state', post }
  const isInDoubt = unanswered.length > 0
  if (action === 'resume') return undefined
  if (action === 'review')
    return post.state === 'held' && !isInDoubt ? { kind: 'wrong_state', post } : undefined
  return isInDoubt ? { kind: 'in_doubt', post } : undefined
}
