import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sqliteDialect } from './sqlite-dialect.ts'
import { StoreError } from './store-error.ts'

interface Notes {
  note: { id: number; text: string }
}

let file: string
const opened: DatabaseSync[] = []

beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'everthread-dialect-')), 'notes.db')
  connect().database.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)',
  )
})
afterEach(() => {
  for (const database of opened.splice(0)) if (database.isOpen) database.close()
  rmSync(join(file, '..'), { recursive: true, force: true })
})

function connect(options: { readOnly?: boolean } = {}): { database: DatabaseSync; db: Kysely<Notes> } {
  const database = new DatabaseSync(file, { timeout: 0, ...options })
  opened.push(database)
  return { database, db: new Kysely<Notes>({ dialect: sqliteDialect(database, file) }) }
}

const insert = (db: Kysely<Notes>, text: string) =>
  db.insertInto('note').values({ id: text.length, text }).execute()

const textsOf = async (db: Kysely<Notes>) =>
  (await db.selectFrom('note').select('text').execute()).map((row) => row.text)

describe('queries', () => {
  it('answer with rows, counts and what RETURNING asks for', async () => {
    const { db } = connect()
    await insert(db, 'a')
    const [updated] = await db.updateTable('note').set({ text: 'b' }).where('id', '=', 1).execute()
    expect(updated?.numUpdatedRows).toBe(1n)
    expect(await db.deleteFrom('note').where('id', '=', 1).returning('text').execute()).toEqual([
      { text: 'b' },
    ])
    expect(await textsOf(db)).toEqual([])
  })

  it('can be streamed', async () => {
    const { db } = connect()
    await insert(db, 'a')
    await insert(db, 'bb')
    const texts: string[] = []
    for await (const { text } of db.selectFrom('note').selectAll().stream()) texts.push(text)
    expect(texts).toEqual(['a', 'bb'])
  })

  it('prepare one statement for one text, and follow a schema that changes under it', async () => {
    const { database, db } = connect()
    let preparations = 0
    const prepare = database.prepare.bind(database)
    database.prepare = (...given) => {
      preparations += 1
      return prepare(...given)
    }
    await insert(db, 'a')
    expect(await sql`SELECT * FROM note`.execute(db)).toMatchObject({ rows: [{ id: 1, text: 'a' }] })
    const before = preparations
    await insert(db, 'bb')
    await sql`SELECT * FROM note`.execute(db)
    expect(preparations).toBe(before)
    connect().database.exec('ALTER TABLE note ADD COLUMN extra TEXT DEFAULT 1')
    expect((await sql`SELECT * FROM note`.execute(db)).rows[0]).toEqual({ id: 1, text: 'a', extra: '1' })
  })

  it('of endlessly many texts do not pile up', async () => {
    const { db } = connect()
    for (let n = 0; n < 1100; n += 1) await sql`SELECT ${sql.raw(String(n))} AS n`.execute(db)
    expect((await sql`SELECT ${sql.raw('1099')} AS n`.execute(db)).rows).toEqual([{ n: 1099 }])
  })
})

describe('transactions', () => {
  it('begin with the write lock: a second one is refused before it reads, not after it has decided', async () => {
    const [one, two] = [connect(), connect()]
    await one.db.transaction().execute(async () => {
      const late = two.db.transaction().execute((trx) => textsOf(trx))
      await expect(late).rejects.toMatchObject({ name: 'StoreError', code: 'busy' })
      expect(await textsOf(two.db)).toEqual([]) // Who only reads is let in.
    })
  })

  it('keep other callers of the same connection out until they end', async () => {
    const { db } = connect()
    const order: string[] = []
    const gate = Promise.withResolvers<void>()
    const first = db.transaction().execute(async (trx) => {
      await insert(trx, 'a')
      await gate.promise
      order.push('committed')
    })
    const second = textsOf(db).then((texts) => order.push(`saw ${texts.join()}`))
    gate.resolve()
    await Promise.all([first, second])
    expect(order).toEqual(['committed', 'saw a'])
  })

  it('that fail leave nothing', async () => {
    const { db } = connect()
    const failed = db.transaction().execute(async (trx) => {
      await insert(trx, 'a')
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await textsOf(db)).toEqual([])
  })
})

describe('trouble with the file', () => {
  it('a full disk is a full disk, also where SQLite has rolled back by itself', async () => {
    const { database, db } = connect()
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    database.exec(`PRAGMA max_page_count = ${pages + 2}`)
    const write = db.transaction().execute(async (trx) => {
      await insert(trx, 'a')
      await insert(trx, 'b'.repeat(100_000))
    })
    await expect(write).rejects.toMatchObject({ name: 'StoreError', code: 'disk-full' })
    expect(await textsOf(db)).toEqual([])
    await insert(db, 'c')
    expect(await textsOf(db)).toEqual(['c'])
  })

  it('an original error survives a rollback that SQLite has done already', async () => {
    const { database, db } = connect()
    const failed = db.transaction().execute(async () => {
      database.exec('ROLLBACK')
      throw new StoreError('disk-full', 'the first error')
    })
    await expect(failed).rejects.toThrow('the first error')
  })

  it('a read-only one is read-only', async () => {
    const write = insert(connect({ readOnly: true }).db, 'a')
    await expect(write).rejects.toMatchObject({ name: 'StoreError', code: 'read-only' })
  })

  it('a broken rule of the schema is not the file’s trouble', async () => {
    const { db } = connect()
    await insert(db, 'a')
    const twice = insert(db, 'b')
    await expect(twice).rejects.toThrow(/UNIQUE/)
    await expect(twice).rejects.not.toBeInstanceOf(StoreError)
  })
})
