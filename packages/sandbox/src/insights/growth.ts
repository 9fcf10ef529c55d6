/**
 * How the numbers of a post grow: a pure function of its id, its owner's followers and its age. The id follows from the
 * sandbox's seed, so the same run has the same numbers. They rise quickly on the first day, slowly for a month, and
 * never fall; what came in between two instants is the difference, so days always add up to the total.
 */
import { DAY } from '../time/duration.ts'

export const GROWN_METRICS = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares', 'clicks'] as const

export type GrownMetric = (typeof GROWN_METRICS)[number]

export type Counts = Readonly<Record<GrownMetric, number>>

export interface GrowingPost {
  readonly id: string
  readonly followers: number
}

/** After this a post has all that it will ever have. */
export const GROWTH_ENDS_MS = 30 * DAY

/** How steeply it begins: about a sixth of everything comes on the first day. */
const STEEPNESS = 5

/** Of those who see a post, how many do it: from the dullest to the most charming post. */
const SHARES_OF_VIEWS: Readonly<Record<GrownMetric, readonly [number, number]>> = {
  views: [1, 1],
  likes: [0.02, 0.09],
  replies: [0.001, 0.012],
  reposts: [0.001, 0.01],
  quotes: [0.0002, 0.003],
  shares: [0.001, 0.008],
  clicks: [0.004, 0.03],
}

/** `ageMs` may be anything; before its publishing a post has nothing. */
export function grownCounts(post: GrowingPost, ageMs: number): Counts {
  const seen = reachOf(post) * shareGrown(ageMs)
  const count = (metric: GrownMetric): number => {
    const [least, most] = SHARES_OF_VIEWS[metric]
    return Math.floor(seen * (least + (most - least) * chance(post.id, metric)))
  }
  return mapMetrics(count)
}

/** All metrics, by one rule. */
export function mapMetrics(count: (metric: GrownMetric) => number): Counts {
  return {
    views: count('views'),
    likes: count('likes'),
    replies: count('replies'),
    reposts: count('reposts'),
    quotes: count('quotes'),
    shares: count('shares'),
    clicks: count('clicks'),
  }
}

/** From 0 to 1, over a month. */
export function shareGrown(ageMs: number): number {
  const age = Math.min(Math.max(ageMs / GROWTH_ENDS_MS, 0), 1)
  return 1 - (1 - age) ** STEEPNESS
}

/** How many see it in the end: strangers, some of the followers, and now and then a crowd. */
export function reachOf({ id, followers }: GrowingPost): number {
  return (25 + followers * 0.4) * (0.4 + 8 * chance(id, 'reach') ** 8)
}

/** From 0 to below 1: always the same for a text and a purpose. */
export function chance(text: string, purpose: string): number {
  let hash = 0x811c_9dc5
  const seed = `${purpose}:${text}`
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x0100_0193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb_352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846c_a68b)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
