/** Who asks for links that are none is answered no more for a while: 128 bits are not guessed, and nobody shall try. */
import type { Clock } from '../../time/clock.ts'
import { MINUTE } from '../../time/duration.ts'

const MISSES = 20
const WINDOW_MS = MINUTE

/** More addresses than this miss together only in an attack: then every one that is not known waits. */
const MOST_ADDRESSES = 10_000

export interface MissLimit {
  isOver(address: string): boolean
  miss(address: string): void
}

export function createMissLimit({ ticks }: Pick<Clock, 'ticks'>): MissLimit {
  let misses = new Map<string, number>()
  let window = 0
  const current = (): Map<string, number> => {
    const now = Math.floor(ticks() / WINDOW_MS)
    if (now !== window) misses = new Map()
    window = now
    return misses
  }
  return {
    isOver: (address) => (current().get(address) ?? (current().size < MOST_ADDRESSES ? 0 : MISSES)) >= MISSES,
    miss: (address) => {
      const known = current()
      if (known.has(address) || known.size < MOST_ADDRESSES) known.set(address, (known.get(address) ?? 0) + 1)
    },
  }
}
