/**
 * Guessing a password is slow: an address has five wrong tries in a quarter of an hour, and all together have fifty. Kept in
 * memory: a restart forgives, and nobody can restart us from outside.
 */
import type { Clock, Ticks } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'

export const WINDOW_MS = 15 * MINUTE
export const TRIES_OF_ADDRESS = 5
export const TRIES_OF_ALL = 50
/** As many addresses are remembered; then the oldest is forgotten. What all together have still holds. */
const MOST_ADDRESSES = 1_000

export interface LoginLimit {
  /** Takes a try, or says how long to wait for one. Taken before the password is looked at, so that tries at once count. */
  take(address: string): { readonly kind: 'taken' } | { readonly kind: 'wait'; readonly ms: number }
  /** The password was right: the address starts anew, and the try is given back. */
  forgive(address: string): void
}

export function createLoginLimit(clock: Pick<Clock, 'ticks'>): LoginLimit {
  const byAddress = new Map<string, Ticks[]>()
  let all: Ticks[] = []
  return {
    take: (address) => {
      const now = clock.ticks()
      const own = recent(byAddress.get(address) ?? [], now)
      all = recent(all, now)
      const ms = Math.max(waitFor(own, TRIES_OF_ADDRESS, now), waitFor(all, TRIES_OF_ALL, now))
      if (ms > 0) return { kind: 'wait', ms }
      byAddress.delete(address)
      byAddress.set(address, [...own, now])
      all.push(now)
      forgetOldest(byAddress)
      return { kind: 'taken' }
    },
    forgive: (address) => {
      byAddress.delete(address)
      all.pop()
    },
  }
}

function recent(tries: readonly Ticks[], now: Ticks): Ticks[] {
  return tries.filter((at) => now - at < WINDOW_MS)
}

/** Until the oldest of the last tries leaves the window. */
function waitFor(tries: readonly Ticks[], most: number, now: Ticks): number {
  const oldest = tries.at(-most)
  return oldest === undefined ? 0 : oldest + WINDOW_MS - now
}

function forgetOldest(byAddress: Map<string, Ticks[]>): void {
  const [oldest] = byAddress.keys()
  if (byAddress.size > MOST_ADDRESSES && oldest !== undefined) byAddress.delete(oldest)
}
