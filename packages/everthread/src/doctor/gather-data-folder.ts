/** Looks into the data folder: is the store sound, does the key fit, what do its accounts say. Opens nothing for writing. */
import { join } from 'node:path'
import type { Secret } from '@everthread/client'
import { tokenContext } from '../account/gather.ts'
import type { CommandContext } from '../cli/command-context.ts'
import { JOURNAL_FOLDER, STORE_FILE } from '../service/installation.ts'
import { openJournalIn } from '../account/journals.ts'
import { contextOf } from '../service/secret-settings.ts'
import { type Account, listAccounts } from '../store/accounts.ts'
import { BACKUP_FOLDER } from '../store/backup.ts'
import { type Generation, listGenerations } from '../store/generations.ts'
import { listLiveServices, type LiveService } from '../store/heartbeats.ts'
import { findJournal } from '../store/journals.ts'
import { migrations } from '../store/migrations/index.ts'
import { placeOf } from '../store/open-postgres.ts'
import type { Schema } from '../store/schema.ts'
import { findSetting } from '../store/settings.ts'
import { listSinks, type Sink } from '../store/sinks.ts'
import { StoreError } from '../store/store-error.ts'
import { viewPostgres } from '../store/view-postgres.ts'
import { type StoreView as OpenStore, viewStore } from '../store/view-store.ts'
import { checkKey } from '../vault/key-check.ts'
import { KEY_FILE, keyFileWarning, openVault } from '../vault/key-file.ts'
import type { Vault } from '../vault/vault.ts'
import { VaultError, type VaultErrorCode } from '../vault/vault-error.ts'
import type { AccountView, DataFolder } from './gathered.ts'
import type { DoctorHost } from './host.ts'

export interface GatheredData {
  readonly view: DataFolder
  readonly services: readonly LiveService[]
  /** Of the only account. */
  readonly token?: Secret
  readonly appId?: string
  readonly appSecret?: Secret
  /** Proven. */
  readonly vault?: Vault
}

export interface FilePlace {
  /** Links followed. */
  readonly realPath: string
  readonly key: string
}

/** `place`: the `.env` that is looked at, where there is one. */
export async function gatherDataFolder(
  context: CommandContext,
  host: DoctorHost,
  place: FilePlace | undefined,
): Promise<GatheredData> {
  const { dataDir, dataDirNamed, databaseUrl } = context.config
  const file = databaseUrl ? placeOf(databaseUrl.reveal()) : join(dataDir, STORE_FILE)
  const none: GatheredData = {
    view: { kind: 'none', folder: dataDir, isNamed: dataDirNamed },
    services: [],
  }
  try {
    await using store = databaseUrl
      ? await viewPostgres<Schema>(databaseUrl.reveal(), context.host)
      : await viewStore<Schema>(file)
    const { schemaId: found } = store
    const known = migrations.length
    if (found === 0) throw new StoreError('not-a-store', file)
    if (found !== known) return { view: { kind: 'other-schema', file, found, known }, services: [] }
    const keyCheck = await findSetting(store.db, 'key_check')
    // Its maker was killed before its key: nothing is sealed, and the commands take it for nothing, too.
    if (keyCheck === undefined) return none
    return await lookInto(context, { store, keyCheck, host, file, place })
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    if (error.code === 'missing') return none
    return { view: { kind: 'broken', file, code: error.code, ...newestBackup(host, dataDir) }, services: [] }
  }
}

function newestBackup(host: DoctorHost, dataDir: string): { backup?: string } {
  const folder = join(dataDir, BACKUP_FOLDER)
  const copies = host.list(folder).filter((name) => name.endsWith('.db'))
  const newest = copies.toSorted((a, b) => (instantIn(a) < instantIn(b) ? 1 : -1))[0]
  return newest === undefined ? {} : { backup: join(folder, newest) }
}

/** `everthread-<schema>-<instant>.db`: the instant sorts as text. */
function instantIn(name: string): string {
  return name.replace(/^everthread-\d+-/, '')
}

interface Looking {
  readonly store: OpenStore<Schema>
  /** What proves the key. */
  readonly keyCheck: string
  readonly host: DoctorHost
  readonly file: string
  readonly place: FilePlace | undefined
}

async function lookInto(context: CommandContext, looking: Looking): Promise<GatheredData> {
  const { config, raw, host } = context
  const { store, keyCheck, file } = looking
  const { dataDir } = config
  const vault = openWith(raw.EVERTHREAD_KEY, dataDir, keyCheck)
  const key = typeof vault === 'string' ? vault : 'right'
  const usable = typeof vault === 'string' ? undefined : vault
  const accounts = await readAccounts(looking, dataDir, usable)
  const appId = await findSetting(store.db, 'app_id')
  const [only, ...others] = accounts
  return {
    view: {
      kind: 'store',
      file,
      keyFile: join(dataDir, KEY_FILE),
      isKeyFilePrivate:
        raw.EVERTHREAD_KEY !== undefined || keyFileWarning(dataDir, looking.host.platform) === undefined,
      key,
      accounts: accounts.map(({ view }) => view),
      ...newestBackup(looking.host, dataDir),
    },
    services: await listLiveServices(store.db, store.ticks?.() ?? host.ticks()),
    ...(appId !== undefined && { appId }),
    ...(usable && { vault: usable, ...(await storedSecrets(store, usable)) }),
    ...(only?.token && others.length === 0 && { token: only.token }),
  }
}

/** The vault, proven by the store's known value, or what is wrong with the key. */
function openWith(configured: string | undefined, dataDir: string, known: string): Vault | VaultErrorCode {
  try {
    const vault = openVault({ configured, dataDir, ifMissing: 'fail' })
    checkKey(vault, known)
    return vault
  } catch (error) {
    if (error instanceof VaultError) return error.code
    throw error
  }
}

async function storedSecrets({ db }: OpenStore<Schema>, vault: Vault): Promise<{ appSecret?: Secret }> {
  const sealed = await findSetting(db, 'app_secret')
  const appSecret = sealed === undefined ? undefined : openSealed(vault, sealed, contextOf('app_secret'))
  return appSecret ? { appSecret } : {}
}

interface ReadAccount {
  readonly view: AccountView
  readonly token?: Secret
}

async function readAccounts(
  { store, place }: Looking,
  dataDir: string,
  vault: Vault | undefined,
): Promise<ReadAccount[]> {
  const read: ReadAccount[] = []
  for (const account of await listAccounts(store.db)) {
    const generations = await listGenerations(store.db, account.id)
    const current = generations.find(({ state }) => state === 'current')
    const sinks = await listSinks(store.db, account.id)
    const token =
      vault && current && openSealed(vault, current.sealedToken, tokenContext(account.id, current.number))
    const folder = join(dataDir, JOURNAL_FOLDER)
    const hasUnfinishedRenewal =
      (await findJournal(store.db, account.id)) !== undefined ||
      (vault !== undefined && isUnfinished({ account, current, vault, folder }))
    read.push({
      view: { ...viewOf(account, { sinks, current, place }), hasUnfinishedRenewal },
      ...(token && { token }),
    })
  }
  return read
}

interface AccountRows {
  readonly sinks: readonly Sink[]
  readonly current: Generation | undefined
  readonly place: FilePlace | undefined
}

function viewOf(
  { userId, username, decision }: Account,
  { sinks, current, place }: AccountRows,
): Omit<AccountView, 'hasUnfinishedRenewal'> {
  return {
    id: userId,
    ...(username !== undefined && { username }),
    ...(decision?.kind === 'needs_person' && { needsPerson: decision.reason }),
    waiting: sinks.flatMap(({ path, key, attempts, deliveredFingerprint }) =>
      attempts && deliveredFingerprint !== current?.facts.fingerprint
        ? [{ path, key, reason: attempts.reason }]
        : [],
    ),
    ownsFile: sinks.some(({ path, key }) => path === place?.realPath && key === place.key),
  }
}

interface JournalPlace {
  readonly account: Account
  readonly current: Generation | undefined
  readonly vault: Vault
  readonly folder: string
}

/** A journal whose token is the current one is a renewal that was committed: only the journal's removal was cut off. */
function isUnfinished({ account, current, vault, folder }: JournalPlace): boolean {
  const { id: accountId } = account
  try {
    const journal = openJournalIn({ folder, vault })(accountId).read()
    if (journal.kind !== 'recorded') return journal.kind === 'intent'
    return journal.minted.facts.fingerprint !== current?.facts.fingerprint
  } catch (error) {
    // Sealed with a key that is not at hand: it holds a token, and nobody has settled it.
    if (error instanceof VaultError) return true
    throw error
  }
}

/** `undefined` for one that the key does not open: the known value has told about the key. */
function openSealed(vault: Vault, sealed: string, context: string): Secret | undefined {
  try {
    return vault.open(sealed, context)
  } catch (error) {
    if (error instanceof VaultError) return undefined
    throw error
  }
}
