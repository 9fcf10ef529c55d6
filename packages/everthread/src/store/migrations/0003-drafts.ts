/** How an account writes, for the model that proposes drafts. */
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(`CREATE TABLE voice (
    account_id TEXT PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    profile TEXT NOT NULL,
    banned_phrases TEXT NOT NULL
  )`)
    .execute(db)
}
