/** What an action answers. Nothing that a person can bring about is an exception. */
import type { Finding } from '../preflight/finding.ts'
import type { Post } from '../post.ts'

/** The post that is meant, and the version that its editor saw. */
export interface PostTarget {
  readonly id: string
  readonly version?: number
}

/** The post as it is now, and what the rules say of it. */
export interface Saved {
  readonly kind: 'saved'
  readonly post: Post
  readonly findings: readonly Finding[]
}

/** What the rules refuse, or what has no instant, is kept, and does not go out. */
export interface KeptAsDraft {
  readonly kind: 'kept_as_draft'
  readonly post: Post
  readonly findings: readonly Finding[]
  /** Absent where the rules refuse it. */
  readonly noPlan?: NoPlan
}

export type Written = Saved | KeptAsDraft

export function isWritten(outcome: { readonly kind: string }): outcome is Written {
  return outcome.kind === 'saved' || outcome.kind === 'kept_as_draft'
}

/** Nothing was changed. */
export type Refusal =
  | { readonly kind: 'not_found' }
  /** Somebody else changed it meanwhile: here is theirs. */
  | { readonly kind: 'conflict'; readonly post: Post }
  /** It is on its way out. */
  | { readonly kind: 'publishing'; readonly post: Post }
  /** A publication was sent, and what came of it is not known: resume it, or say what is seen on Threads. */
  | { readonly kind: 'in_doubt'; readonly post: Post }
  | { readonly kind: 'wrong_state'; readonly post: Post }

/** Why there is no instant for it. */
export type NoPlan =
  | { readonly kind: 'no_slot' }
  | { readonly kind: 'in_past' }
  /** No wall time, or no zone. */
  | { readonly kind: 'not_a_time' }

/** What a post cannot be made of. */
export type NoContent =
  | { readonly kind: 'no_parts' }
  /** A file that is not here (any more). */
  | { readonly kind: 'no_such_media'; readonly mediaId: string }
