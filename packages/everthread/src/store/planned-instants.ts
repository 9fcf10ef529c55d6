/** Which instants of an account's queue are taken. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

export interface PlannedQuery {
  readonly accountId: string
  readonly from: Millis
  /** A post that does not stand in its own way. */
  readonly except?: string
}

export async function listPlannedInstants(
  db: Kysely<Schema>,
  { accountId, from, except = '' }: PlannedQuery,
): Promise<Millis[]> {
  const rows = await db
    .selectFrom('post')
    .select('planned_at')
    .where('account_id', '=', accountId)
    .where('planned_at', '>=', from)
    .where('state', 'in', ['scheduled', 'preparing', 'ready', 'publishing'])
    .where('id', '!=', except)
    .orderBy('planned_at')
    .execute()
  return rows.flatMap(({ planned_at }) => (planned_at === null ? [] : [planned_at as Millis]))
}
