/** What a step did to a post, or to all posts of its account, that a person should hear of. Pure. */
import type { PostChange } from './post-change.ts'
import type { Post } from './post.ts'
import type { Pause } from './queue-policy.ts'

export type StoppedPost = Extract<Post, { state: 'held' | 'needs_review' | 'failed' }>

export type PostHappening =
  /** Meta restricts the account. */
  | { readonly kind: 'paused'; readonly pause: Pause }
  | { readonly kind: 'stopped'; readonly post: StoppedPost }

export interface BeforeStep {
  readonly post: Post
  readonly pause?: Pause | undefined
}

/** Each once: a queue that is paused already is not paused again, and a post that stands still is in no lane. */
export function happeningsOf(before: BeforeStep, { post, pause }: PostChange): readonly PostHappening[] {
  return [
    ...(pause && !before.pause ? [{ kind: 'paused' as const, pause }] : []),
    ...('standing' in post && post.state !== before.post.state ? [{ kind: 'stopped' as const, post }] : []),
  ]
}
