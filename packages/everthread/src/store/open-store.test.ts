import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import type { Migration } from './apply-migrations.ts'
import { checkIntegrity, openStore, requireRecentSqlite, type Store } from './open-store.ts'

interface Notes {
  note: { id: number; text: string }
}

const NOTES: Migration = {
  id: 1,
  name: 'notes',
  up: async (db) => {
    await sql`CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)`.execute(db)
  },
}
const PAGE_BYTES = 4096
/** Some races are lost once in a thousand starts. */
const ROUNDS = process.env['EVERTHREAD_TEST_LONG'] === '1' ? 400 : 10

let root: string
let file: string
const clock = createTestClock()

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'everthread-open-'))
  file = join(root, 'data', 'everthread.db')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const open = (ifMissing: 'create' | 'fail' = 'create'): Promise<Store<Notes>> =>
  openStore<Notes>({ file, migrations: [NOTES], clock, ifMissing })

const modesOf = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]),
  )

describe('a new store', () => {
  it('is its owner’s alone: the folder, the file and its journal', async () => {
    await using store = await open()
    await store.db.insertInto('note').values({ id: 1, text: 'a' }).execute()
    expect(statSync(join(root, 'data')).mode & 0o777).toBe(0o700)
    expect(modesOf(join(root, 'data'))).toEqual({
      'everthread.db': '600',
      'everthread.db-wal': '600',
      'everthread.db-shm': '600',
    })
  })

  it('is not made where it was not asked for', async () => {
    await expect(open('fail')).rejects.toMatchObject({ name: 'StoreError', code: 'missing' })
    expect(readdirSync(root)).toEqual([])
  })

  it('is not made where a file stands in the way', async () => {
    writeFileSync(join(root, 'data'), '')
    await expect(open()).rejects.toMatchObject({ name: 'StoreError', code: 'unreadable' })
  })
})

describe('an open store', () => {
  it('writes ahead, syncs every commit, and enforces foreign keys', async () => {
    await using store = await open()
    const pragma = async (name: string) => (await sql.raw(`PRAGMA ${name}`).execute(store.db)).rows[0]
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' })
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 })
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 })
    expect(await pragma('busy_timeout')).toEqual({ timeout: 5000 })
  })

  it('keeps what a transaction committed', async () => {
    const store = await open()
    const id = await store.transaction(async (trx) => {
      await trx.insertInto('note').values({ id: 7, text: 'a' }).execute()
      return 7
    })
    await store.close()
    await using again = await open('fail')
    expect(await again.db.selectFrom('note').selectAll().execute()).toEqual([{ id, text: 'a' }])
  })

  it('lets go of the file when it is closed, used or not, and may be closed twice', async () => {
    await (await open()).close()
    const store = await open()
    await store.db.selectFrom('note').selectAll().execute()
    await store.close()
    await store.close()
    expect(readdirSync(join(root, 'data'))).toEqual(['everthread.db']) // The last one out removes the journal.
  })
})

describe('a file that is no good', () => {
  it.each([
    ['text', 'this is not a database, it only looks like a file'],
    ['a longer text', 'x'.repeat(3 * PAGE_BYTES)],
  ])('%s is corrupt, and left as it is', async (_, text) => {
    mkdirSync(join(root, 'data'))
    writeFileSync(file, text)
    await expect(open()).rejects.toMatchObject({ code: 'corrupt' })
    expect(readFileSync(file, 'utf8')).toBe(text)
    expect(readdirSync(join(root, 'data'))).toEqual(['everthread.db'])
    expect(await checkIntegrity(file)).toMatch(/^corrupt: /)
  })

  it('a folder is unreadable', async () => {
    mkdirSync(file, { recursive: true })
    await expect(open('fail')).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('damage inside is found by the check, and is corrupt to whoever reads it', async () => {
    await (await fill()).close()
    expect(await checkIntegrity(file)).toBeUndefined()
    overwritePage(3)
    expect(await checkIntegrity(file)).toMatch(/^corrupt: /)
    await using store = await open('fail')
    const read = store.db.selectFrom('note').selectAll().execute()
    await expect(read).rejects.toMatchObject({ name: 'StoreError', code: 'corrupt' })
  })

  it('a store of another version of SQLite than may be trusted is refused', () => {
    for (const version of ['3.51.2', '3.50.9']) {
      expect(() => requireRecentSqlite(version, file)).toThrow(
        expect.objectContaining({ code: 'sqlite-too-old', detail: `SQLite ${version}` }),
      )
    }
    for (const version of ['3.51.3', '3.52', '4.0.0']) {
      expect(() => requireRecentSqlite(version, file)).not.toThrow()
    }
  })
})

describe('processes that start together', () => {
  it('make one store, migrated once, and lose no row', async () => {
    const files = Array.from({ length: ROUNDS }, (_, round) => join(root, String(round), 'everthread.db'))
    await Promise.all(['1', '2', '3', '4'].map((id) => openAndInsert({ id, schema: 1, files })))
    expect(files.map(contentOf)).toEqual(files.map(() => ({ notes: [1, 2, 3, 4], schema: [1], backups: [] })))
  })

  it('bring one store to a new schema once, after one copy', async () => {
    const files = Array.from({ length: ROUNDS }, (_, round) => join(root, String(round), 'everthread.db'))
    await openAndInsert({ id: '1', schema: 1, files })
    await Promise.all(['2', '3', '4'].map((id) => openAndInsert({ id, schema: 2, files })))
    expect(files.map(contentOf)).toEqual(
      files.map(() => ({ notes: [1, 2, 3, 4, 100], schema: [1, 2], backups: [[1]] })),
    )
  })
})

async function fill(): Promise<Store<Notes>> {
  const store = await open()
  const rows = Array.from({ length: 200 }, (_, id) => ({ id, text: 'x'.repeat(200) }))
  await store.db.insertInto('note').values(rows).execute()
  return store
}

function overwritePage(number: number): void {
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(PAGE_BYTES, 0xff), 0, PAGE_BYTES, (number - 1) * PAGE_BYTES)
  closeSync(handle)
}

interface Start {
  readonly id: string
  readonly schema: number
  readonly files: readonly string[]
}

/** Opens each file in turn, in a process of its own, and leaves a row with its number. */
async function openAndInsert({ id, schema, files }: Start): Promise<void> {
  const program = `
    import { sql } from ${JSON.stringify(import.meta.resolve('kysely'))}
    import { openStore } from ${JSON.stringify(new URL('./open-store.ts', import.meta.url).href)}
    import { systemClock } from ${JSON.stringify(new URL('../time/clock.ts', import.meta.url).href)}
    const [id, schema, ...files] = process.argv.slice(1)
    const migrations = [
      { id: 1, name: 'notes', up: (db) => sql\`CREATE TABLE note (id INTEGER PRIMARY KEY)\`.execute(db) },
      { id: 2, name: 'hundred', up: (db) => sql\`INSERT INTO note VALUES (100)\`.execute(db) },
    ].slice(0, Number(schema))
    for (const file of files) {
      const store = await openStore({ file, migrations, clock: systemClock, ifMissing: 'create' })
      await store.transaction((trx) => trx.insertInto('note').values({ id: Number(id) }).execute())
      await store.close()
    }`
  const options = ['--conditions=@everthread/source', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, [...options, id, String(schema), ...files], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said = child.stderr.setEncoding('utf8').toArray()
  const ended = await once(child, 'exit')
  expect([...ended, (await said).join('')]).toEqual([0, null, ''])
}

function contentOf(path: string): { notes: unknown[]; schema: unknown[]; backups: unknown[][] } {
  const folder = join(path, '..')
  const copies = readdirSync(folder).includes('backups') ? readdirSync(join(folder, 'backups')) : []
  return {
    notes: idsIn(path, 'note'),
    schema: idsIn(path, 'schema_migration'),
    backups: copies.map((name) => idsIn(join(folder, 'backups', name), 'schema_migration')),
  }
}

function idsIn(path: string, table: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true })
  const rows = database.prepare(`SELECT id FROM ${table} ORDER BY id`).all()
  database.close()
  return rows.map((row) => row['id'])
}
