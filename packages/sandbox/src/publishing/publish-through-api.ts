/** Publishing as an app does it: it costs quota, and takes a while to be known everywhere. */
import type { Content } from '../entities/content.ts'
import type { Post } from '../entities/post.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type QuotaKind, spendQuota } from '../quotas/quota.ts'
import { findPost } from '../state/posts.ts'
import { parseDuration, SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'
import { publishPost } from './publish-post.ts'

/** @throws MetaRefusal when a quota is used up, or when what is answered has been deleted meanwhile; then nothing is out. */
export function publishThroughApi(world: World, ownerId: string, content: Content): Post {
  const { replyToId: id } = content
  if (id !== undefined && !findPost(world.state, id)) throw new MetaRefusal('media_not_found', { id })
  for (const kind of quotasOf(world, content)) spendQuota(world, ownerId, kind)
  const publishedAt = world.clock.now()
  return publishPost(world, { ownerId, content, publishedAt, visibleAt: publishedAt + propagationMs(world) })
}

/** What publishing this costs, one of each (threads-api.md §8.2). */
export function quotasOf({ switches }: World, { replyToId }: Content): readonly QuotaKind[] {
  if (replyToId === undefined) return ['posts']
  return switches.repliesCountAsPosts ? ['replies', 'posts'] : ['replies']
}

/** Clients wait 3 to 10 s before they answer a new post (§4.7). */
function propagationMs({ switches, random }: World): number {
  return parseDuration(switches.replyPropagation) ?? 3 * SECOND + random.below(7 * SECOND + 1)
}
