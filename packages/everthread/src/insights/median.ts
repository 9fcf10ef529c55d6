/**
 * What is usual among posts: the median, which one post that a crowd found does not move, and an interval around it that
 * assumes nothing of how posts are spread. Of an even number the lower middle is taken: a number that a post really had.
 */
import type { Interval } from './wilson.ts'

export type Usual =
  | { readonly kind: 'too_few'; readonly posts: number }
  | {
      readonly kind: 'median'
      readonly posts: number
      readonly median: number
      /** Holds the true median in 95 of 100 cases; below six posts none does. */
      readonly interval?: Interval
    }

/** Of two posts neither is usual. */
const FEWEST = 3

export function usualOf(values: readonly number[]): Usual {
  const posts = values.length
  const sorted = values.toSorted((one, other) => one - other)
  const median = sorted[Math.ceil(posts / 2) - 1]
  if (posts < FEWEST || median === undefined) return { kind: 'too_few', posts }
  const below = outsideEachEnd(posts)
  const [low, high] = [sorted[below - 1], sorted[posts - below]]
  const isSure = low !== undefined && high !== undefined
  return { kind: 'median', posts, median, ...(isSure && { interval: { low, high } }) }
}

/**
 * The rank, from either end, at which the interval begins: each value lies below the true median by the toss of a coin, so
 * the rank is the largest that a fair coin stays under in at most 2.5 of 100 cases. 0: no interval is that sure.
 */
function outsideEachEnd(posts: number): number {
  let chance = 0.5 ** posts
  let below = chance
  let rank = 0
  while (below <= 0.025) {
    rank += 1
    chance *= (posts - rank + 1) / rank
    below += chance
  }
  return rank
}
