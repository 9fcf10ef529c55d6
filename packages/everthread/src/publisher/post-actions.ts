/** What people can do with posts, as an interface asks for it. Nothing that a person can bring about is an exception. */
import type { PartContent } from './content.ts'
import type { Post } from './post.ts'
import type { Finding } from './preflight/finding.ts'
import type { Queue } from './queue-policy.ts'
import type { Millis } from '../time/clock.ts'

/** The post that is meant, and the version that its editor saw. */
export interface PostTarget {
  readonly id: string
  readonly version?: number
}

export interface NewPart {
  readonly content: PartContent
  /** After the part before it; 0 unless given. */
  readonly delayMs?: number
}

/** The zone is the queue's unless named. */
export type When =
  | { readonly kind: 'at'; readonly at: Millis; readonly zone?: string }
  | { readonly kind: 'wall'; readonly wall: string; readonly zone?: string }
  | { readonly kind: 'next_slot' }
  | { readonly kind: 'now' }

/** What becomes of held posts: at their time or now where it is over, at once, at the next free slots, or never. */
export type Resume = 'as_planned' | 'now' | 'new_slots' | 'skip'

/** What the rules refuse is kept, and does not go out. */
export interface PostWritten {
  readonly kind: 'saved' | 'kept_as_draft'
  readonly post: Post
  readonly findings: readonly Finding[]
}

export function isPostWritten(answer: PostWritten | PostRefusal): answer is PostWritten {
  return answer.kind === 'saved' || answer.kind === 'kept_as_draft'
}

/** Nothing was changed. */
export type PostRefusal =
  | { readonly kind: 'not_found' | 'no_account' | 'no_parts' | 'no_slot' | 'in_past' | 'not_a_time' }
  | { readonly kind: 'queue_paused' | 'bad_link' | 'no_such_part' }
  | { readonly kind: 'no_such_media'; readonly mediaId: string }
  | { readonly kind: 'part_is_out' | 'not_ours' | 'not_deleted'; readonly position: number }
  /** Here is the post as it is. */
  | {
      readonly kind: 'conflict' | 'publishing' | 'in_doubt' | 'wrong_state' | 'not_handed_off'
      readonly post: Post
    }

export interface HandOffLink {
  readonly kind: 'linked'
  readonly post: Post
  /** Shown once. The path is `/h/TOKEN`. */
  readonly token: string
  readonly expiresAt: Millis
}

export type PostAnswer = Promise<PostWritten | PostRefusal>

export interface PostActions {
  create(order: {
    readonly accountId: string
    readonly parts: readonly NewPart[]
    /** A draft, unless given. */
    readonly when?: When
    readonly copyOf?: string
  }): PostAnswer
  edit(target: PostTarget, edit: { readonly parts?: readonly NewPart[]; readonly when?: When }): PostAnswer
  schedule(target: PostTarget, when: When): PostAnswer
  cancel(target: PostTarget): PostAnswer
  hold(target: PostTarget): PostAnswer
  resume(target: PostTarget, how: Resume): PostAnswer
  retry(target: PostTarget): PostAnswer
  handOff(target: PostTarget): Promise<HandOffLink | PostRefusal>
  takeBack(target: PostTarget): PostAnswer
  markPublished(
    target: PostTarget,
    byHand: { readonly part: 'all' | number; readonly link?: string },
  ): PostAnswer
  undoPublished(target: PostTarget, part: 'all' | number): PostAnswer
  review(
    target: PostTarget,
    seen: { readonly kind: 'is_out'; readonly link?: string } | { readonly kind: 'is_not_out' },
  ): PostAnswer
  /** `here` forgets the post, and leaves what is on Threads. */
  delete(target: PostTarget, from: 'threads' | 'here'): Promise<{ readonly kind: 'deleted' } | PostRefusal>
  /** All of them, or none: `refused` names the first that cannot go there. */
  shift(
    targets: readonly PostTarget[],
    by: { readonly days: number; readonly minutes: number },
  ): Promise<
    | { readonly kind: 'shifted'; readonly posts: readonly Post[] }
    | { readonly kind: 'refused'; readonly id: string; readonly why: PostRefusal }
  >
  /** Every held post of the account, in its order. What one lacks stops no other. */
  resumeAll(accountId: string, how: Resume): Promise<readonly (PostWritten | PostRefusal)[]>
  pauseQueue(accountId: string): Promise<Queue>
  openQueue(accountId: string): Promise<Queue>
}
