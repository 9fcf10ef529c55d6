/** `/{user}/threads`, `/ghost_posts`, `/replies` and `/mentions` (threads-api.md §5.2, §5.5, §5.7). */
import type { Post } from '../entities/post.ts'
import type { User } from '../entities/user.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { answerMediaList, answerOwnList } from '../lists/answer-list.ts'
import { refuseStandardAccess } from '../reading/access-tier.ts'
import { isSeen } from '../reading/sight.ts'
import { timelineOf, timelineOfMentions } from '../state/posts.ts'
import { findUserById } from '../state/state.ts'
import { requireSelf } from './self.ts'

/** Top-level posts and reposts; ghost posts only by the switch `ghostPostsInThreads`. */
export function listThreads(call: Call): Answer {
  const { ghostPostsInThreads } = call.world.switches
  return listOwn(call, requireSelf(call), {
    edge: 'threads',
    accept: (post) => post.kind !== 'reply' && (ghostPostsInThreads || !isGhost(post)),
  })
}

export function listGhostPosts(call: Call): Answer {
  return listOwn(call, requireSelf(call), { edge: 'ghost_posts', accept: isGhost })
}

export function listUserReplies(call: Call): Answer {
  const user = requireSelf(call, 'threads_read_replies')
  return listOwn(call, user, { edge: 'replies', accept: (post) => post.kind === 'reply' })
}

/** What others say of the token's user, and everybody may read. */
export function listMentions(call: Call): Answer {
  const { world } = call
  const user = requireSelf(call, 'threads_manage_mentions')
  refuseStandardAccess(call)
  return answerMediaList(call, {
    path: `/${user.id}/mentions`,
    viewerId: user.id,
    runs: timelineOfMentions(world.state, user),
    accept: ({ post }) => post.ownerId !== user.id && isPublic(call, post) && isSeen(world, user.id, post),
  })
}

function isPublic({ world }: Call, post: Post): boolean {
  return findUserById(world.state, post.ownerId)?.private === false
}

function isGhost(post: Post): boolean {
  return post.kind !== 'repost' && post.content.isGhost
}

interface OwnList {
  readonly edge: string
  readonly accept: (post: Post) => boolean
}

function listOwn(call: Call, user: User, { edge, accept }: OwnList): Answer {
  return answerOwnList(call, {
    user,
    path: `/${user.id}/${edge}`,
    find: () => ({
      runs: timelineOf(call.world.state, user.id),
      accept: ({ post }) => accept(post) && isSeen(call.world, user.id, post),
    }),
  })
}
