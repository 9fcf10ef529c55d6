/**
 * Brings a store to this program's schema: numbered, append-only, each in the transaction that records it, so that two
 * processes which start together do it once. A store that exists is copied first.
 */
import type { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { backUp } from './backup.ts'
import { StoreError } from './store-error.ts'

export interface Migration {
  readonly id: number
  readonly name: string
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

export interface MigrateOptions {
  readonly file: string
  readonly database: DatabaseSync
  readonly migrations: readonly Migration[]
  readonly clock: Clock
}

export async function migrate<Schema>(db: Kysely<Schema>, options: MigrateOptions): Promise<void> {
  const { migrations, database, file, clock } = options
  const newest = migrations.at(-1)?.id ?? 0
  const found = schemaIdOf(database)
  if (found > newest) throw newerSchema(file, found, newest)
  if (found === newest) return
  if (found > 0) backUp(database, { file, schemaId: found, now: clock.now() })
  await db.transaction().execute(async (trx) => {
    await sql`CREATE TABLE IF NOT EXISTS schema_migration (
      id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
    )`.execute(trx)
    // Read again: another process may have been at work while we waited for the write lock.
    const applied = schemaIdOf(database)
    for (const { id, name, up } of migrations.filter((migration) => migration.id > applied)) {
      await up(trx as unknown as Kysely<unknown>) // A migration knows the schema of its day, not ours.
      await sql`INSERT INTO schema_migration (id, name, applied_at) VALUES (${id}, ${name}, ${clock.now()})`.execute(
        trx,
      )
    }
  })
}

/** 0 for an empty file. */
export function schemaIdOf(database: DatabaseSync): number {
  const table = database
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'`)
    .get()
  if (!table) return 0
  const row = database.prepare('SELECT max(id) AS id FROM schema_migration').get()
  return Number(row?.['id'] ?? 0)
}

function newerSchema(file: string, found: number, newest: number): StoreError {
  return new StoreError(
    'newer-schema',
    `the store ${file} has schema ${found}, and this program knows ${newest}: it was written by a newer version. Update everthread; nothing was changed`,
  )
}
