/**
 * Brings a PostgreSQL database to this program's schema: its tables lie in a schema of their own, beside whatever else the
 * database holds. Under an advisory lock, so that of nodes which start together one migrates and the others find it done.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { applyMissing, type Migration, requireNumbered } from './apply-migrations.ts'
import { StoreError } from './store-error.ts'

/** Where our tables lie. The search path of every connection is this and nothing else. */
export const DATABASE_SCHEMA = 'everthread'

/** Any number that no other program is likely to lock. */
const MIGRATION_LOCK = 8_213_417_604_281

export interface MigratePostgresOptions {
  readonly db: Kysely<unknown>
  readonly place: string
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  readonly ifMissing: 'create' | 'fail'
}

/** Rejects with `StoreError` `missing`, `newer-schema` or `not-a-store`, or with what a migration threw; then nothing has changed. */
export async function migratePostgres(options: MigratePostgresOptions): Promise<void> {
  const { db, migrations, ifMissing, place } = options
  requireNumbered(migrations)
  const found = await schemaIdOf(db)
  if (found === migrations.length) return
  if (found === 0 && ifMissing === 'fail') throw new StoreError('missing', place)
  await db.transaction().execute((trx) => migrateLocked(trx, options))
}

/** Reads the schema again: another node may have been at work while we waited for the lock. */
async function migrateLocked(trx: Transaction<unknown>, options: MigratePostgresOptions): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(trx)
  const found = await schemaIdOf(trx)
  if (found === 0) await makeSchema(trx, options.place)
  await applyMissing(trx, { ...options, found })
}

/** An administrator may have made it for us, empty: then the right to make one is not needed. */
async function makeSchema(trx: Transaction<unknown>, place: string): Promise<void> {
  const { rows } = await sql<{ tables: number }>`
    SELECT count(relation.oid) AS tables FROM pg_namespace AS schema
    LEFT JOIN pg_class AS relation ON relation.relnamespace = schema.oid
    WHERE schema.nspname = ${DATABASE_SCHEMA} GROUP BY schema.oid`.execute(trx)
  if (!rows[0]) await sql`CREATE SCHEMA ${sql.id(DATABASE_SCHEMA)}`.execute(trx)
  else if (rows[0].tables > 0) throw new StoreError('not-a-store', place)
}

/** 0 where there is none. */
export async function schemaIdOf(db: Kysely<unknown>): Promise<number> {
  const { rows: known } = await sql<{ id: number | null }>`
    SELECT to_regclass(${`${DATABASE_SCHEMA}.schema_migration`})::oid AS id`.execute(db)
  if (known[0]?.id === null) return 0
  const { rows } = await sql<{ id: number | null }>`SELECT max(id) AS id FROM schema_migration`.execute(db)
  return rows[0]?.id ?? 0
}
