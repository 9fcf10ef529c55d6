/** Real stores for tests, on each engine: a file in a folder of its own, or a database of its own, that goes with the store. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Client } from 'pg'
import { describe, inject } from 'vitest'
import type { Clock } from '../time/clock.ts'
import { migrations } from './migrations/index.ts'
import { openPostgres } from './open-postgres.ts'
import { openStore } from './open-store.ts'
import type { Schema } from './schema.ts'
import type { Engine, Store } from './store.ts'
import { commitUnsynced } from './unsynced.ts'

export interface TestStore extends Store<Schema> {
  /** Of the database of a store on PostgreSQL. */
  readonly url?: string
}

export function createTestStore(clock: Clock, engine: Engine = 'sqlite'): Promise<TestStore> {
  return engine === 'sqlite' ? inFolder(clock) : inDatabase(clock)
}

/** The same tests on SQLite and on PostgreSQL. Where a machine has no PostgreSQL, its share is skipped. */
export function onEachEngine(tests: (engine: Engine) => void): void {
  describe('on SQLite', () => {
    tests('sqlite')
  })
  describe.skipIf(inject('postgresUrl') === undefined)('on PostgreSQL', () => {
    tests('postgres')
  })
}

/** The URL of a new, empty database of the private server, and how to drop it. */
export async function createTestDatabase(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = inject('postgresUrl')
  const name = `test_${process.pid}_${(databases += 1)}`
  await asSuperuser(`CREATE DATABASE ${name}`)
  return {
    url: `${server}/${name}`,
    [Symbol.asyncDispose]: () => asSuperuser(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

let databases = 0

/** Of the database of a store on PostgreSQL: connections that wait for a NOTIFY. */
export async function countListeners({ db }: TestStore): Promise<number> {
  const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM pg_stat_activity
    WHERE datname = current_database() AND query ILIKE 'LISTEN %'`.execute(db)
  return rows[0]?.count ?? 0
}

/** Of such a database: the wakes that pg-boss keeps, by their state; none before it has made its tables. */
export async function countWakes({ db }: TestStore): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ state: string; count: number }>`SELECT state, count(*) AS count
    FROM everthread_boss.job WHERE name = 'wakes' AND state IN ('created', 'active') GROUP BY state`.execute(
    db,
  )
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

async function inFolder(clock: Clock): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'everthread-store-'))
  const file = join(folder, 'everthread.db')
  const store = await openStore<Schema>({ file, migrations, clock, ifMissing: 'create' })
  await commitUnsynced(store.db)
  return {
    ...store,
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function inDatabase(clock: Clock): Promise<TestStore> {
  const database = await createTestDatabase()
  const store = await openPostgres<Schema>({ url: database.url, migrations, clock, ifMissing: 'create' })
  return {
    ...store,
    url: database.url,
    // The tests tick their own clock; what the database's adds to it is tested where it is read.
    ticks: () => clock.ticks(),
    [Symbol.asyncDispose]: async () => {
      await store[Symbol.asyncDispose]()
      await database[Symbol.asyncDispose]()
    },
  }
}

async function asSuperuser(statement: string): Promise<void> {
  const client = new Client({ connectionString: `${inject('postgresUrl')}/postgres` })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
