/** `POST /{media}/repost` (threads-api.md §4.8). */
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { publishRepost } from '../publishing/publish-post.ts'
import { spendQuota } from '../quotas/quota.ts'
import { sightOf, unknownObject } from '../reading/sight.ts'
import { findPost } from '../state/posts.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** @throws MetaRefusal 24/4279009 while the post is on its way, 100/33 when there is none to be seen */
export function repost(call: Call): Answer {
  const { world, id = '' } = call
  const { userId } = authenticate(call, 'threads_basic', 'threads_content_publish')
  const post = findPost(world.state, id)
  if (!post || post.kind === 'repost' || sightOf(world, userId, post) === 'hidden') throw unknownObject(call)
  const now = world.clock.now()
  if (now < post.visibleAt) throw new MetaRefusal('media_not_found', { id })
  if (world.switches.repostsCountAsPosts) spendQuota(world, userId, 'posts')
  return json({ id: publishRepost(world, { ownerId: userId, repostedId: id, publishedAt: now }).id })
}
