/** What can be wrong with the store as a whole. Recognised by SQLite's result codes, never by its texts. */
export type StoreErrorCode =
  | 'missing'
  | 'corrupt'
  | 'newer-schema'
  | 'disk-full'
  | 'read-only'
  | 'busy'
  | 'unreadable'
  | 'sqlite-too-old'

export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** @see https://www.sqlite.org/rescode.html (read 2026-11): the low byte is the primary code. */
const BY_RESULT_CODE: Readonly<Record<number, StoreErrorCode>> = {
  5: 'busy',
  6: 'busy',
  8: 'read-only',
  10: 'unreadable',
  11: 'corrupt',
  13: 'disk-full',
  14: 'unreadable',
  26: 'corrupt',
}

const SENTENCES: Readonly<Record<StoreErrorCode, string>> = {
  missing: 'does not exist',
  corrupt:
    'is damaged or is not a store. Put a copy from the folder backups/ in its place; the token in your .env is untouched',
  'newer-schema': 'was written by a newer version',
  'disk-full': 'cannot be written: the disk is full',
  'read-only': 'cannot be written: it is read-only',
  busy: 'is in use by another process for too long',
  unreadable: 'cannot be opened: look at the permissions of its folder',
  'sqlite-too-old': 'needs SQLite 3.51.3 or newer',
}

export function storeError(code: StoreErrorCode, file: string, options?: ErrorOptions): StoreError {
  return new StoreError(code, `the store ${file} ${SENTENCES[code]}`, options)
}

/** Translates what node:sqlite throws; `undefined` for errors that are not the store's. */
export function asStoreError(error: unknown, file: string): StoreError | undefined {
  if (error instanceof StoreError) return error
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined
  const code = BY_RESULT_CODE[error.errcode & 0xff]
  return code && storeError(code, file, { cause: error })
}
