/** What the store says of insights as a whole, for whoever measures. */
import { type Kysely, sql } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'
import { toStanding } from './insight-lane.ts'

export interface InsightCounts {
  readonly standings: readonly { readonly standing: string; readonly count: number }[]
  /** How long ago the turn of the number was that waits longest; 0 where none waits. */
  readonly overdueMs: number
  /** By username, or by id where that is not known. */
  readonly followers: readonly { readonly account: string; readonly count: number }[]
}

/** Each is a time series of its own: more than this is no graph any more. */
const MOST_ACCOUNTS = 1000

export async function countInsights(db: Kysely<Schema>, now: Millis): Promise<InsightCounts> {
  return {
    standings: await countStandings(db),
    overdueMs: await overdueMs(db, now),
    followers: await latestFollowers(db),
  }
}

/** Of the few that are not simply read, the reason is in a JSON that we wrote ourselves. */
async function countStandings(db: Kysely<Schema>): Promise<InsightCounts['standings']> {
  const rows = await db
    .selectFrom('insight_account')
    .select((eb) => ['standing', eb.fn.countAll<number>().as('count')])
    .groupBy('standing')
    .execute()
  const counts = new Map<string, number>()
  for (const { standing: json, count } of rows) {
    const standing = toStanding({ standing: json })
    const name = standing.kind === 'waiting' ? standing.reason : standing.kind
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return [...counts].map(([standing, count]) => ({ standing, count }))
}

async function overdueMs(db: Kysely<Schema>, now: Millis): Promise<number> {
  const row = await db
    .selectFrom('work')
    .select('due_at')
    .where(sql<boolean>`kind = 'insight'`)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row ? now - row.due_at : 0
}

async function latestFollowers(db: Kysely<Schema>): Promise<InsightCounts['followers']> {
  const { rows } = await sql<{ account: string; count: number | null }>`
    SELECT coalesce(username, id) AS account, (
      SELECT followers FROM insight_followers WHERE account_id = account.id ORDER BY at DESC LIMIT 1) AS count
    FROM (SELECT id, username FROM account ORDER BY id LIMIT ${MOST_ACCOUNTS}) AS account`.execute(db)
  return rows.flatMap(({ account, count }) => (count === null ? [] : [{ account, count }]))
}
