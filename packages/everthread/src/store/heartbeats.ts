/** Which services live: a row that is younger than ten seconds. */
import type { Kysely } from 'kysely'
import type { Ticks } from '../time/clock.ts'
import type { Schema } from './schema.ts'

export const HEARTBEAT_FRESH_MS = 10_000

export interface LiveService {
  readonly node: string
  readonly pid: number
}

export async function beat(db: Kysely<Schema>, { node, pid }: LiveService, ticks: Ticks): Promise<void> {
  await db
    .insertInto('heartbeat')
    .values({ node, pid, beat_at: ticks })
    .onConflict((conflict) => conflict.column('node').doUpdateSet({ pid, beat_at: ticks }))
    .execute()
}

export async function endHeartbeat(db: Kysely<Schema>, node: string): Promise<void> {
  await db.deleteFrom('heartbeat').where('node', '=', node).execute()
}

/** @NOTE A beat far in the future was written before the host's last boot; one just ahead by a node whose clock is. */
export async function listLiveServices(db: Kysely<Schema>, ticks: Ticks): Promise<LiveService[]> {
  const rows = await db.selectFrom('heartbeat').selectAll().execute()
  return rows
    .filter((row) => Math.abs(ticks - row.beat_at) < HEARTBEAT_FRESH_MS)
    .map(({ node, pid }) => ({ node, pid }))
}
