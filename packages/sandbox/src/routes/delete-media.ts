/** `DELETE /{media}`: one's own posts and replies (threads-api.md §4.9). */
import type { Post } from '../entities/post.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { quotasOf } from '../publishing/publish-through-api.ts'
import { returnQuota, spendQuota } from '../quotas/quota.ts'
import { unknownObject } from '../reading/sight.ts'
import { findPost, removePost } from '../state/posts.ts'
import { authenticate } from '../tokens/authenticate.ts'
import type { World } from '../world.ts'

/** @throws MetaRefusal */
export function deleteMedia(call: Call): Answer {
  const { world, id = '' } = call
  const { userId } = authenticate(call, 'threads_basic', 'threads_delete')
  const post = findPost(world.state, id)
  if (post?.ownerId !== userId || !isDeletable(world, post)) throw unknownObject(call)
  spendQuota(world, userId, 'deletes')
  removePost(world.state, id)
  freeQuota(world, post)
  world.happenings.tell({ kind: 'deleted', post, at: world.clock.now() })
  return json({ success: true, deleted_id: id })
}

function isDeletable({ switches }: World, post: Post): boolean {
  return post.kind !== 'repost' || switches.deleteRepost === 'allow'
}

function freeQuota(world: World, post: Post): void {
  if (!world.switches.deletingFreesQuota || post.kind === 'repost') return
  for (const kind of quotasOf(world, post.content)) {
    returnQuota(world, post.ownerId, { kind, at: post.publishedAt })
  }
}
