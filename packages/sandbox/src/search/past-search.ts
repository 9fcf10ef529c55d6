/** What somebody searched for: `recently_searched_keywords` of the profile (threads-api.md §5.1). */
import type { World } from '../world.ts'

export interface PastSearch {
  readonly query: string
  /** Epoch milliseconds. */
  readonly timestamp: number
}

/** How many are remembered; Meta's number is not known. */
const REMEMBERED = 10

/** The latest comes first, and each query once. */
export function rememberSearch({ state, clock }: World, userId: string, query: string): void {
  const others = (state.searches.get(userId) ?? []).filter((past) => past.query !== query)
  state.searches.set(userId, [{ query, timestamp: clock.now() }, ...others].slice(0, REMEMBERED))
}
