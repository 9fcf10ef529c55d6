/** What the owner of a post does with the replies under it (threads-api.md §5.6). */
import type { Post, ReplyPlace } from '../entities/post.ts'
import type { Scope } from '../entities/scopes.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { answerMediaList } from '../lists/answer-list.ts'
import { readFlag, readOrder } from '../lists/list-params.ts'
import { isSeen, ownsRoot, requireMedia, unknownObject } from '../reading/sight.ts'
import { orderedRun } from '../state/post-shelf.ts'
import { putPost } from '../state/posts.ts'
import { isTopReply, type Reply, treeUnder } from '../state/reply-tree.ts'
import { authenticate } from '../tokens/authenticate.ts'

const APPROVALS: readonly string[] = ['ignored', 'pending']

/** `GET /{media}/pending_replies`: what waits for approval, or was ignored. */
export function listPendingReplies(call: Call): Answer {
  const { world } = call
  const { userId } = authenticate(call, 'threads_basic', world.switches.pendingRepliesScope)
  const post = requireMedia(call, userId)
  if (post.ownerId !== userId) throw unknownObject(call)
  const wanted = readApproval(call)
  return answerMediaList(call, {
    path: `/${post.id}/pending_replies`,
    viewerId: userId,
    runs: [orderedRun(treeUnder(world.state, post.id))],
    accept: (entry) => wanted.includes(approvalOf(entry.post)) && isSeen(world, userId, entry.post),
    order: readOrder(call),
  })
}

/** In exactly this case; both when it is not given. @throws MetaRefusal */
function readApproval({ params }: Call): readonly string[] {
  const given = params.get('approval_status') ?? ''
  if (given === '') return APPROVALS
  if (APPROVALS.includes(given)) return [given]
  throw new MetaRefusal('param_value_invalid', { name: 'approval_status', values: APPROVALS.join(', ') })
}

function approvalOf(post: Post): string {
  return post.kind === 'reply' ? post.place.approval : 'approved'
}

/** `POST /{reply}/manage_reply`: hides a direct reply with everything under it, or shows it again. */
export function manageReply(call: Call): Answer {
  const reply = requireReplyUnderOwn(call, 'threads_manage_replies')
  if (!isTopReply(reply)) throw new MetaRefusal('not_a_top_reply')
  const hide = readFlag(call.params, 'hide')
  return change(call, reply, { hideStatus: hide === 'true' ? 'HIDDEN' : 'UNHUSHED' })
}

/** `POST /{reply}/manage_pending_reply`: lets a waiting reply appear, or ignores it; an ignored one may still be approved. */
export function managePendingReply(call: Call): Answer {
  const reply = requireReplyUnderOwn(call, call.world.switches.managePendingReplyScope)
  const approve = readFlag(call.params, 'approve')
  if (reply.place.approval === 'approved') throw new MetaRefusal('not_a_pending_reply', { id: reply.id })
  return change(call, reply, { approval: approve === 'true' ? 'approved' : 'ignored' })
}

function requireReplyUnderOwn(call: Call, scope: Scope): Reply {
  const { userId } = authenticate(call, 'threads_basic', scope)
  const post = requireMedia(call, userId)
  if (post.kind !== 'reply' || !ownsRoot(call.world, userId, post)) throw unknownObject(call)
  return post
}

function change({ world }: Call, reply: Reply, place: Partial<ReplyPlace>): Answer {
  putPost(world.state, { ...reply, place: { ...reply.place, ...place } })
  return json({ success: true })
}
