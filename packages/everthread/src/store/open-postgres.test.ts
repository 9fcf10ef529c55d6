import { type Kysely, sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { systemClock } from '../time/clock.ts'
import type { Migration } from './apply-migrations.ts'
import { openPostgres, placeOf, withLimits } from './open-postgres.ts'
import type { Store } from './store.ts'
import { createTestDatabase } from './test-store.ts'

interface Notes {
  note: { id: number; text: string | null }
}

const NOTES: Migration = {
  id: 1,
  name: 'notes',
  up: async (db) => void (await sql`CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT)`.execute(db)),
}
const HUNDRED: Migration = {
  id: 2,
  name: 'hundred',
  up: async (db) => void (await sql`INSERT INTO note (id) VALUES (100)`.execute(db)),
}

describe.skipIf(inject('postgresUrl') === undefined)('a store on PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  beforeEach(async () => {
    database = await createTestDatabase()
  })
  afterEach(() => database[Symbol.asyncDispose]())

  interface Order {
    readonly migrations?: readonly Migration[]
    readonly ifMissing?: 'create' | 'fail'
    readonly url?: string
  }
  const open = ({ migrations = [NOTES], ifMissing = 'create', url = database.url }: Order = {}) =>
    openPostgres<Notes>({ url, migrations, clock: systemClock, ifMissing })

  const withPool = async (work: (store: Store<Notes>) => Promise<void>): Promise<void> => {
    await using store = await open()
    await work(store)
  }

  it('keeps what was committed, in a schema of its own, and integers as numbers', async () => {
    const big = 8_640_000_000_000_000
    await withPool((store) => insert(store.db, big))
    await using again = await open({ ifMissing: 'fail' })
    expect(await again.db.selectFrom('note').selectAll().execute()).toEqual([{ id: big, text: null }])
    const { rows } = await sql<{ name: string }>`SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = 'everthread' ORDER BY 1`.execute(again.db)
    expect(rows.map(({ name }) => name)).toEqual(['note', 'schema_migration'])
    expect(again.engine).toBe('postgres')
  })

  it('is not made where it was not asked for', async () => {
    await expect(open({ ifMissing: 'fail' })).rejects.toMatchObject({ name: 'StoreError', code: 'missing' })
    await expect(open({ ifMissing: 'fail' })).rejects.toMatchObject({ code: 'missing' })
  })

  it('of a newer schema is refused with both numbers', async () => {
    await using _ = await open({ migrations: [NOTES, HUNDRED] })
    await expect(open()).rejects.toMatchObject({ code: 'newer-schema', detail: 'schema 2 > 1' })
  })

  it('is not made among the tables of another program', async () => {
    await withPool(async ({ db }) => void (await sql`DROP TABLE schema_migration`.execute(db)))
    await expect(open()).rejects.toMatchObject({ code: 'not-a-store' })
  })

  it('is migrated once, however many nodes start together', async () => {
    await withPool(async () => undefined)
    const nodes = await Promise.all(Array.from({ length: 5 }, () => open({ migrations: [NOTES, HUNDRED] })))
    const [one] = nodes
    expect(await one?.db.selectFrom('note').select('id').execute()).toEqual([{ id: 100 }])
    await Promise.all(nodes.map((node) => node.close()))
  })

  it('is not locked for ever by a node that is paused within a transaction', async () => {
    await using paused = await open()
    await using other = await open()
    await paused.db.insertInto('note').values({ id: 1, text: null }).execute()
    const change = (db: Kysely<Notes>) => db.updateTable('note').set({ text: 'changed' }).where('id', '=', 1)
    const cut = paused.transaction(async (trx) => {
      await change(trx).execute()
      await change(other.db).execute()
      await change(trx).execute()
    })
    await expect(cut).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' })
    const note = await other.db.selectFrom('note').select('text').executeTakeFirst()
    expect(note).toEqual({ text: 'changed' })
  })

  it('shares its limits with whoever else connects, whatever the URL says of them', async () => {
    const url = `${database.url}?options=-c%20idle_in_transaction_session_timeout%3D0`
    const client = new Client({ connectionString: withLimits(url) })
    await client.connect()
    const limits = await client.query("SELECT current_setting('idle_in_transaction_session_timeout') AS idle")
    await client.end()
    expect(limits.rows).toEqual([{ idle: '5s' }])
  })

  it('of which a migration fails is left as it was', async () => {
    const broken: Migration = { id: 2, name: 'broken', up: () => Promise.reject(new Error('no')) }
    await expect(open({ migrations: [NOTES, broken] })).rejects.toThrow('no')
    await expect(open({ ifMissing: 'fail' })).rejects.toMatchObject({ code: 'missing' })
  })

  it.each([
    ['nobody listens', () => 'postgres://u:secret@127.0.0.1:1/x', 'unreachable'],
    ['there is no such host', () => 'postgres://u:secret@nowhere.invalid/x', 'unreachable'],
    ['there is no such database', () => `${inject('postgresUrl')}/nothing`, 'no-database'],
    ['there is no such user', () => database.url.replace('everthread@', 'mallory:secret@'), 'login-refused'],
  ])('where %s says so, and never the password', async (_, url, code) => {
    const refusal = open({ url: url() })
    await expect(refusal).rejects.toMatchObject({ name: 'StoreError', code })
    await expect(refusal).rejects.not.toThrow(/secret/)
  })

  it('whose connections are broken off says so once, and goes on', async () => {
    await withPool(async ({ db, transaction }) => {
      await Promise.all([insert(db, 1), insert(db, 2)])
      const broken = transaction(async (trx) => {
        await insert(trx, 3)
        await breakOff(db)
        await insert(trx, 4)
      })
      await expect(broken).rejects.toMatchObject({ name: 'StoreError', code: 'unreachable' })
      await transaction((trx) => insert(trx, 5))
      const notes = await db.selectFrom('note').select('id').orderBy('id').execute()
      expect(notes).toEqual([{ id: 1 }, { id: 2 }, { id: 5 }])
    })
  })

  it('goes on while a newer program changes its tables under prepared statements', async () => {
    await withPool(async ({ db }) => {
      const all = () => db.selectFrom('note').selectAll().execute()
      await insert(db, 1)
      await all()
      await sql`ALTER TABLE note ADD COLUMN more INTEGER`.execute(db)
      await Promise.allSettled([all()])
      expect(await all()).toEqual([{ id: 1, text: null, more: null }])
    })
  })

  it('lets go of everything when it is closed, and may be closed twice', async () => {
    const store = await open()
    await store.close()
    await store.close()
    await expect(insert(store.db, 1)).rejects.toMatchObject({ name: 'StoreError' })
  })
})

it('a place names neither user nor password', () => {
  expect(placeOf('postgres://u:p@db.example:5433/posts?sslmode=require')).toBe(
    'postgres://db.example:5433/posts',
  )
})

async function insert(db: Kysely<Notes>, id: number): Promise<void> {
  await db.insertInto('note').values({ id, text: null }).execute()
}

/** As an administrator, or a restart, does it: every other connection to the database. */
async function breakOff(db: Kysely<Notes>): Promise<void> {
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(db)
}
