/** `/{media}/replies` and `/{media}/conversation` (threads-api.md §5.5). */
import type { Post } from '../entities/post.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { answerMediaList } from '../lists/answer-list.ts'
import { readOrder } from '../lists/list-params.ts'
import { isShownReply, requireMedia } from '../reading/sight.ts'
import { orderedRun } from '../state/post-shelf.ts'
import { timelineOfReplies } from '../state/posts.ts'
import { treeUnder } from '../state/reply-tree.ts'
import type { Run } from '../state/timeline.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** The direct ones. */
export function listReplies(call: Call): Answer {
  return listBelow(call, 'replies', ({ id }) => timelineOfReplies(call.world.state, id))
}

/** The whole tree, flattened; only of a root post. */
export function listConversation(call: Call): Answer {
  return listBelow(call, 'conversation', (post) => {
    if (post.kind === 'reply') throw new MetaRefusal('not_a_root_post', { id: post.id })
    return [orderedRun(treeUnder(call.world.state, post.id))]
  })
}

function listBelow(call: Call, edge: string, runsOf: (post: Post) => readonly Run[]): Answer {
  const { userId } = authenticate(call, 'threads_basic', 'threads_read_replies')
  const post = requireMedia(call, userId)
  return answerMediaList(call, {
    path: `/${post.id}/${edge}`,
    viewerId: userId,
    runs: runsOf(post),
    accept: (entry) => isShownReply(call.world, userId, entry.post),
    order: readOrder(call),
  })
}
