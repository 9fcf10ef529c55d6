/** The ledger, as a person meets it: publications that nobody answered, and what the person saw of them on Threads. */
import type { Kysely, Transaction } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

/** Positions of the parts whose publication was sent and not answered. */
export async function listUnanswered(db: Kysely<Schema>, postId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('publication')
    .select('position')
    .where('post_id', '=', postId)
    .where('outcome', '=', 'unanswered')
    .orderBy('position')
    .execute()
  return rows.map(({ position }) => position)
}

/** A person looked: what was unanswered is answered. */
export async function settleUnanswered(
  trx: Transaction<Schema>,
  postId: string,
  { outcome, at }: { readonly outcome: 'published' | 'refused'; readonly at: Millis },
): Promise<void> {
  await trx
    .updateTable('publication')
    .set({ outcome, settled_at: at })
    .where('post_id', '=', postId)
    .where('outcome', '=', 'unanswered')
    .execute()
}
