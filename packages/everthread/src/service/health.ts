/** What `/healthz` says: do the loops tick, and who needs a person? */
import { countAccounts } from '../store/accounts.ts'
import type { Clock, Ticks } from '../time/clock.ts'
import type { Installation } from './installation.ts'

export interface Health {
  readonly ok: boolean
  /** Milliseconds since the scheduler last ticked; absent before the first. */
  readonly last_tick_ms?: number
  readonly accounts: number
  /** Accounts that only a person can help. */
  readonly needs_person: number
}

export interface HealthFacts {
  readonly installation: Installation | undefined
  readonly loops: readonly { readonly lastTickAt: () => Ticks | undefined }[]
  /** How many accounts or files are kept. */
  readonly kept: number
}

const STALE_TICK_MS = 10_000

export async function healthOf({ installation, loops, kept }: HealthFacts, host: Clock): Promise<Health> {
  const counted = installation && (await countAccounts(installation.store.db))
  const tickedAt = stalest(loops)
  const sinceMs = tickedAt === undefined ? undefined : host.ticks() - tickedAt
  return {
    ok: sinceMs !== undefined && sinceMs < STALE_TICK_MS,
    accounts: kept,
    needs_person: counted?.needsPerson ?? 0,
    ...(sinceMs !== undefined && { last_tick_ms: sinceMs }),
  }
}

/** Health is that of the loop that ticked longest ago. */
function stalest(loops: HealthFacts['loops']): Ticks | undefined {
  const ticks = loops.map(({ lastTickAt }) => lastTickAt())
  return ticks.includes(undefined) ? undefined : ticks.toSorted((a, b) => (a ?? 0) - (b ?? 0))[0]
}
