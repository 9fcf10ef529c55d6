/**
 * Numbered, append-only migrations: all that a store lacks, in the one transaction that records them. Whoever calls holds
 * the engine's lock, and has looked under it at which are there.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { StoreError } from './store-error.ts'

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly id: number
  readonly name: string
  /** Knows the schema of its day only, so it takes a `Kysely<unknown>`. */
  readonly up: (db: Kysely<unknown>) => Promise<void>
}

export interface Missing {
  /** What the store is called in an error. */
  readonly place: string
  /** The last migration that is there; 0 for none. */
  readonly found: number
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  /** Before a store with a schema gets another one. */
  readonly beforeChange?: () => Promise<void>
}

/** Rejects with `StoreError` `newer-schema`, or with what a migration threw. */
export async function applyMissing(trx: Transaction<unknown>, missing: Missing): Promise<void> {
  const { place, found, migrations, clock } = missing
  if (found > migrations.length)
    throw new StoreError('newer-schema', place, { detail: `schema ${found} > ${migrations.length}` })
  const ahead = migrations.slice(found)
  if (found > 0 && ahead.length > 0) await missing.beforeChange?.()
  await sql`CREATE TABLE IF NOT EXISTS schema_migration (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL
  )`.execute(trx)
  for (const { id, name, up } of ahead) {
    await up(trx)
    await sql`INSERT INTO schema_migration (id, name, applied_at) VALUES (${id}, ${name}, ${clock.now()})`.execute(
      trx,
    )
  }
}

export function requireNumbered(migrations: readonly Migration[]): void {
  if (migrations.every(({ id }, index) => id === index + 1)) return
  throw new TypeError('migrations must be numbered 1, 2, 3 … in order')
}
