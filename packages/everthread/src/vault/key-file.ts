/**
 * Where the key comes from: `EVERTHREAD_KEY`, else a file in the data folder, born 0600. Two processes that start together
 * agree on one: the file is written beside and linked into place whole, and whoever comes second reads the first one's.
 */
import * as nodeFs from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { VaultError } from './vault-error.ts'
import { createVault, KEY_BYTES, type Keys, type Vault } from './vault.ts'

/** What is needed of `node:fs`: an argument, so that tests can fill the disk. */
export type KeyFileSystem = Pick<
  typeof nodeFs,
  | 'closeSync'
  | 'copyFileSync'
  | 'fsyncSync'
  | 'linkSync'
  | 'mkdirSync'
  | 'openSync'
  | 'readFileSync'
  | 'rmSync'
  | 'writeFileSync'
>

export interface KeySource {
  /** `EVERTHREAD_KEY`: base64; to rotate several, separated by commas: the first encrypts. */
  readonly configured?: string | undefined
  readonly dataDir: string
  readonly ifMissing: 'create' | 'fail'
  readonly fs?: KeyFileSystem
}

export const KEY_FILE = 'key'

/** @throws {VaultError} `key-missing`, `key-malformed`, `key-unreadable` or `key-not-written` */
export function openVault(source: KeySource): Vault {
  return createVault(loadKeys(source))
}

/** Prefer {@link openVault}: the key's bytes are this folder's business. */
export function loadKeys({ configured, dataDir, ifMissing, fs = nodeFs }: KeySource): Keys {
  if (configured !== undefined) return parseKeys(configured, 'EVERTHREAD_KEY')
  const path = join(dataDir, KEY_FILE)
  const text = readKeyFile(path, fs) ?? (ifMissing === 'create' ? makeKeyFile(path, dataDir, fs) : undefined)
  if (text !== undefined) return parseKeys(text, path)
  throw new VaultError({ kind: 'key-missing', path })
}

/**
 * A sentence when others than the owner can read the key file.
 *
 * @NOTE Windows has no such bits: the profile's own access list protects the folder, and every mode reads as 0666.
 */
export function keyFileWarning(dataDir: string, platform = process.platform): string | undefined {
  const path = join(dataDir, KEY_FILE)
  const mode = modeOf(path)
  if (mode === undefined || platform === 'win32' || (mode & 0o077) === 0) return undefined
  return `${path} can be read by others (mode ${(mode & 0o777).toString(8)}): chmod 600 it`
}

function modeOf(path: string): number | undefined {
  try {
    return nodeFs.statSync(path).mode
  } catch {
    return undefined // No key file, or one that `loadKeys` says is unreadable.
  }
}

function parseKeys(text: string, where: string): Keys {
  const [first, ...others] = text
    .trim()
    .split(/[\s,]+/)
    .map((part) => parseKey(part, where))
  return first === undefined ? malformed(where) : [first, ...others]
}

/** Standard or url-safe base64, padded or not. `Buffer.from` alone would pass over what is neither. */
function parseKey(text: string, where: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64')
  const canonical = text.replaceAll('+', '-').replaceAll('/', '_').replace(/=$/, '')
  if (bytes.length !== KEY_BYTES || bytes.toString('base64url') !== canonical) return malformed(where)
  return bytes
}

function malformed(where: string): never {
  throw new VaultError({ kind: 'key-malformed', where })
}

function readKeyFile(path: string, fs: KeyFileSystem): string | undefined {
  try {
    return fs.readFileSync(path, 'utf8')
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined
    throw new VaultError({ kind: 'key-unreadable', path }, { cause })
  }
}

/** What the file holds afterwards: our key, or that of a process that was faster. */
function makeKeyFile(path: string, dataDir: string, fs: KeyFileSystem): string | undefined {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    writeDurably(draft, fs)
    putInPlace(draft, path, fs)
    syncFolder(dataDir, fs)
  } catch (cause) {
    throw new VaultError({ kind: 'key-not-written', path }, { cause })
  } finally {
    fs.rmSync(draft, { force: true })
  }
  return readKeyFile(path, fs)
}

function writeDurably(path: string, fs: KeyFileSystem): void {
  const file = fs.openSync(path, 'wx', 0o600)
  try {
    fs.writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

const NO_HARD_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL']

/** Never over a file that is there: it is the first one's key, and something may be sealed with it already. */
function putInPlace(draft: string, path: string, fs: KeyFileSystem): void {
  try {
    fs.linkSync(draft, path)
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return
    if (!NO_HARD_LINKS.some((code) => hasCode(error, code))) throw error
    copyExclusively(draft, path, fs)
  }
}

/** @NOTE exFAT and some network folders. A second process can read a half here; it says `key-malformed` and is run again. */
function copyExclusively(draft: string, path: string, fs: KeyFileSystem): void {
  try {
    fs.copyFileSync(draft, path, nodeFs.constants.COPYFILE_EXCL)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  }
  sync(path, fs)
}

/** The name must survive a power cut as the bytes do: rows sealed with this key will be on disk. */
function syncFolder(folder: string, fs: KeyFileSystem): void {
  if (process.platform !== 'win32') sync(folder, fs)
}

function sync(path: string, fs: KeyFileSystem): void {
  const file = fs.openSync(path, 'r')
  try {
    fs.fsyncSync(file)
  } finally {
    fs.closeSync(file)
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
