/** The numbers of one post: what grew by itself, what the control plane added, and the replies that are really there. */
import type { Post } from '../entities/post.ts'
import { repliesTo } from '../state/posts.ts'
import { treeUnder } from '../state/reply-tree.ts'
import { findUserById } from '../state/state.ts'
import type { World } from '../world.ts'
import { type Counts, type GrownMetric, grownCounts, mapMetrics } from './growth.ts'

/** An addition (or a subtraction) at an instant; it counts from then on. */
export interface Boost {
  readonly at: number
  readonly counts: Readonly<Partial<Record<GrownMetric, number>>>
}

export interface Moment {
  /** May also lie in the past: two of them tell what came in between. */
  readonly instant: number
  /** Whether replies to replies count. */
  readonly replies: 'tree' | 'direct'
}

export function countsAt(world: World, post: Post, { instant, replies }: Moment): Counts {
  const counts = grownNumbers(world, post, instant)
  const below = replies === 'tree' ? treeUnder(world.state, post.id) : repliesTo(world.state, post.id)
  return { ...counts, replies: counts.replies + below.filter((reply) => isThere(reply, instant)).length }
}

/** Without the replies that are really there. */
export function grownNumbers({ state }: World, post: Post, instant: number): Counts {
  if (post.kind === 'repost') return NOTHING
  const followers = findUserById(state, post.ownerId)?.followers ?? 0
  const grown = grownCounts({ id: post.id, followers }, instant - post.publishedAt)
  const boosts = (state.boosts.get(post.id) ?? []).filter(({ at }) => at <= instant)
  return mapMetrics((metric) =>
    Math.max(
      0,
      boosts.reduce((sum, { counts }) => sum + (counts[metric] ?? 0), grown[metric]),
    ),
  )
}

/** As Meta counts for a single post: of a root the whole tree, of a reply what answers it directly (threads-api.md §6.1). */
export function presentCounts(world: World, post: Post): Counts {
  const replies = post.kind === 'reply' ? 'direct' : 'tree'
  return countsAt(world, post, { instant: world.clock.now(), replies })
}

function isThere(reply: Post, instant: number): boolean {
  return reply.visibleAt <= instant && reply.kind === 'reply' && reply.place.approval === 'approved'
}

export const NOTHING: Counts = mapMetrics(() => 0)

/** What came in from one instant to another. */
export function difference(later: Counts, earlier: Counts): Counts {
  return mapMetrics((metric) => later[metric] - earlier[metric])
}

export function sumOf(all: readonly Counts[]): Counts {
  return mapMetrics((metric) => all.reduce((sum, counts) => sum + counts[metric], 0))
}
