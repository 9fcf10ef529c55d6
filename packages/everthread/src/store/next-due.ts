/** When the loop has something to do: apart from the rows themselves, because those who decide load them without SQL. */
import { type Kysely, sql } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

/** When the next row falls due; `undefined` when there is none. */
export async function nextDueAt(db: Kysely<Schema>): Promise<Millis | undefined> {
  const { rows } = await sql<{ due_at: number | null }>`
    SELECT min(due_at) AS due_at FROM (
      SELECT min(due_at) AS due_at FROM work WHERE kind <> 'insight'
      UNION ALL SELECT min(due_at) FROM work WHERE kind = 'insight') AS first`.execute(db)
  return (rows[0]?.due_at ?? undefined) as Millis | undefined
}

/** The same of what acts: numbers are read whenever it suits. */
export async function nextActAt(db: Kysely<Schema>): Promise<Millis | undefined> {
  const row = await db
    .selectFrom('work')
    .select('due_at')
    .where('kind', '!=', 'insight')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row && (row.due_at as Millis)
}
