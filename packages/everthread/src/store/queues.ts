/** How accounts publish: zone, pause, what becomes of what was missed, and the weekly slots. */
import type { Kysely, Transaction } from 'kysely'
import { DEFAULT_QUEUE, type Pause, type Queue, type Slot } from '../publisher/queue-policy.ts'
import type { QueueTable, Schema } from './schema.ts'

/** An account that never set anything has the default. */
export async function getQueue(db: Kysely<Schema>, accountId: string): Promise<Queue> {
  const row = await db.selectFrom('queue').selectAll().where('account_id', '=', accountId).executeTakeFirst()
  return row ? toQueue(row) : DEFAULT_QUEUE
}

export async function putQueue(db: Kysely<Schema>, accountId: string, queue: Queue): Promise<void> {
  const row = {
    account_id: accountId,
    zone: queue.zone,
    pause: queue.pause ? JSON.stringify(queue.pause) : null,
    missed: queue.missed,
    late_limit_ms: queue.lateLimitMs,
  }
  await db
    .insertInto('queue')
    .values(row)
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

/** In the order of the week. */
export async function listSlots(db: Kysely<Schema>, accountId: string): Promise<Slot[]> {
  return db
    .selectFrom('slot')
    .select(['weekday', 'minute'])
    .where('account_id', '=', accountId)
    .orderBy('weekday')
    .orderBy('minute')
    .execute()
}

export async function replaceSlots(
  trx: Transaction<Schema>,
  accountId: string,
  slots: readonly Slot[],
): Promise<void> {
  await trx.deleteFrom('slot').where('account_id', '=', accountId).execute()
  if (slots.length === 0) return
  await trx
    .insertInto('slot')
    .values(slots.map(({ weekday, minute }) => ({ account_id: accountId, weekday, minute })))
    .execute()
}

export function toQueue(row: QueueTable): Queue {
  return {
    zone: row.zone,
    ...(row.pause !== null && { pause: JSON.parse(row.pause) as Pause }),
    missed: row.missed,
    lateLimitMs: row.late_limit_ms,
  }
}
