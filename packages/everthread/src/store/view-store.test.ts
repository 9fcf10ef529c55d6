import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from '../time/clock.ts'
import { migrations } from './migrations/index.ts'
import { openStore, type Store } from './open-store.ts'
import type { Schema } from './schema.ts'
import { findSetting, putSetting } from './settings.ts'
import { viewStore } from './view-store.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-view-'))
  file = join(folder, 'everthread.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (): Promise<Store<Schema>> =>
  openStore<Schema>({ file, migrations, clock: systemClock, ifMissing: 'create' })

test('a store that nobody has open is read, and nothing is left beside it', async () => {
  await using store = await open()
  await putSetting(store.db, 'app_id', '1')
  await store.close()
  {
    await using view = await viewStore<Schema>(file)
    expect(view.schemaId).toBe(migrations.length)
    expect(await findSetting(view.db, 'app_id')).toBe('1')
    expect(readdirSync(folder)).toEqual(['everthread.db'])
  }
  expect(readdirSync(folder)).toEqual(['everthread.db'])
})

test('what a live service has written is seen although it is not in the one file yet', async () => {
  await using store = await open()
  await putSetting(store.db, 'app_id', '2')
  await using view = await viewStore<Schema>(file)
  expect(await findSetting(view.db, 'app_id')).toBe('2')
})

test('it cannot be written', async () => {
  await using store = await open()
  await store.close()
  await using view = await viewStore<Schema>(file)
  await expect(putSetting(view.db, 'app_id', '3')).rejects.toMatchObject({ code: 'read-only' })
})

test('a missing store is not made, a damaged one is called so', async () => {
  await expect(viewStore(file)).rejects.toMatchObject({ code: 'missing' })
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(file, 'no database at all, and long enough to be looked at as if it were one')
  await expect(viewStore(file)).rejects.toMatchObject({ code: 'corrupt' })
})

test('a page that is torn is found although the rows that are asked for are whole', async () => {
  await using store = await open()
  await store.close()
  const bytes = await import('node:fs').then((fs) => fs.readFileSync(file))
  bytes.fill(0xff, bytes.length - 4096)
  writeFileSync(file, bytes)
  await expect(viewStore(file)).rejects.toMatchObject({ code: 'corrupt' })
})
