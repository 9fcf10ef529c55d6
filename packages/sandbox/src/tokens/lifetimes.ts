/** The clocks of a login (threads-api.md §2.4 to §2.7). */
import { DAY, HOUR, parseDuration, SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'

export const CODE_LIFETIME_MS = HOUR
export const SHORT_LIFETIME_MS = HOUR
export const LONG_LIFETIME_MS = 60 * DAY
/** Counted from the login, not from the token. */
export const GRANT_LIFETIME_MS = 90 * DAY
export const YOUNGEST_REFRESH_MS = 24 * HOUR

/** 60 days less what the switch `expiresInShortBy` takes off. */
export function longLifetimeMs(world: World): number {
  const { expiresInShortBy } = world.switches
  const shortBy =
    expiresInShortBy === 'random' ? world.random.below(61) * SECOND : parseDuration(expiresInShortBy)
  return LONG_LIFETIME_MS - (shortBy ?? 0)
}

/** Meta counts tokens in whole seconds. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / SECOND) * SECOND
}
