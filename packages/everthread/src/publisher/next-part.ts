/** Where a post stands within its parts: which is next, what it replies to, and when it is due. Pure. */
import type { LedgerEntry } from './post-facts.ts'
import type { Part, Post, PostState } from './post.ts'
import type { QuotaKind } from './quota.ts'
import type { Millis } from '../time/clock.ts'

/** A read-back that finds no address is repeated so often; the post is out all the same. */
export const READ_BACK_TRIES = 5

type PublishedPart = Extract<Part, { state: 'published' }>
export type OpenPart = Exclude<Part, PublishedPart>

/** The first part that is neither out nor let go. */
export function nextPart({ parts }: Pick<Post, 'parts'>): OpenPart | undefined {
  return parts.find((part): part is OpenPart => part.state !== 'published' && part.state !== 'skipped')
}

export type Parent =
  | { readonly kind: 'none' }
  | { readonly kind: 'media'; readonly id: string }
  | { readonly kind: 'unknown' }

/** What a part replies to: the part before it, or what its owner named. By hand and without a link, nobody knows. */
export function parentOf({ parts }: Pick<Post, 'parts'>, part: Part): Parent {
  const before = lastPublished(parts.filter(({ position }) => position < part.position))
  if (before)
    return before.as.mediaId === undefined ? { kind: 'unknown' } : { kind: 'media', id: before.as.mediaId }
  const { replyToId } = part.content
  return replyToId === undefined ? { kind: 'none' } : { kind: 'media', id: replyToId }
}

/** When the next part shall go out: a chain has a delay between its parts, and a resumed one a new plan. */
export function dueAtOf(
  post: Pick<Post, 'parts'> & { readonly plan: { readonly at: Millis } },
  part: Part,
): Millis {
  const before = lastPublished(post.parts)
  return before ? (Math.max(post.plan.at, before.publishedAt + part.delayMs) as Millis) : post.plan.at
}

/** Published by us, and not read since: its address is missing, and whether a reply became one is not known. */
export function unreadPart(post: Pick<Post, 'parts'>): PublishedPart | undefined {
  return post.parts.find((part): part is PublishedPart => part.state === 'published' && isUnread(part))
}

function isUnread({ as, permalink, attempts }: PublishedPart): boolean {
  return as.kind === 'by_us' && permalink === undefined && (attempts?.count ?? 0) < READ_BACK_TRIES
}

export function isReply(post: Pick<Post, 'parts'>, part: Part): boolean {
  return parentOf(post, part).kind !== 'none'
}

/** In which of Meta's quotas it counts. */
export function quotaOf(post: Pick<Post, 'parts'>, part: Part): QuotaKind {
  return isReply(post, part) ? 'replies' : 'posts'
}

/** Everything is out, and what replies has been looked at: a lone post need not be read back to be out. */
export function isOut(post: Pick<Post, 'parts'>): boolean {
  if (nextPart(post)) return false
  const unread = unreadPart(post)
  return unread === undefined || !isReply(post, unread)
}

/** The state of a post that nothing keeps from going out: it follows from its parts. */
export function stateUnderWay(
  post: Pick<Post, 'parts'>,
  ledger: readonly LedgerEntry[],
): Extract<PostState, 'scheduled' | 'preparing' | 'ready' | 'publishing'> {
  const part = nextPart(post)
  const isBegun = post.parts.some(({ state }) => state === 'published')
  if (!part || isBegun || ledger.some(({ outcome }) => outcome === 'unanswered')) return 'publishing'
  if (part.state === 'ready') return 'ready'
  return 'container' in part && part.container ? 'preparing' : 'scheduled'
}

function lastPublished(parts: readonly Part[]): PublishedPart | undefined {
  return parts.findLast((part): part is PublishedPart => part.state === 'published')
}
