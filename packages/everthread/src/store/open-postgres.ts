/** Opens the store of a cluster: a PostgreSQL that several nodes share. */
import { Kysely, sql, type Transaction } from 'kysely'
import { Pool, types } from 'pg'
import type { Clock } from '../time/clock.ts'
import type { Migration } from './apply-migrations.ts'
import { type DatabaseClock, readDatabaseClock } from './database-clock.ts'
import { DATABASE_SCHEMA, migratePostgres } from './migrate-postgres.ts'
import { postgresDialect } from './postgres-dialect.ts'
import { isConflict } from './postgres-error.ts'
import type { Store } from './store.ts'

/** One commit at a time is the rule; reads, the sweep and a web request go beside it. */
const MOST_CONNECTIONS = 10

/** A server on the way up refuses for seconds; one that does not answer at all is another matter. */
const CONNECT_LIMIT_MS = 5_000

/** Longer than any statement of ours takes: a network that swallows packets must not hold the loop for ever. */
const STATEMENT_LIMIT_MS = 30_000

/** Half a lease: a node that is paused within a transaction holds locks, and nobody could claim what lies under them. */
const IDLE_IN_TRANSACTION_LIMIT_MS = 5_000

/** Two transactions that meet again and again are a defect; it must come to an end. */
const MOST_ATTEMPTS = 8

export interface PostgresOptions {
  /** Holds a password: shown to nobody. */
  readonly url: string
  readonly migrations: readonly Migration[]
  readonly clock: Clock
  /** Only `connect` and `adopt` create. */
  readonly ifMissing: 'create' | 'fail'
}

/** Rejects with `StoreError`. */
export async function openPostgres<Schema>(options: PostgresOptions): Promise<Store<Schema>> {
  const place = placeOf(options.url)
  const pool = createPool(options.url)
  const dialect = postgresDialect(pool, place)
  const db = new Kysely<Schema>({ dialect })
  try {
    await migratePostgres({ ...options, db: new Kysely<unknown>({ dialect }), place })
    const clock = await readDatabaseClock(() => askClock(db), options.clock)
    return toStore(db, pool, clock)
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** What a person may be shown of it: neither user nor password, nor what else stands in it. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `postgres://${hostname}${port === '' ? '' : `:${port}`}${pathname}`
}

export function createPool(url: string): Pool {
  const pool = new Pool({
    connectionString: withLimits(url, [`-c search_path=${DATABASE_SCHEMA}`]),
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    query_timeout: STATEMENT_LIMIT_MS,
    keepAlive: true,
    fallback_application_name: 'everthread',
    types: { getTypeParser },
  })
  // A connection that breaks while it is idle concerns nobody; one that is in use rejects its query.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** For every connection of ours. The last of two settings of one name wins: what the URL says of these does not. */
export function withLimits(url: string, more: readonly string[] = []): string {
  const set = new URL(url)
  const settings = [
    set.searchParams.get('options') ?? '',
    ...more,
    `-c statement_timeout=${STATEMENT_LIMIT_MS}`,
    `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_LIMIT_MS}`,
    '-c default_transaction_isolation=read\\ committed',
  ]
  set.searchParams.set('options', settings.join(' ').trim())
  return set.href
}

/** Our integers are milliseconds and counts: all below 2^53. */
const WIDE_INTEGERS = new Set<number>([types.builtins.INT8, types.builtins.NUMERIC])

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  WIDE_INTEGERS.has(oid) ? Number : types.getTypeParser(oid, format ?? 'text')

function toStore<Schema>(db: Kysely<Schema>, pool: Pool, clock: DatabaseClock): Store<Schema> {
  const close = async (): Promise<void> => {
    if (!pool.ending) await pool.end()
  }
  return {
    engine: 'postgres',
    db,
    transaction: (work) => transact(db, work),
    ticks: () => clock.ticks(),
    readClock: () => clock.read(),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/**
 * All of it sees one state of the database, and what changed since then cannot be changed once more: so that nobody's change
 * is written over unseen. Whoever comes second begins again.
 */
async function transact<Schema, T>(
  db: Kysely<Schema>,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await db.transaction().setIsolationLevel('repeatable read').execute(work)
    } catch (error) {
      if (!isConflict(error) || attempts >= MOST_ATTEMPTS) throw error
    }
  }
}

/** In milliseconds of its calendar. */
export async function askClock<Schema>(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) AS now`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database told no time')
  return row.now
}
