/**
 * What can go wrong with a `.env` file: a code and the paths. The message is for a log; people are told by `words/failure-words`.
 * Neither ever shows a value.
 */
import { systemCode } from './file-system.ts'

export const ENV_FILE_ERROR_CODES = [
  'not-found',
  'not-readable',
  'is-folder',
  'not-a-file',
  'binary',
  'too-large',
  'not-writable',
  'read-only',
  'disk-full',
  'io',
  'leftover', // an edit that was cut short has to be settled first
  'changed-meanwhile', // the file went on changing while it was being replaced
  'locked', // another process is at work on it
  'no-lock-folder',
] as const

export type EnvFileErrorCode = (typeof ENV_FILE_ERROR_CODES)[number]

export interface EnvFileErrorOptions extends ErrorOptions {
  /** A file, readable by its owner only, in which a new token waits that could not be put in its place. */
  readonly newTokenAt?: string
}

export class EnvFileError extends Error {
  override readonly name = 'EnvFileError'
  readonly code: EnvFileErrorCode
  readonly path: string
  readonly newTokenAt?: string

  constructor(code: EnvFileErrorCode, path: string, options: EnvFileErrorOptions = {}) {
    const { newTokenAt, ...rest } = options
    super(logLine(code, path, options), rest)
    this.code = code
    this.path = path
    if (newTokenAt !== undefined) this.newTokenAt = newTokenAt
  }
}

/** What was being done when the system said no. */
export type EnvFileAction = 'read' | 'write'

/** Translates what a `FileSystem` throws; other errors, and our own, pass through. */
export function asEnvFileError(error: unknown, path: string, action: EnvFileAction): unknown {
  const code = systemCode(error)
  if (error instanceof EnvFileError || code === undefined) return error
  const { [code]: known = 'io' } = action === 'read' ? READ_CODES : WRITE_CODES
  return new EnvFileError(known, path, { cause: error })
}

/** Runs file operations on `path`, translating their errors. */
export function translating<Result>(path: string, action: EnvFileAction, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw asEnvFileError(error, path, action)
  }
}

const COMMON_CODES: Readonly<Record<string, EnvFileErrorCode>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ELOOP: 'not-found',
  EISDIR: 'is-folder',
}

const READ_CODES: Readonly<Record<string, EnvFileErrorCode>> = {
  ...COMMON_CODES,
  EACCES: 'not-readable',
  EPERM: 'not-readable',
}

const WRITE_CODES: Readonly<Record<string, EnvFileErrorCode>> = {
  ...COMMON_CODES,
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EBUSY: 'not-writable',
  EXDEV: 'not-writable',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
}

/** `read-only: /srv/app/.env (EROFS)` */
function logLine(code: EnvFileErrorCode, path: string, { newTokenAt, cause }: EnvFileErrorOptions): string {
  const systemError = systemCode(cause)
  const because = systemError === undefined || systemError === code ? '' : ` (${systemError})`
  return `${code}: ${path}${because}${newTokenAt === undefined ? '' : `; the new token is in ${newTokenAt}`}`
}
