/** A post with all that hangs on it: parts, timeline, links. The ledger of publications outlives it. */
import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

export async function deletePostRows(trx: Transaction<Schema>, postId: string): Promise<void> {
  await trx.deleteFrom('post').where('id', '=', postId).execute()
}
