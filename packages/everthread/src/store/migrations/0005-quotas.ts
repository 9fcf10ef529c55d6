/** What Meta said last of an account's quotas. JSON of a `QuotaReading`; NULL: never asked. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['post_quota', 'reply_quota'])
    await sql`ALTER TABLE account ADD COLUMN ${sql.ref(column)} TEXT`.execute(db)
}
