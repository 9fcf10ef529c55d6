/** A store on PostgreSQL, opened to be looked at: for `doctor`, which changes nothing and migrates nothing. */
import { Kysely } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { readDatabaseClock } from './database-clock.ts'
import { schemaIdOf } from './migrate-postgres.ts'
import { askClock, createPool, placeOf } from './open-postgres.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { StoreError } from './store-error.ts'
import type { StoreView } from './view-store.ts'

/** Rejects with `StoreError`. */
export async function viewPostgres<Schema>(url: string, host: Clock): Promise<StoreView<Schema>> {
  const place = placeOf(url)
  const pool = createPool(url)
  const dialect = postgresDialect(pool, place)
  const db = new Kysely<Schema>({ dialect })
  try {
    const schemaId = await schemaIdOf(new Kysely<unknown>({ dialect }))
    if (schemaId === 0) throw new StoreError('missing', place)
    const clock = await readDatabaseClock(() => askClock(db), host)
    return { schemaId, db, ticks: () => clock.ticks(), [Symbol.asyncDispose]: () => pool.end() }
  } catch (error) {
    await pool.end()
    throw error
  }
}
