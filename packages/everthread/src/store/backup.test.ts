import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { DAY } from '../time/duration.ts'
import { BACKUP_FOLDER, backUp } from './backup.ts'

let folder: string
let file: string
let database: DatabaseSync
const clock = createTestClock()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-backup-'))
  file = join(folder, 'everthread.db')
  database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)')
})
afterEach(() => {
  database.close()
  rmSync(folder, { recursive: true, force: true })
})

const copies = () => readdirSync(join(folder, BACKUP_FOLDER)).toSorted()

it('copies what is committed, while a writer is at work', async () => {
  database.exec(`INSERT INTO note VALUES ('kept'); BEGIN IMMEDIATE; INSERT INTO note VALUES ('not yet')`)
  const path = await backUp({ file, schemaId: 1, now: clock.now() })
  const copy = new DatabaseSync(path, { readOnly: true })
  expect(copy.prepare('SELECT text FROM note').all()).toEqual([{ text: 'kept' }])
  copy.close()
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it('keeps the five newest, whatever their schema, and other files', async () => {
  mkdirSync(join(folder, BACKUP_FOLDER))
  writeFileSync(join(folder, BACKUP_FOLDER, 'mine.db'), '')
  for (const schemaId of [10, 9, 8, 2, 1, 11, 3]) {
    await backUp({ file, schemaId, now: clock.now() })
    await clock.advance(DAY)
  }
  expect(copies()).toEqual([
    'everthread-1-2026-01-05T00-00-00.000Z.db',
    'everthread-11-2026-01-06T00-00-00.000Z.db',
    'everthread-2-2026-01-04T00-00-00.000Z.db',
    'everthread-3-2026-01-07T00-00-00.000Z.db',
    'everthread-8-2026-01-03T00-00-00.000Z.db',
    'mine.db',
  ])
})

it('sweeps the draft that a crash left, and leaves none of its own when it fails', async () => {
  mkdirSync(join(folder, BACKUP_FOLDER))
  writeFileSync(join(folder, BACKUP_FOLDER, 'everthread-1-2025-12-31T00-00-00.000Z.db.new'), 'half a copy')
  await backUp({ file, schemaId: 1, now: clock.now() })
  expect(copies()).toHaveLength(1)
  const missing = backUp({ file: join(folder, 'missing.db'), schemaId: 1, now: clock.now() })
  await expect(missing).rejects.toMatchObject({ code: 'ERR_SQLITE_ERROR' })
  expect(copies()).toHaveLength(1)
})

it('needs no right to write the store itself', async () => {
  chmodSync(file, 0o400)
  await expect(backUp({ file, schemaId: 1, now: clock.now() })).resolves.toContain(BACKUP_FOLDER)
})
