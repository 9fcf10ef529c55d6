/**
 * Where the key comes from: `EVERTHREAD_KEY`, else a file in the data folder, born 0600. Two processes that start together
 * agree on one: the file is written beside and linked into place, and the second finds the first one's.
 */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { VaultError } from './vault-error.ts'
import { KEY_BYTES } from './vault.ts'

export type Keys = [Uint8Array, ...Uint8Array[]]

export interface KeySource {
  /** `EVERTHREAD_KEY`: base64, several separated by commas, the first encrypts. */
  readonly configured?: string | undefined
  readonly dataDir: string
  readonly ifMissing: 'create' | 'fail'
}

export const KEY_FILE = 'key'

export function loadKeys({ configured, dataDir, ifMissing }: KeySource): Keys {
  if (configured !== undefined) return parseKeys(configured, 'EVERTHREAD_KEY')
  const path = join(dataDir, KEY_FILE)
  const text = readKeyFile(path)
  if (text !== undefined) return parseKeys(text, path)
  if (ifMissing === 'fail') {
    throw new VaultError(
      'key-missing',
      `there is no key: neither EVERTHREAD_KEY nor ${path}. Without it the store cannot be read`,
    )
  }
  createKeyFile(path)
  return parseKeys(readKeyFile(path) ?? '', path)
}

/** `undefined` unless others than the owner may read the key. */
export function keyFileWarning(dataDir: string): string | undefined {
  try {
    const path = join(dataDir, KEY_FILE)
    return (statSync(path).mode & 0o077) === 0 ? undefined : `${path} can be read by others: chmod 600 it`
  } catch {
    return undefined // No key file: the key is in the environment, or there is none yet.
  }
}

function parseKeys(text: string, where: string): Keys {
  const keys = text
    .trim()
    .split(',')
    .map((part) => Buffer.from(part.trim(), 'base64'))
  const [first, ...others] = keys
  if (first === undefined || keys.some((key) => key.length !== KEY_BYTES)) {
    throw new VaultError(
      'key-malformed',
      `${where} must hold ${KEY_BYTES} bytes in base64 (openssl rand -base64 32 makes one)`,
    )
  }
  return [first, ...others]
}

function readKeyFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if (isErrno(cause, 'ENOENT')) return undefined
    throw new VaultError('key-unreadable', `the key file ${path} cannot be read`, { cause })
  }
}

function createKeyFile(path: string): void {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = openSync(draft, 'wx', 0o600)
  try {
    writeSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(draft, 0o600)
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw error // EEXIST: another process was first, and its key is the one.
  } finally {
    rmSync(draft, { force: true })
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
