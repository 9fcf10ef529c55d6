/** When the loop must look at a post: the row of work that goes with it, or none. Pure. */
import type { Part, Post } from '../post.ts'
import type { Millis } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'

/** Containers are made so early (DESIGN §6). */
const PREPARE_EARLY_MS = 15 * MINUTE

/** Nobody has opened Threads sooner. */
export const FIRST_LOOK_MS = MINUTE

export function workDueAt(post: Post, now: Millis): Millis | undefined {
  switch (post.state) {
    case 'scheduled':
      return Math.max(now, post.plan.at - PREPARE_EARLY_MS) as Millis
    case 'preparing':
    case 'ready':
    case 'publishing':
      return now
    case 'handed_off':
      return (now + FIRST_LOOK_MS) as Millis
    case 'published':
      return post.parts.some(isUnseen) ? ((now + FIRST_LOOK_MS) as Millis) : undefined
    case 'draft':
    case 'held':
    case 'needs_review':
    case 'failed':
    case 'cancelled':
      return undefined
    default:
      return post satisfies never
  }
}

/** Its owner says that it is out, and the API has not shown it yet. */
export function isUnseen(part: Part): boolean {
  return part.state === 'published' && part.as.kind === 'by_hand' && part.as.mediaId === undefined
}
