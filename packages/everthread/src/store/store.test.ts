import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { migrations } from './migrations/index.ts'
import { openStore, type Store } from './open-store.ts'
import type { Schema } from './schema.ts'
import { StoreError } from './store-error.ts'
import { scheduleWork } from './work.ts'

let folder: string
let clock: ReturnType<typeof createTestClock>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-store-'))
  clock = createTestClock()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (
  ifMissing: 'create' | 'fail' = 'create',
  list: Parameters<typeof openStore>[0]['migrations'] = migrations,
): Promise<Store<Schema>> =>
  openStore<Schema>({ file: join(folder, 'everthread.db'), migrations: list, clock, ifMissing })

async function withAccount(store: Store<Schema>, id: string): Promise<void> {
  await insertAccount(store.db, { id, userId: `1${id}`, createdAt: clock.now(), jitter: 0.5 })
  await scheduleWork(store.db, id, { kind: 'token', subject: '', dueAt: clock.now() })
}

describe('opening the store', () => {
  it('is created readable by its owner alone, its journal too', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('is not created where it was not asked for', async () => {
    await expect(open('fail')).rejects.toMatchObject({ name: 'StoreError', code: 'missing' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('a file that is no database is refused and left as it is', async () => {
    writeFileSync(join(folder, 'everthread.db'), 'this is not a database, it only looks like a file')
    await expect(open()).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('a store of a newer version is refused with both numbers', async () => {
    const next = { id: migrations.length + 1, name: 'next', up: async () => undefined }
    await (await open('create', [...migrations, next]))[Symbol.asyncDispose]()
    const refusal = open()
    await expect(refusal).rejects.toBeInstanceOf(StoreError)
    await expect(refusal).rejects.toMatchObject({
      code: 'newer-schema',
      detail: `schema ${migrations.length + 1} > ${migrations.length}`,
    })
  })

  it('copies the file before it changes an existing schema, and not before it makes a new one', async () => {
    await (await open())[Symbol.asyncDispose]()
    expect(readdirSync(folder)).not.toContain('backups')
    const next = { id: migrations.length + 1, name: 'next', up: async () => undefined }
    await (await open('create', [...migrations, next]))[Symbol.asyncDispose]()
    const copies = readdirSync(join(folder, 'backups'))
    expect(copies).toHaveLength(1)
    expect(statSync(join(folder, 'backups', copies[0] ?? '')).mode & 0o777).toBe(0o600)
  })
})
