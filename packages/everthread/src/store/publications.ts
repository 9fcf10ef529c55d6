/** The ledger, besides what the lane reads and writes of it: what recovery asks. */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

/** Which of these media ids are known of the account: published by us, or found to be a part that was published by hand. */
export async function knownMediaIds(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('publication')
    .select('media_id')
    .where('account_id', '=', accountId)
    .where('media_id', 'in', [...ids])
    .union(
      db
        .selectFrom('part')
        .innerJoin('post', 'post.id', 'part.post_id')
        .select('part.media_id')
        .where('post.account_id', '=', accountId)
        .where('part.media_id', 'in', [...ids]),
    )
    .execute()
  return new Set(rows.flatMap(({ media_id }) => media_id ?? []))
}
