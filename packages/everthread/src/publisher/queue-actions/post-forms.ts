/** A post in another state: what it keeps, and what it forgets. Pure. */
import type { Part, Plan, Post, Standing } from '../post.ts'
import type { Millis } from '../../time/clock.ts'

export function asDraft(post: Post): Post {
  return { ...baseOf(post), parts: post.parts.map(forgotten), state: 'draft', ...planOf(post) }
}

/** No container counts: publishing demands one of this very content and time. */
export function asScheduled(post: Post, plan: Plan): Post {
  return { ...baseOf(post), parts: post.parts.map(forgotten), state: 'scheduled', plan }
}

/** Recovery goes on where it stood: what is at Meta is kept. */
export function asPublishing(post: Post, plan: Plan): Post {
  return { ...baseOf(post), state: 'publishing', plan }
}

export function asHeld(post: Post, plan: Plan, standing: Standing): Post {
  return { ...baseOf(post), parts: post.parts.map(forgotten), state: 'held', plan, standing }
}

export function asCancelled(post: Post): Post {
  return { ...baseOf(post), parts: post.parts.map(forgotten), state: 'cancelled', ...planOf(post) }
}

export function asHandedOff(post: Post): Post {
  return { ...baseOf(post), parts: post.parts.map(forgotten), state: 'handed_off', ...planOf(post) }
}

export function asPublished(post: Post, publishedAt: Millis): Post {
  return { ...baseOf(post), state: 'published', publishedAt, ...planOf(post) }
}

export function isOut({ state }: Part): boolean {
  return state === 'published' || state === 'skipped'
}

/** The part as if nothing of it were at Meta. What is out is out. */
export function forgotten(part: Part): Part {
  if (isOut(part)) return part
  const { position, content, delayMs } = part
  return { position, content, delayMs, state: 'pending' }
}

function planOf({ plan }: Post): { readonly plan?: Plan } {
  return plan ? { plan } : {}
}

function baseOf({ id, accountId, version, parts, textHash, receipts, createdAt, updatedAt }: Post) {
  return { id, accountId, version, parts, textHash, receipts, createdAt, updatedAt }
}
