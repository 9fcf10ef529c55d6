/**
 * Brings an SQLite file to this program's schema, under its write lock: of two processes that start together one migrates
 * and the other finds it done. A store that exists is copied first, under the same lock: the copy is what the migration found.
 */
import type { DatabaseSync } from 'node:sqlite'
import { Kysely, type Transaction } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { applyMissing, type Migration, requireNumbered } from './apply-migrations.ts'
import { backUp } from './backup.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { StoreError } from './store-error.ts'

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
  await applyMissing(trx, {
    place: file,
    found,
    migrations,
    clock,
    beforeChange: async () => void (await backUp({ file, schemaId: found, now: clock.now() })),
  })
}

function isEmpty(database: DatabaseSync): boolean {
  return database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined
}
