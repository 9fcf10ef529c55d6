/** Work on one account of the data folder, claimed: no service and no other command is at it meanwhile. */
import { assertLease, type LeaseOptions, withClaim } from '../account/lease.ts'
import type { Installation } from '../service/installation.ts'
import type { KeeperApi } from '../keeper/api.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import { transportOf } from '../net/transport.ts'
import { type Claim, releaseClaim } from '../store/claims.ts'
import type { CommandContext } from './command-context.ts'
import { CALL_LIMIT_MS } from './keeper-for.ts'

export interface ClaimedAccount {
  readonly claim: Claim
  /** Sends nothing once the claim is lost. */
  readonly api: KeeperApi
}

export interface AccountOrder {
  readonly installation: Installation
  readonly accountId: string
}

/** `undefined` when somebody else holds the account for a minute. */
export async function withAccount<T>(
  context: CommandContext,
  { installation, accountId }: AccountOrder,
  work: (claimed: ClaimedAccount) => Promise<T>,
): Promise<T | undefined> {
  const { clock, host, signal, pid, randomId } = context
  const { store } = installation
  const owner = `cli-${pid}-${randomId()}`
  const lease: LeaseOptions = { store, clock: host, now: () => clock.now(), owner, accountId, signal }
  return withClaim(lease, async (claim) => {
    const beforeCall = (): Promise<void> => assertLease(store, claim, CALL_LIMIT_MS)
    const api = createKeeperApi({ transport: transportOf(context, CALL_LIMIT_MS), clock, beforeCall })
    try {
      return await work({ claim, api })
    } finally {
      await releaseClaim(store.db, claim)
    }
  })
}
