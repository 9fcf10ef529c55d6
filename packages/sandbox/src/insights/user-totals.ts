/** What came in for all posts of somebody between two instants. */
import type { Post } from '../entities/post.ts'
import { timelineOf } from '../state/posts.ts'
import { walk } from '../state/timeline.ts'
import { findLinks } from '../text/find-links.ts'
import type { World } from '../world.ts'
import type { Counts } from './growth.ts'
import { countsAt, difference, sumOf } from './post-counts.ts'

/** So many of the latest posts are looked at: older ones have long had all that they will ever have. */
const COUNTED_POSTS = 500

export interface Span {
  readonly since: number
  readonly until: number
}

/** Of `replies` only the direct ones are counted (threads-api.md §6.2). */
export function totalsBetween(world: World, userId: string, { since, until }: Span): Counts {
  return sumOf(countedPosts(world, userId).map((post) => gained(world, post, { since, until })))
}

/** How often each link of somebody's posts was followed; those that were. */
export function clicksBetween(world: World, userId: string, span: Span): ReadonlyMap<string, number> {
  const clicks = new Map<string, number>()
  for (const post of countedPosts(world, userId)) {
    const link = linkOf(post)
    const count = link === undefined ? 0 : gained(world, post, span).clicks
    if (link !== undefined && count > 0) clicks.set(link, (clicks.get(link) ?? 0) + count)
  }
  return clicks
}

/** The link that a post shows: the attached one, else the first of its text. */
function linkOf(post: Post): string | undefined {
  if (post.kind === 'repost') return undefined
  return post.content.attachments.link ?? findLinks(post.content.text ?? '')[0]
}

function gained(world: World, post: Post, { since, until }: Span): Counts {
  const at = (instant: number): Counts => countsAt(world, post, { instant, replies: 'direct' })
  return difference(at(until), at(since))
}

function countedPosts({ state }: World, userId: string): readonly Post[] {
  const posts: Post[] = []
  for (const { post } of walk(timelineOf(state, userId), 'back', undefined)) {
    if (posts.push(post) === COUNTED_POSTS) break
  }
  return posts
}
