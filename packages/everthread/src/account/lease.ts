/**
 * Claiming one account by name, for a command: waited for while a service holds it, its lease renewed while the work goes
 * on, and no call sent once it is lost.
 */
import {
  type Claim,
  claimDue,
  ClaimLostError,
  type ClaimStore,
  LEASE_MS,
  renewLeases,
} from '../store/claims.ts'
import type { Clock, Millis } from '../time/clock.ts'
import { MINUTE, SECOND } from '../time/duration.ts'

const WAIT_MS = MINUTE
const POLL_MS = 100
const RENEW_EVERY_MS = 3 * SECOND

export interface LeaseOptions {
  readonly store: ClaimStore
  readonly clock: Clock
  readonly now: () => Millis
  readonly owner: string
  readonly accountId: string
  readonly signal: AbortSignal
}

/** `undefined` when somebody else holds the account for a minute. */
export async function withClaim<T>(
  options: LeaseOptions,
  work: (claim: Claim) => Promise<T>,
): Promise<T | undefined> {
  const claim = await waitForClaim(options)
  if (!claim) return undefined
  const done = new AbortController()
  const keeping = keepLease(options, done.signal)
  try {
    return await work(claim)
  } finally {
    done.abort()
    await keeping
  }
}

async function waitForClaim({
  store,
  clock,
  now,
  owner,
  accountId,
  signal,
}: LeaseOptions): Promise<Claim | undefined> {
  const until = clock.ticks() + WAIT_MS
  for (;;) {
    const [claim] = await claimDue(store.db, { owner, now: now(), ticks: store.ticks(), accountId })
    if (claim || clock.ticks() >= until || signal.aborted) return claim
    await clock.sleep(POLL_MS, signal)
  }
}

async function keepLease({ store, clock, owner }: LeaseOptions, done: AbortSignal): Promise<void> {
  for (;;) {
    await clock.sleep(RENEW_EVERY_MS, done)
    if (done.aborted) return
    try {
      await store.readClock()
      await renewLeases(store.db, owner, store.ticks())
    } catch {
      // The store is busy or full at the moment. The lease lasts for two more tries, and whoever works under it looks at it.
    }
  }
}

/** Before each call: is more of the lease left than the call may take? (DESIGN §4) */
export async function assertLease(
  { db, ticks }: Pick<ClaimStore, 'db' | 'ticks'>,
  claim: Claim,
  callLimitMs: number,
): Promise<void> {
  const row = await db
    .updateTable('account')
    .set({ lease_until: ticks() + LEASE_MS })
    .where('id', '=', claim.accountId)
    .where('fence', '=', claim.fence)
    .where('lease_owner', '=', claim.owner)
    .returning('lease_until')
    .executeTakeFirst()
  if (row?.lease_until === undefined || row.lease_until === null || row.lease_until - ticks() < callLimitMs) {
    throw new ClaimLostError(
      `account ${claim.accountId}: the claim was lost to another worker, so nothing was sent`,
    )
  }
}
