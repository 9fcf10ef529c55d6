/** Posts by the beginning of their ids, as people type them. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** The post of that very id, else up to two whose ids begin so: one is meant, two are not clear. */
export async function listPostIds(db: Kysely<Schema>, prefix: string): Promise<string[]> {
  const exact = await db.selectFrom('post').select('id').where('id', '=', prefix).executeTakeFirst()
  if (exact) return [exact.id]
  const rows = await db
    .selectFrom('post')
    .select('id')
    .where(sql`substr(id, 1, ${prefix.length})`, '=', prefix)
    .orderBy('id')
    .limit(2)
    .execute()
  return rows.map(({ id }) => id)
}
