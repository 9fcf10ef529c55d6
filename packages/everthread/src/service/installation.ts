/** The data folder, or the database, opened: the store and the vault that fits it. `undefined` where there is none and none was named. */
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rotateKey } from './rotate-key.ts'
import type { Config } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import type { RawEnv } from '../config/env.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { findSetting, putSetting } from '../store/settings.ts'
import { StoreError } from '../store/store-error.ts'
import type { Clock } from '../time/clock.ts'
import { checkKey } from '../vault/key-check.ts'
import { openVault } from '../vault/key-file.ts'
import type { Vault } from '../vault/vault.ts'

export interface Installation extends AsyncDisposable {
  readonly dataDir: string
  readonly store: Store<Schema>
  readonly vault: Vault
}

export interface InstallationOptions {
  readonly config: Pick<Config, 'dataDir' | 'dataDirNamed' | 'databaseUrl'>
  readonly raw: RawEnv
  readonly clock: Clock
}

export const STORE_FILE = 'everthread.db'
export const JOURNAL_FOLDER = 'journal'

/**
 * Opens what is there. `undefined` when nothing is, and while its maker has not come to the key, or was killed before it:
 * nothing is sealed in such a store, and the next `makeInstallation` finishes it.
 */
export async function findInstallation(options: InstallationOptions): Promise<Installation | undefined> {
  await using opened = new AsyncDisposableStack()
  const found = await findStoreOf(options)
  if (!found) return undefined
  const store = opened.use(found)
  const known = await findSetting(store.db, 'key_check')
  return known === undefined ? undefined : await unlock(options, { store, known, opened })
}

/** Opens what is there, or makes it: only `connect` and `adopt` do that. */
export async function makeInstallation(options: InstallationOptions): Promise<Installation> {
  mkdirSync(join(options.config.dataDir, JOURNAL_FOLDER), { recursive: true, mode: 0o700 })
  await using opened = new AsyncDisposableStack()
  const store = opened.use(await openStoreOf(options, 'create'))
  return await unlock(options, { store, known: await findSetting(store.db, 'key_check'), opened })
}

async function findStoreOf(options: InstallationOptions): Promise<Store<Schema> | undefined> {
  const { dataDir, databaseUrl } = options.config
  if (!databaseUrl && !existsSync(join(dataDir, STORE_FILE))) return undefined
  try {
    return await openStoreOf(options, 'fail')
  } catch (error) {
    if (databaseUrl && error instanceof StoreError && error.code === 'missing') return undefined
    throw error
  }
}

/** The builder of SQL and the driver are the largest things to load: not for commands that find no data folder. */
async function openStoreOf(
  { config: { dataDir, databaseUrl }, raw, clock }: InstallationOptions,
  ifMissing: 'create' | 'fail',
): Promise<Store<Schema>> {
  const { migrations } = await import('../store/migrations/index.ts')
  if (!databaseUrl) {
    const { openStore } = await import('../store/open-store.ts')
    return openStore<Schema>({ file: join(dataDir, STORE_FILE), migrations, clock, ifMissing })
  }
  if (raw.EVERTHREAD_KEY === undefined) throw new ConfigError('EVERTHREAD_KEY', 'database-needs-key')
  const { openPostgres } = await import('../store/open-postgres.ts')
  return openPostgres<Schema>({ url: databaseUrl.reveal(), migrations, clock, ifMissing })
}

interface Locked {
  readonly store: Store<Schema>
  /** What proves the key; `undefined` while nothing is sealed. */
  readonly known: string | undefined
  /** Owns the store until it is unlocked. */
  readonly opened: AsyncDisposableStack
}

async function unlock(
  { config: { dataDir }, raw }: InstallationOptions,
  { store, known, opened }: Locked,
): Promise<Installation> {
  // A store that has secrets and lost its key must not get a new one: that would hide the loss.
  const ifMissing = known === undefined ? 'create' : 'fail'
  const vault = openVault({ configured: raw.EVERTHREAD_KEY, dataDir, ifMissing })
  const check = checkKey(vault, known)
  if (check.kind === 'unknown') await putSetting(store.db, 'key_check', check.sealed)
  if (check.kind === 'rotated') await rotateKey(store, vault, check.sealed)
  const owned = opened.move()
  return { dataDir, store, vault, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
