/** Opens the one file of the data folder: WAL, every commit synced, readable by its owner alone. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, type Transaction } from 'kysely'
import type { Clock } from '../time/clock.ts'
import { type Migration, migrate } from './migrate.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { asStoreError, storeError } from './store-error.ts'

/** Below it, two connections can corrupt a WAL. @see https://www.sqlite.org/releaselog/3_51_3.html (read 2026-11) */
const OLDEST_SQLITE = [3, 51, 3] as const

const BUSY_TIMEOUT_MS = 5_000

export interface StoreOptions {
  readonly file: string
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  /** Only `connect` and `adopt` create. */
  readonly ifMissing: 'create' | 'fail'
}

export interface Store<Schema> extends AsyncDisposable {
  readonly db: Kysely<Schema>
  transaction<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
}

/** Rejects with `StoreError`. */
export async function openStore<Schema>(options: StoreOptions): Promise<Store<Schema>> {
  const { file, ifMissing } = options
  if (ifMissing === 'fail' && !existsSync(file)) throw storeError('missing', file)
  try {
    return await open<Schema>(options)
  } catch (error) {
    throw asStoreError(error, file) ?? error
  }
}

async function open<Schema>({ file, migrations, clock }: StoreOptions): Promise<Store<Schema>> {
  const { DatabaseSync } = await import('node:sqlite')
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const isNew = !existsSync(file)
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true })
  try {
    // Before the journal files are born: they inherit the mode.
    if (isNew) chmodSync(file, 0o600)
    requireRecent(file, String(database.prepare('SELECT sqlite_version() AS version').get()?.['version']))
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;')
    const db = new Kysely<Schema>({ dialect: sqliteDialect(database) })
    await migrate(db, { file, database, migrations, clock })
    return {
      db,
      transaction: (work) => db.transaction().execute(work),
      [Symbol.asyncDispose]: () => db.destroy(),
    }
  } catch (error) {
    if (database.isOpen) database.close()
    throw error
  }
}

function requireRecent(file: string, version: string): void {
  const parts = version.split('.').map(Number)
  for (const [index, oldest] of OLDEST_SQLITE.entries()) {
    const part = parts[index] ?? 0
    if (part > oldest) return
    if (part < oldest) throw storeError('sqlite-too-old', file)
  }
}

/** For `doctor`: reads every page. Returns what is wrong, or nothing. */
export async function checkIntegrity(file: string): Promise<string | undefined> {
  const { DatabaseSync } = await import('node:sqlite')
  try {
    using database = new DatabaseSync(file, { readOnly: true })
    const verdict = String(database.prepare('PRAGMA quick_check').get()?.['quick_check'])
    return verdict === 'ok' ? undefined : verdict
  } catch (error) {
    return (asStoreError(error, file) ?? error) instanceof Error
      ? String(asStoreError(error, file)?.message ?? error)
      : ''
  }
}
