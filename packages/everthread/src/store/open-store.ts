/** Opens the one file of the data folder: WAL, every commit synced, readable by its owner alone. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Clock } from '../time/clock.ts'
import type { Migration } from './apply-migrations.ts'
import { migrate } from './migrate.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import type { Store } from './store.ts'
import { asStoreError, StoreError } from './store-error.ts'

export type { Store } from './store.ts'

/** Below it, two connections can corrupt a WAL. @see https://www.sqlite.org/releaselog/3_51_3.html (read 2026-11) */
const OLDEST_SQLITE = [3, 51, 3] as const

/** A commit takes milliseconds and a copy before a migration perhaps a second; who waits longer waits for something stuck. */
const BUSY_TIMEOUT_MS = 5_000
const BUSY_PAUSE_MS = 10

/**
 * The cache holds what ten thousand accounts and their posts take, and fills only as far as it is used: SQLite's own 2 MB
 * make a burst of posts read most pages anew. The WAL grows to 32 MB before it is written back, for the same pages come again.
 */
const SETTINGS = `PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8192`

export interface StoreOptions {
  readonly file: string
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  /** Only `connect` and `adopt` create. */
  readonly ifMissing: 'create' | 'fail'
}

/** Rejects with `StoreError`. */
export async function openStore<Schema>(options: StoreOptions): Promise<Store<Schema>> {
  try {
    return await open<Schema>(options)
  } catch (error) {
    throw asStoreError(error, options.file) ?? error
  }
}

/** For `doctor`: reads every page, which takes its time. Resolves with what is wrong, or `undefined`. */
export async function checkIntegrity(file: string): Promise<string | undefined> {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  try {
    using database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
    const verdict = String(database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'])
    return verdict === 'ok' ? undefined : new StoreError('corrupt', file, { detail: verdict }).message
  } catch (error) {
    const problem = asStoreError(error, file)
    if (!problem) throw error
    return problem.message
  }
}

/** Throws `StoreError` for an SQLite that must not be trusted with a file. */
export function requireRecentSqlite(version: string, file: string): void {
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > oldest) return
    if (part < oldest) throw new StoreError('sqlite-too-old', file, { detail: `SQLite ${version}` })
  }
}

async function open<Schema>({ file, migrations, clock, ifMissing }: StoreOptions): Promise<Store<Schema>> {
  if (ifMissing === 'create') makeFile(file)
  else if (!existsSync(file)) throw new StoreError('missing', file)
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    requireRecentSqlite(
      String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']),
      file,
    )
    await enterWal(database, { file, clock })
    database.exec(SETTINGS)
    await migrate({ file, database, migrations, clock })
    return toStore<Schema>(database, file, clock)
  } catch (error) {
    database.close()
    throw error
  }
}

/** Born 0600 before SQLite sees it: the files of its journal inherit the mode. */
function makeFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
}

/**
 * @NOTE While another process puts a new file into this mode, SQLite answers BUSY at once, whatever the busy timeout: met
 *   once in a thousand starts of six processes together.
 */
async function enterWal(
  database: DatabaseSync,
  { file, clock }: Pick<StoreOptions, 'file' | 'clock'>,
): Promise<void> {
  const giveUpAt = clock.ticks() + BUSY_TIMEOUT_MS
  for (;;) {
    try {
      return database.exec('PRAGMA journal_mode = WAL')
    } catch (error) {
      if (asStoreError(error, file)?.code !== 'busy' || clock.ticks() >= giveUpAt) throw error
      await clock.sleep(BUSY_PAUSE_MS)
    }
  }
}

function toStore<Schema>(database: DatabaseSync, file: string, clock: Clock): Store<Schema> {
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, file) })
  const close = async (): Promise<void> => {
    await db.destroy()
    // Kysely closes only what it has used.
    if (database.isOpen) database.close()
  }
  return {
    engine: 'sqlite',
    db,
    transaction: (work) => db.transaction().execute(work),
    ticks: () => clock.ticks(),
    readClock: async () => undefined,
    close,
    [Symbol.asyncDispose]: close,
  }
}
