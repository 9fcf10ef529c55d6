/**
 * The store, opened to be looked at: for `doctor`, which changes nothing. `openStore` will not do, since it migrates and puts
 * the file into WAL mode.
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { Kysely } from 'kysely'
import type { Ticks } from '../time/clock.ts'
import { schemaIdOf } from './migrate.ts'
import { checkIntegrity, requireRecentSqlite } from './open-store.ts'
import { sqliteDialect } from './sqlite-dialect.ts'
import { asStoreError, StoreError } from './store-error.ts'

export interface StoreView<Schema> extends AsyncDisposable {
  /** 0 for an empty file. Another than this program's: the rows may have another form than `Schema` says. */
  readonly schemaId: number
  readonly db: Kysely<Schema>
  /** The clock of its leases, where that is not the host's. */
  readonly ticks?: () => Ticks
}

/** As long as a writer of a small store may take. */
const BUSY_TIMEOUT_MS = 5_000

/** Reads every page first. Rejects with `StoreError`. */
export async function viewStore<Schema>(file: string): Promise<StoreView<Schema>> {
  try {
    return await open<Schema>(file)
  } catch (error) {
    throw asStoreError(error, file) ?? error
  }
}

async function open<Schema>(file: string): Promise<StoreView<Schema>> {
  requireRecentSqlite(process.versions['sqlite'] ?? '0', file)
  if (!existsSync(file)) throw new StoreError('missing', file)
  const address = addressOf(file)
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  const database = new DatabaseSync(address, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    const schemaId = schemaIdOf(database)
    if ((await checkIntegrity(address)) !== undefined) throw new StoreError('corrupt', file)
    const db = new Kysely<Schema>({ dialect: sqliteDialect(database, file) })
    const close = async (): Promise<void> => {
      await db.destroy()
      // Kysely closes only what it has used.
      if (database.isOpen) database.close()
    }
    return { schemaId, db, [Symbol.asyncDispose]: close }
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * @NOTE Whoever reads a store in WAL mode leaves `-wal` and `-shm` beside it. Where there is no `-wal`, nobody has the store
 *   open and all of it is in the one file: read as immutable, nothing is left.
 */
function addressOf(file: string): string {
  const url = pathToFileURL(file)
  if (!existsSync(`${file}-wal`)) url.searchParams.set('immutable', '1')
  return url.href
}
