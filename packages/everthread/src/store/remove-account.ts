/** Removes an account and everything that hangs on it: tokens, queue, posts, receipts, the ledger, events. */
import type { Transaction } from 'kysely'
import type { Schema } from './schema.ts'

export async function deleteAccount(trx: Transaction<Schema>, accountId: string): Promise<void> {
  await trx.deleteFrom('event').where('account_id', '=', accountId).execute()
  // The rest goes with it, by the foreign keys.
  await trx.deleteFrom('account').where('id', '=', accountId).execute()
}

/** How many posts go with it. */
export async function countPosts(trx: Transaction<Schema>, accountId: string): Promise<number> {
  const { posts } = await trx
    .selectFrom('post')
    .select((eb) => eb.fn.countAll<number>().as('posts'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return posts
}
