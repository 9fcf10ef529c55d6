/** What can be wrong with the store as a whole. Recognised by result codes of SQLite and the system, never by texts. */
export type StoreErrorCode =
  | 'missing'
  | 'not-a-store'
  | 'corrupt'
  | 'newer-schema'
  | 'disk-full'
  | 'read-only'
  | 'busy'
  | 'unreadable'
  | 'io'
  | 'sqlite-too-old'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

const SENTENCES: Readonly<Record<StoreErrorCode, string>> = {
  missing: 'does not exist',
  'not-a-store': 'is a database of another program; nothing was changed. Name another data folder',
  corrupt:
    'is damaged or is not a store. Put a copy from the folder backups/ in its place; the token in your .env is untouched',
  'newer-schema': 'was written by a newer version; nothing was changed. Update everthread',
  'disk-full': 'cannot be written: the disk is full. Nothing was changed; make room and try again',
  'read-only': 'cannot be written: it, or its folder, is read-only',
  busy: 'has been in use by another process for too long; nothing was changed. Try again',
  unreadable: 'cannot be opened: look at the owner and the permissions of the file and its folder',
  io: 'cannot be read or written: the disk reports an error',
  'sqlite-too-old': 'needs SQLite 3.51.3 or newer',
}

export interface StoreErrorDetails extends ErrorOptions {
  /** Follows the sentence. */
  readonly detail?: string
}

export function storeError(code: StoreErrorCode, file: string, details: StoreErrorDetails = {}): StoreError {
  const { detail, ...options } = details
  return new StoreError(
    code,
    `the store ${file} ${SENTENCES[code]}${detail === undefined ? '' : ` (${detail})`}`,
    options,
  )
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
  return code && storeError(code, file, { cause: error })
}

function storeErrorCodeOf(error: unknown): StoreErrorCode | undefined {
  if (!(error instanceof Error)) return undefined
  if ('errcode' in error && typeof error.errcode === 'number') {
    if (error.errcode === SQLITE_READONLY_DBMOVED) return 'missing'
    return BY_SQLITE_CODE[error.errcode & 0xff]
  }
  return 'syscall' in error && 'code' in error ? BY_SYSTEM_CODE[String(error.code)] : undefined
}
