/**
 * Posts, best first: by the lower end of the interval of their engagement per view, so that a lucky post of few views does
 * not stand above one that many saw. Where nothing can be said the post stands below, and is not hidden.
 */
import { type Engagement, engagementOf } from './engagement.ts'
import { type Counts, countsOf } from './reading.ts'
import { type KnownPost, POST_METRICS, type PostMetric, type PostSnapshot, REPOST } from './snapshot.ts'
import type { Millis } from '../time/clock.ts'

/** A post and what was read of it. */
export interface PostFigures {
  readonly post: KnownPost
  /** What is gone keeps the last that it had. */
  readonly latest?: PostSnapshot
  /** Read at the age of a day: what posts are compared by. */
  readonly atDay?: PostSnapshot
}

export interface RankedPost {
  readonly post: KnownPost
  /** When its numbers are from. */
  readonly readAt?: Millis
  readonly counts: Counts<PostMetric>
  readonly engagement: Engagement
}

export function rankPosts(figures: readonly PostFigures[]): RankedPost[] {
  return figures.map(rankedPost).toSorted(byEngagement)
}

export function rankedPost({ post, latest }: PostFigures): RankedPost {
  const counts =
    latest?.counts ?? countsOf(POST_METRICS, {}, post.mediaType === REPOST ? 'repost' : 'not-read')
  return { post, ...(latest && { readAt: latest.at }), counts, engagement: engagementOf(counts) }
}

/** A total order: the same posts always stand in the same places. */
function byEngagement(one: RankedPost, other: RankedPost): number {
  return (
    PLACES[one.engagement.kind] - PLACES[other.engagement.kind] ||
    strengthOf(other.engagement) - strengthOf(one.engagement) ||
    other.post.publishedAt - one.post.publishedAt ||
    (one.post.mediaId < other.post.mediaId ? -1 : 1)
  )
}

const PLACES = { rate: 0, too_few: 1, missing: 2 } as const

function strengthOf(engagement: Engagement): number {
  switch (engagement.kind) {
    case 'rate':
      return engagement.interval.low
    case 'too_few':
      return engagement.views
    case 'missing':
      return 0
    default:
      return engagement satisfies never
  }
}
