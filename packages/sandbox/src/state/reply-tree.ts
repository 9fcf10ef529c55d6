/** Trees of replies: what hangs under a post, and what follows from where a reply hangs. */
import type { HideStatus, Post, ReplyPlace } from '../entities/post.ts'
import { findPost, repliesTo } from './posts.ts'
import type { State } from './state.ts'

export type Reply = Extract<Post, { readonly kind: 'reply' }>

/** Every reply under a post, direct or not, in no particular order. */
export function treeUnder(state: State, postId: string): readonly Post[] {
  const found = [...repliesTo(state, postId)]
  // The list grows while it is read, until its last post has no replies.
  for (const post of found) found.push(...repliesTo(state, post.id))
  return found
}

/** A reply is as visible as the direct reply to the root that it stands under: nested ones follow (threads-api.md §5.6). */
export function hideStatusOf(state: State, reply: Reply): HideStatus {
  return topReplyOf(state, reply).place.hideStatus
}

/** Where somebody's reply to a post hangs: it waits for approval where the root asks for that and is another's. */
export function placeUnder(state: State, parent: Post, authorId: string): ReplyPlace {
  const rootId = parent.kind === 'reply' ? parent.place.rootId : parent.id
  const root = findPost(state, rootId)
  const isGuarded = root?.kind === 'post' && root.content.replyApprovals && root.ownerId !== authorId
  const approval = isGuarded ? 'pending' : 'approved'
  return { rootId, parentId: parent.id, hideStatus: 'NOT_HUSHED', approval }
}

/** Whether it answers the root itself. */
export function isTopReply({ place }: Reply): boolean {
  return place.parentId === place.rootId
}

/** The direct reply to the root; the reply itself where what it answered is gone. */
function topReplyOf(state: State, reply: Reply): Reply {
  if (isTopReply(reply)) return reply
  const parent = findPost(state, reply.place.parentId)
  return parent?.kind === 'reply' ? topReplyOf(state, parent) : reply
}
