/** Which of the files that a post names are not there (any more). */
import type { Kysely } from 'kysely'
import type { Schema } from './schema.ts'

export async function listMissingMedia(db: Kysely<Schema>, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('media')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}
