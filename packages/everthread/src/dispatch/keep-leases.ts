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
  /** Milliseconds; nothing when somebody else has had the account since. */
  leftMs(): number
  /** Whether so much is left, renewed where it is not: a call may take longer than what is left before the next renewal. */
  lasts(ms: number): Promise<boolean>
}

export interface Leases {
  /** Call it as often as you like: it renews what is due. */
  keep(): Promise<void>
  /** `claimedAt`: when the claim's statement was sent, by the host's monotonic clock. */
  leaseOf(claim: Claim, claimedAt: Ticks): Lease
}

export function createLeases(keeping: LeaseKeeping): Leases {
  const { store, clock, node } = keeping
  let renewedAt = clock.ticks()
  /** The fences that it found. A claim that was there and is not among them has been taken over. */
  let renewed: ReadonlyMap<string, number> = new Map()
  const returnStrays = createStrayReturn(keeping)
  const renewAll = async (): Promise<void> => {
    const startedAt = clock.ticks()
    await store.readClock()
    const held = await renewLeases(store.db, node, store.ticks())
    renewed = new Map(held.map(({ accountId, fence }) => [accountId, fence]))
    renewedAt = startedAt
    await beat(store.db, keeping, store.ticks())
    await returnStrays(held)
  }
  /** Once for all who ask at the same time. */
  let renewing: Promise<void> | undefined
  const renew = (): Promise<void> => {
    renewing ??= renewAll().finally(() => {
      renewing = undefined
    })
    return renewing
  }
  const leftMs = ({ accountId, fence }: Claim, claimedAt: Ticks): number => {
    if (claimedAt <= renewedAt && renewed.get(accountId) !== fence) return 0
    return Math.max(claimedAt, renewedAt) + LEASE_MS - clock.ticks()
  }
  return {
    keep: async () => {
      if (clock.ticks() - renewedAt >= LEASE_EVERY_MS) await renew()
    },
    leaseOf: (claim, claimedAt) => ({
      leftMs: () => leftMs(claim, claimedAt),
      lasts: async (ms) => {
        if (leftMs(claim, claimedAt) < ms) await renew()
        return leftMs(claim, claimedAt) >= ms
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
