/** What Meta said last of an account's quotas. */
import type { Kysely, Transaction } from 'kysely'
import type { QuotaKind, QuotaReading, Quotas } from '../publisher/quota.ts'
import type { AccountTable, Schema } from './schema.ts'

const COLUMNS = { posts: 'post_quota', replies: 'reply_quota' } as const

export interface KeptQuota {
  readonly of: QuotaKind
  readonly reading: QuotaReading
}

export async function keepQuota(
  trx: Transaction<Schema>,
  accountId: string,
  { of, reading }: KeptQuota,
): Promise<void> {
  await trx
    .updateTable('account')
    .set({ [COLUMNS[of]]: JSON.stringify(reading) })
    .where('id', '=', accountId)
    .execute()
}

export async function findQuotas(db: Kysely<Schema>, accountId: string): Promise<Quotas> {
  const row = await db
    .selectFrom('account')
    .select(['post_quota', 'reply_quota'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row ? toQuotas(row) : {}
}

export function toQuotas({
  post_quota: posts,
  reply_quota: replies,
}: Pick<AccountTable, 'post_quota' | 'reply_quota'>): Quotas {
  return {
    ...(posts !== null && { posts: JSON.parse(posts) as QuotaReading }),
    ...(replies !== null && { replies: JSON.parse(replies) as QuotaReading }),
  }
}
