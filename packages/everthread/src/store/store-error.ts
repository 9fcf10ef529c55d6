/**
 * What can be wrong with the store as a whole. Recognised by result codes of SQLite and the system, never by texts; those of
 * PostgreSQL are in `postgres-error.ts`.
 */

export const STORE_ERROR_CODES = [
  'missing',
  'not-a-store',
  'corrupt',
  'newer-schema',
  'disk-full',
  'read-only',
  'busy',
  'unreadable',
  'io',
  'sqlite-too-old',
  'unreachable', // PostgreSQL: nobody answers, or it stops answering
  'login-refused',
  'no-database',
  'not-empty',
] as const

export type StoreErrorCode = (typeof STORE_ERROR_CODES)[number]

export interface StoreErrorOptions extends ErrorOptions {
  /** What was found, in few words and in no language: `schema 9 > 8`. */
  readonly detail?: string
}

/** The message is for a log; people are told by `words/failure-words`. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode
  /** The file, or `postgres://HOST/DATABASE`. */
  readonly file: string
  readonly detail?: string

  constructor(code: StoreErrorCode, file: string, { detail, ...options }: StoreErrorOptions = {}) {
    super(`${code}: ${file}${detail === undefined ? '' : ` (${detail})`}`, options)
    this.code = code
    this.file = file
    if (detail !== undefined) this.detail = detail
  }
}

/** The primary code is the low byte of SQLite's result code. @see https://www.sqlite.org/rescode.html (read 2026-11) */
const BY_SQLITE_CODE: Readonly<Record<number, StoreErrorCode>> = {
  3: 'unreadable', // PERM
  5: 'busy', // BUSY
  6: 'busy', // LOCKED
  8: 'read-only', // READONLY
  10: 'io', // IOERR
  11: 'corrupt', // CORRUPT
  13: 'disk-full', // FULL
  14: 'unreadable', // CANTOPEN
  15: 'busy', // PROTOCOL: others changed the locks of the WAL for too long
  26: 'corrupt', // NOTADB
}

/** READONLY_DBMOVED: the file that is open has lost its name. */
const SQLITE_READONLY_DBMOVED = 1032

const BY_SYSTEM_CODE: Readonly<Record<string, StoreErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'unreadable',
  EPERM: 'unreadable',
  EISDIR: 'unreadable',
  ENOTDIR: 'unreadable',
  EEXIST: 'unreadable', // Of `mkdir`: a file stands where the folder should.
  EIO: 'io',
}

/** Translates what node:sqlite and node:fs throw; `undefined` for errors that are not the store's. */
export function asStoreError(error: unknown, file: string): StoreError | undefined {
  if (error instanceof StoreError) return error
  const code = storeErrorCodeOf(error)
  return code && new StoreError(code, file, { cause: error })
}

function storeErrorCodeOf(error: unknown): StoreErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') {
    if (error.errcode === SQLITE_READONLY_DBMOVED) return 'missing'
    return BY_SQLITE_CODE[error.errcode & 0xff]
  }
  return 'syscall' in error && 'code' in error ? BY_SYSTEM_CODE[String(error.code)] : undefined
}
