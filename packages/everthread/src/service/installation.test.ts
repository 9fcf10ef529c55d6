/** The data folder: found, made, and refused. */
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { findInstallation, type InstallationOptions, makeInstallation, STORE_FILE } from './installation.ts'
import { storedSecret, storeSecret } from './secret-settings.ts'
import { migrations } from '../store/migrations/index.ts'
import { openStore } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { putSetting } from '../store/settings.ts'
import { createTestClock } from '../time/test-clock.ts'
import { KEY_FILE } from '../vault/key-file.ts'

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'everthread-data-')), 'data')
})
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

function options(key?: string): InstallationOptions {
  const raw = key === undefined ? {} : { EVERTHREAD_KEY: key }
  return { config: { dataDir, dataDirNamed: true }, raw, clock: createTestClock() }
}

const keyOf = (byte: number): string => Buffer.alloc(32, byte).toString('base64')

it('nothing is found where nothing is, and nothing is made by looking', async () => {
  expect(await findInstallation(options())).toBeUndefined()
  expect(existsSync(dataDir)).toBe(false)
})

it('what was made is found again, with its key', async () => {
  {
    await using made = await makeInstallation(options())
    await storeSecret(made, 'app_secret', new Secret('hush'))
  }
  await using found = await findInstallation(options())
  expect(found && (await storedSecret(found, 'app_secret'))?.reveal()).toBe('hush')
})

it('a secret that was never stored is absent', async () => {
  await using made = await makeInstallation(options())
  expect(await storedSecret(made, 'app_secret')).toBeUndefined()
})

it('a store with secrets and without its key gets no new one: that would hide the loss', async () => {
  await (await makeInstallation(options()))[Symbol.asyncDispose]()
  rmSync(join(dataDir, KEY_FILE))
  await expect(findInstallation(options())).rejects.toMatchObject({ code: 'key-missing' })
  await expect(makeInstallation(options())).rejects.toMatchObject({ code: 'key-missing' })
  expect(readdirSync(dataDir)).not.toContain(KEY_FILE)
})

it('a store whose maker was killed before its key is nothing yet, and is made whole the next time', async () => {
  const file = join(dataDir, STORE_FILE)
  const clock = createTestClock()
  await (await openStore<Schema>({ file, migrations, clock, ifMissing: 'create' })).close()
  expect(await findInstallation(options())).toBeUndefined()
  {
    await using made = await makeInstallation(options())
    await storeSecret(made, 'app_secret', new Secret('hush'))
  }
  await using found = await findInstallation(options())
  expect(found && (await storedSecret(found, 'app_secret'))?.reveal()).toBe('hush')
})

it('another key is refused, whether it is looked for or made', async () => {
  await (await makeInstallation(options(keyOf(1))))[Symbol.asyncDispose]()
  for (const open of [findInstallation, makeInstallation])
    await expect(open(options(keyOf(2)))).rejects.toMatchObject({ name: 'VaultError', code: 'wrong-key' })
})

it('a new key before the old one opens what the old one sealed', async () => {
  {
    await using made = await makeInstallation(options(keyOf(1)))
    await storeSecret(made, 'app_secret', new Secret('hush'))
  }
  await using found = await findInstallation(options(`${keyOf(2)},${keyOf(1)}`))
  expect(found && (await storedSecret(found, 'app_secret'))?.reveal()).toBe('hush')
})

it('a known value of another text is damage, and the file is let go', async () => {
  {
    await using made = await makeInstallation(options())
    await putSetting(made.store.db, 'key_check', made.vault.seal('something else', 'key_check'))
  }
  await expect(findInstallation(options())).rejects.toMatchObject({ code: 'damaged' })
  rmSync(dataDir, { recursive: true })
})

it('a file that is no store is refused', async () => {
  await (await makeInstallation(options()))[Symbol.asyncDispose]()
  for (const name of readdirSync(dataDir).filter((one) => one.startsWith('everthread.db')))
    writeFileSync(join(dataDir, name), 'not a database, and long enough not to be taken for an empty one')
  await expect(findInstallation(options())).rejects.toMatchObject({ code: 'corrupt' })
})
