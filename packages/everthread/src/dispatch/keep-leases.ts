/**
 * The leases of all accounts that a node is at work on: renewed in one statement every three seconds, with which the node
 * also says that it lives, and known in between without asking the store.
 *
 * An account whose release failed, because the store was away, still bears our name: it is given back here, or we would keep
 * it for ever and nobody would work on it.
 */
import { type Claim, type ClaimStore, LEASE_MS, releaseClaim, renewLeases } from '../store/claims.ts'
import { beat } from '../store/heartbeats.ts'
import type { Clock, Ticks } from '../time/clock.ts'

export const LEASE_EVERY_MS = 3_000

export interface LeaseKeeping {
  readonly store: ClaimStore
  readonly clock: Clock
  readonly node: string
  readonly pid: number
  readonly isAtWork: (claim: Claim) => boolean
}

/** What of a claim's lease is left, as the loop knows it without asking the store. */
export interface Lease {
  /** Milliseconds; nothing when it has lapsed once, because somebody else may have had the account since. */
  leftMs(): number
}

export interface Leases {
  /** Call it as often as you like: it renews what is due. */
  keep(): Promise<void>
  /** Of a claim whose statement was sent then, by the host's monotonic clock. */
  leaseOf(claimedAt: Ticks): Lease
}

export function createLeases(keeping: LeaseKeeping): Leases {
  const { store, clock, node } = keeping
  let renewedAt = clock.ticks()
  /** When a renewal came too late: claims from before it count as lost. */
  let lapsedAt: Ticks | undefined
  const returnStrays = createStrayReturn(keeping)
  return {
    keep: async () => {
      const startedAt = clock.ticks()
      if (startedAt - renewedAt < LEASE_EVERY_MS) return
      await store.readClock()
      const held = await renewLeases(store.db, node, store.ticks())
      // Whoever looked between the end of the old lease and this statement may have taken the accounts.
      if (clock.ticks() - renewedAt >= LEASE_MS) lapsedAt = clock.ticks()
      renewedAt = startedAt
      await beat(store.db, keeping, store.ticks())
      await returnStrays(held)
    },
    leaseOf: (claimedAt) => ({
      leftMs: () => {
        if (lapsedAt !== undefined && claimedAt <= lapsedAt) return 0
        return Math.max(claimedAt, renewedAt) + LEASE_MS - clock.ticks()
      },
    }),
  }
}

/** What is seen idle twice: for the first time it may just have been claimed, and be about to be worked on. */
function createStrayReturn({ store, isAtWork }: LeaseKeeping): (held: readonly Claim[]) => Promise<void> {
  let seen: readonly Claim[] = []
  return async (held) => {
    const idle = held.filter((claim) => !isAtWork(claim))
    const strays = idle.filter((claim) => seen.some((one) => isSame(claim, one)))
    seen = idle
    for (const claim of strays) await releaseClaim(store.db, claim)
  }
}

function isSame(a: Claim, b: Claim): boolean {
  return a.accountId === b.accountId && a.fence === b.fence
}
