/** Which of the account's own posts a model is shown: the best and the worst of those of which something can be said. Pure. */
import type { RankedPost } from '../insights/ranking.ts'
import type { Example } from './draft.ts'

/** Of each kind. */
const MOST = 3

/** `posts`: best first. Replies speak to somebody, and what was deleted was not wanted: neither is an example. */
export function examplesFrom(posts: readonly RankedPost[]): Example[] {
  const rated = posts.flatMap(({ post: { text, isReply, goneAt }, engagement }) =>
    engagement.kind === 'rate' && text !== undefined && !isReply && goneAt === undefined
      ? [{ text, engagementPerView: engagement.rate, views: engagement.views }]
      : [],
  )
  // One post is not both.
  const count = Math.min(MOST, Math.floor(rated.length / 2))
  if (count === 0) return []
  return [
    ...rated.slice(0, count).map((one) => ({ ...one, did: 'well' as const })),
    ...rated.slice(-count).map((one) => ({ ...one, did: 'badly' as const })),
  ]
}
