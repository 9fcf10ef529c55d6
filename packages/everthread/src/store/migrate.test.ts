import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import type { Migration } from './apply-migrations.ts'
import { migrate, schemaIdOf } from './migrate.ts'

let folder: string
let file: string
let database: DatabaseSync
const clock = createTestClock()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-migrate-'))
  file = join(folder, 'everthread.db')
  database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** `one` makes the table, every later one adds a row with its own number. */
function migrationsUpTo(last: number): Migration[] {
  return Array.from({ length: last }, (_, index) => ({
    id: index + 1,
    name: `step-${index + 1}`,
    up: async (db) => {
      if (index === 0) await sql`CREATE TABLE step (id INTEGER PRIMARY KEY)`.execute(db)
      else await sql`INSERT INTO step VALUES (${index + 1})`.execute(db)
    },
  }))
}

const run = (migrations: readonly Migration[]) => migrate({ file, database, migrations, clock })

/** The first migration, as another process runs it between our look at the schema and our lock. */
function runElsewhere(): void {
  const other = new DatabaseSync(file)
  other.exec(`CREATE TABLE step (id INTEGER PRIMARY KEY);
    CREATE TABLE schema_migration (id INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);
    INSERT INTO schema_migration VALUES (1, 'elsewhere', 0)`)
  other.close()
}

const columnOf = (db: DatabaseSync, table: string, column: string) =>
  db
    .prepare(`SELECT ${column} FROM ${table} ORDER BY 1`)
    .all()
    .map((row) => row[column])

const backups = () => (readdirSync(folder).includes('backups') ? readdirSync(join(folder, 'backups')) : [])

describe('migrations', () => {
  it('run once each, in order, and are recorded with their instant', async () => {
    await run(migrationsUpTo(2))
    await run(migrationsUpTo(3))
    expect(columnOf(database, 'step', 'id')).toEqual([2, 3])
    expect(database.prepare('SELECT * FROM schema_migration').all()).toEqual([
      { id: 1, name: 'step-1', applied_at: clock.now() },
      { id: 2, name: 'step-2', applied_at: clock.now() },
      { id: 3, name: 'step-3', applied_at: clock.now() },
    ])
    expect(schemaIdOf(database)).toBe(3)
  })

  it('that are all done take no lock', async () => {
    await run(migrationsUpTo(1))
    const other = new DatabaseSync(file)
    other.exec('BEGIN IMMEDIATE')
    await expect(run(migrationsUpTo(1))).resolves.toBeUndefined()
    other.close()
  })

  it('that another process has just run are found done, once the lock is ours', async () => {
    const prepare = database.prepare.bind(database)
    database.prepare = (text, ...given) => {
      if (text === 'BEGIN IMMEDIATE') runElsewhere()
      return prepare(text, ...given)
    }
    await run(migrationsUpTo(2))
    expect([schemaIdOf(database), columnOf(database, 'step', 'id')]).toEqual([2, [2]])
    expect(columnOf(database, 'schema_migration', 'name')).toEqual(['elsewhere', 'step-2'])
  })

  it('of which the last fails leave the store as it was, and the next start tries again', async () => {
    await run(migrationsUpTo(1))
    const broken = migrationsUpTo(3)
    broken[2] = { id: 3, name: 'broken', up: () => Promise.reject(new Error('no')) }
    await expect(run(broken)).rejects.toThrow('no')
    expect([schemaIdOf(database), columnOf(database, 'step', 'id')]).toEqual([1, []])
    await run(migrationsUpTo(3))
    expect([schemaIdOf(database), columnOf(database, 'step', 'id')]).toEqual([3, [2, 3]])
  })

  it('with a gap in their numbers are the caller’s mistake', async () => {
    await expect(run(migrationsUpTo(3).slice(1))).rejects.toBeInstanceOf(TypeError)
  })
})

describe('a store that is not for this program', () => {
  it('of a newer schema is refused with both numbers', async () => {
    await run(migrationsUpTo(3))
    const refusal = run(migrationsUpTo(2))
    await expect(refusal).rejects.toMatchObject({ code: 'newer-schema' })
    await expect(refusal).rejects.toThrow(/schema 3 > 2/)
    expect(schemaIdOf(database)).toBe(3)
  })

  it('of another program is refused and left alone', async () => {
    database.exec('CREATE TABLE theirs (id)')
    await expect(run(migrationsUpTo(1))).rejects.toMatchObject({ code: 'not-a-store' })
    expect(columnOf(database, 'sqlite_schema', 'name')).toEqual(['theirs'])
  })
})

describe('the copy before a migration', () => {
  it('holds what the migration found, also what was only in the journal, and is its owner’s alone', async () => {
    await run(migrationsUpTo(2))
    database.exec('INSERT INTO step VALUES (99)')
    await run(migrationsUpTo(3))
    expect(backups()).toEqual(['everthread-2-2026-01-01T00-00-00.000Z.db'])
    const path = join(folder, 'backups', backups()[0] ?? '')
    expect([statSync(path).mode & 0o777, statSync(join(folder, 'backups')).mode & 0o777]).toEqual([
      0o600, 0o700,
    ])
    const copy = new DatabaseSync(path, { readOnly: true })
    expect([schemaIdOf(copy), columnOf(copy, 'step', 'id')]).toEqual([2, [2, 99]])
    copy.close()
  })

  it('is not made of a store that is new, nor where nothing is to do', async () => {
    await run(migrationsUpTo(1))
    await run(migrationsUpTo(1))
    expect(backups()).toEqual([])
  })
})
