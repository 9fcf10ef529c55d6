/**
 * Keeps the leases of all accounts that a node is at work on, in one statement every three seconds, and says with the same
 * breath that the node lives.
 *
 * An account whose release failed, because the store was away, still bears our name: it is given back here, or we would keep
 * it for ever and nobody would work on it.
 */
import { type Claim, type ClaimStore, releaseClaim, renewLeases } from '../store/claims.ts'
import { beat } from '../store/heartbeats.ts'
import type { Clock } from '../time/clock.ts'

export const LEASE_EVERY_MS = 3_000

export interface LeaseKeeping {
  readonly store: ClaimStore
  readonly clock: Clock
  readonly node: string
  readonly pid: number
  readonly isAtWork: (claim: Claim) => boolean
}

/** Call it as often as you like: it renews what is due. */
export function createLeaseKeeper(keeping: LeaseKeeping): () => Promise<void> {
  const { store, clock, node } = keeping
  let renewedAt = clock.ticks()
  let strays: readonly Claim[] = []
  return async () => {
    const startedAt = clock.ticks()
    if (startedAt - renewedAt < LEASE_EVERY_MS) return
    await store.readClock()
    const held = await renewLeases(store.db, node, store.ticks())
    await beat(store.db, keeping, store.ticks())
    renewedAt = startedAt
    const idle = held.filter((claim) => !keeping.isAtWork(claim))
    // Seen twice: one that is idle for the first time may just have been claimed, and be about to be worked on.
    const lost = idle.filter((claim) => strays.some((stray) => isSame(claim, stray)))
    strays = idle
    for (const claim of lost) await releaseClaim(store.db, claim)
  }
}

function isSame(a: Claim, b: Claim): boolean {
  return a.accountId === b.accountId && a.fence === b.fence
}
