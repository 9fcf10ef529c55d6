/** What stands in a feed, in its order: chains kept together, a reply with what it answers. */
import type { Post } from '../../entities/post.ts'
import { isArchivedGhost, isShownReply } from '../../reading/sight.ts'
import { findPost, repliesTo, timelineOf } from '../../state/posts.ts'
import { type Position, walk } from '../../state/timeline.ts'
import type { World } from '../../world.ts'

/** `threads`: posts and reposts; `replies`: what was answered to others. */
export type FeedTab = 'threads' | 'replies'

export interface FeedEntries {
  /** Each a chain: every post hangs on the one before it. */
  readonly chains: readonly (readonly Post[])[]
  /** Where the next page begins. */
  readonly next: Position | undefined
}

const PER_PAGE = 25
const LONGEST_CHAIN = 20

export function feedEntries(
  world: World,
  {
    userId,
    tab,
    from,
  }: { readonly userId: string; readonly tab: FeedTab; readonly from: Position | undefined },
): FeedEntries {
  const chains: (readonly Post[])[] = []
  let next: Position | undefined
  for (const { post, position } of walk(timelineOf(world.state, userId), 'back', from)) {
    if (isArchivedGhost(world, post) || !belongs(world, post, tab)) continue
    chains.push(tab === 'threads' ? chainFrom(world, post) : [...answered(world, post), post])
    next = position
    if (chains.length === PER_PAGE) return { chains, next }
  }
  return { chains, next: undefined }
}

function belongs({ state }: World, post: Post, tab: FeedTab): boolean {
  if (post.kind !== 'reply') return tab === 'threads'
  // What continues one's own chain stands in the chain.
  return tab === 'replies' && findPost(state, post.place.parentId)?.ownerId !== post.ownerId
}

/** A post and its author's own answers to it, one after the other. */
function chainFrom(world: World, first: Post): readonly Post[] {
  return followed(first, (last) =>
    shownReplies(world, last, first.ownerId).find(({ ownerId }) => ownerId === first.ownerId),
  )
}

/** A reply and the first answer to it, and so on: how a phone shows a conversation under a post. */
export function conversationFrom(world: World, first: Post, viewerId: string): readonly Post[] {
  return followed(first, (last) => shownReplies(world, last, viewerId)[0])
}

/** Oldest first. */
export function shownReplies(world: World, post: Post, viewerId: string): readonly Post[] {
  if (post.kind === 'repost') return []
  return repliesTo(world.state, post.id)
    .filter((reply) => isShownReply(world, viewerId, reply))
    .toReversed()
}

function followed(first: Post, findNext: (last: Post) => Post | undefined): readonly Post[] {
  const chain = [first]
  let next = findNext(first)
  while (next && chain.length < LONGEST_CHAIN) {
    chain.push(next)
    next = findNext(next)
  }
  return chain
}

/** What a post answers, from the root down. */
export function ancestorsOf({ state }: World, post: Post): readonly Post[] {
  const chain: Post[] = []
  let above = post
  while (above.kind === 'reply' && chain.length < LONGEST_CHAIN) {
    const parent = findPost(state, above.place.parentId)
    if (!parent) break
    chain.unshift(parent)
    above = parent
  }
  return chain
}

function answered({ state }: World, post: Post): readonly Post[] {
  const parent = post.kind === 'reply' ? findPost(state, post.place.parentId) : undefined
  return parent ? [parent] : []
}
