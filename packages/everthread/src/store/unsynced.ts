/** For tests that do not test what survives a power cut: commits are not synced, which is most of what they cost. */
import { type Kysely, sql } from 'kysely'

export async function commitUnsynced<Schema>(db: Kysely<Schema>): Promise<void> {
  await sql`PRAGMA synchronous = OFF`.execute(db)
}
