/** What `/healthz` says: does the scheduler tick, and who needs a person? */
import { type Health, STALE_TICK_MS } from '../server/health-server.ts'
import { listAccounts } from '../store/accounts.ts'
import type { Clock } from '../time/clock.ts'
import type { Keeping } from './keeping.ts'

export async function healthOf({ lastTickAt, installation, kept }: Keeping, host: Clock): Promise<Health> {
  const accounts = installation ? await listAccounts(installation.store.db) : []
  const tickedAt = lastTickAt()
  const sinceMs = tickedAt === undefined ? undefined : host.ticks() - tickedAt
  return {
    ok: sinceMs !== undefined && sinceMs < STALE_TICK_MS,
    accounts: kept,
    needs_person: accounts.filter(({ decision }) => decision?.kind === 'needs_person').length,
    ...(sinceMs !== undefined && { last_tick_ms: sinceMs }),
  }
}
