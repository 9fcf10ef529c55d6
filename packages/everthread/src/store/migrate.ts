/**
 * Brings a store to this program's schema: numbered, append-only migrations, all that are missing in one transaction that
 * records them. It holds the write lock, so of two processes that start together one migrates and the other finds it done.
 * A store that exists is copied first, under the same lock: the copy is what the migration found.
 */
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { backUp } from './backup.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { StoreError } from './store-error.ts'

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly id: number
  readonly name: string
  /** Knows the schema of its day only, so it takes a `Kysely<unknown>`. */
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

export interface MigrateOptions {
  readonly file: string
  readonly database: DatabaseSync
  readonly migrations: readonly Migration[]
  readonly clock: Clock
}

/** Rejects with `StoreError` `newer-schema` or `not-a-store`, or with what a migration threw; then nothing has changed. */
export async function migrate(options: MigrateOptions): Promise<void> {
  const { file, database, migrations } = options
  requireNumbered(migrations)
  if (schemaIdOf(database) === migrations.length) return
  const db = new Kysely<unknown>({ dialect: sqliteDialect(database, file) })
  await db.transaction().execute((trx) => migrateLocked(trx, options))
}

/** 0 for an empty file. */
export function schemaIdOf(database: DatabaseSync): number {
  const known = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'`).get()
  if (!known) return 0
  return Number(database.prepare('SELECT max(id) AS id FROM schema_migration').get()?.['id'] ?? 0)
}

/** Reads the schema again: another process may have been at work while we waited for the lock. */
async function migrateLocked(trx: Transaction<unknown>, options: MigrateOptions): Promise<void> {
  const { file, database, migrations, clock } = options
  const found = schemaIdOf(database)
  if (found === 0 && !isEmpty(database)) throw new StoreError('not-a-store', file)
  if (found > migrations.length) throw newerSchema(file, found, migrations.length)
  const missing = migrations.slice(found)
  if (found > 0 && missing.length > 0) await backUp({ file, schemaId: found, now: clock.now() })
  await sql`CREATE TABLE IF NOT EXISTS schema_migration (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
  )`.execute(trx)
  for (const { id, name, up } of missing) {
    await up(trx)
    await sql`INSERT INTO schema_migration (id, name, applied_at) VALUES (${id}, ${name}, ${clock.now()})`.execute(
      trx,
    )
  }
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}

function newerSchema(file: string, found: number, known: number): StoreError {
  return new StoreError('newer-schema', file, { detail: `schema ${found} > ${known}` })
}

function requireNumbered(migrations: readonly Migration[]): void {
  if (migrations.every(({ id }, index) => id === index + 1)) return
  throw new TypeError('migrations must be numbered 1, 2, 3 … in order')
}
