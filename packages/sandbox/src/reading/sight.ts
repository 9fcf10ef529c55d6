/** Who may see a post (threads-api.md §5.2, §5.6): what every way of reading asks before it shows one. */
import type { Post } from '../entities/post.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'
import { findMedia, findPost } from '../state/posts.ts'
import { hideStatusOf, type Reply } from '../state/reply-tree.ts'
import { findUserById } from '../state/state.ts'
import { DAY } from '../time/duration.ts'
import type { World } from '../world.ts'

/** `not yet`: published, and still on its way to the readers. */
export type Sight = 'seen' | 'not yet' | 'hidden'

/** Whether somebody (nobody: a reader without an account) may see a post by itself. */
export function sightOf(world: World, viewerId: string | undefined, post: Post): Sight {
  const isOwn = post.ownerId === viewerId
  if (!isOwn && !isOpen(world, viewerId, post)) return 'hidden'
  return !isOwn && world.clock.now() < post.visibleAt ? 'not yet' : 'seen'
}

export function isSeen(world: World, viewerId: string | undefined, post: Post): boolean {
  return sightOf(world, viewerId, post) === 'seen'
}

/** For everybody but its owner. */
function isOpen(world: World, viewerId: string | undefined, post: Post): boolean {
  const owner = findUserById(world.state, post.ownerId)
  if (!owner || owner.private || isArchivedGhost(world, post)) return false
  if (world.switches.accessTier === 'standard' && !owner.tester) return false
  return post.kind !== 'reply' || post.place.approval === 'approved' || ownsRoot(world, viewerId, post)
}

/**
 * Whether a reply is shown among the replies to a post. One that waits for approval is in a list of its own; a hidden one
 * is shown to the root's owner, who sees that it is hidden, and to its author.
 */
export function isShownReply(world: World, viewerId: string | undefined, post: Post): boolean {
  if (post.kind !== 'reply' || post.place.approval !== 'approved') return false
  const isHidden = HIDDEN.includes(hideStatusOf(world.state, post))
  const mayUncover = post.ownerId === viewerId || ownsRoot(world, viewerId, post)
  return (!isHidden || mayUncover) && isSeen(world, viewerId, post)
}

const HIDDEN: readonly string[] = ['HIDDEN', 'COVERED', 'BLOCKED', 'RESTRICTED']

export function ownsRoot({ state }: World, viewerId: string | undefined, { place }: Reply): boolean {
  return viewerId !== undefined && findPost(state, place.rootId)?.ownerId === viewerId
}

/** A ghost post lives for a day; then only its owner has it (threads-api.md §4.2). */
export const GHOST_LIFETIME_MS = DAY

export function isArchivedGhost({ clock }: World, post: Post): boolean {
  return post.kind !== 'repost' && post.content.isGhost && clock.now() >= post.publishedAt + GHOST_LIFETIME_MS
}

/** The media of a call's path. @throws MetaRefusal 24/4279009 while it is on its way, 100/33 when there is none to be seen */
export function requireMedia(call: Call, viewerId: string): Post {
  const { world, id = '' } = call
  const post = findMedia(world.state, id)
  const sight = post ? sightOf(world, viewerId, post) : 'hidden'
  if (post && sight === 'seen') return post
  if (sight === 'not yet') throw new MetaRefusal('media_not_found', { id })
  throw unknownObject(call)
}

/** 100/33, in the words of the call's method. */
export function unknownObject({ method, id = '' }: Call): MetaRefusal {
  return new MetaRefusal('unknown_object', { method: method.toLowerCase(), id })
}
