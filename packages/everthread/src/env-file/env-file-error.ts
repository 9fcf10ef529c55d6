/** What can go wrong with a `.env` file, as a code for programs and a sentence for people. No message shows a value. */
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

  constructor(
    code: EnvFileErrorCode,
    path: string,
    options: EnvFileErrorOptions & { sentence?: string } = {},
  ) {
    const { newTokenAt, sentence = SENTENCES[code](path), ...rest } = options
    super(newTokenAt === undefined ? sentence : `${sentence}. ${whereTheTokenIs(newTokenAt)}`, rest)
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

const SENTENCES: Readonly<Record<EnvFileErrorCode, (path: string) => string>> = {
  'not-found': (path) => `there is no file ${path}: look at the spelling, or name another one with --env`,
  'not-readable': (path) => `${path} cannot be read: this user lacks the permission (chmod or chown it)`,
  'is-folder': (path) => `${path} is a folder: name the .env file in it`,
  'not-a-file': (path) => `${path} is no regular file (a pipe, a socket or a device): name a .env file`,
  binary: (path) =>
    `${path} is binary or UTF-16, not a .env file: name another one, or save it as UTF-8 (PowerShell's ">" writes UTF-16)`,
  'too-large': (path) => `${path} is larger than 1 MiB, which no .env file is: name another one`,
  'not-writable': (path) =>
    `${path} cannot be replaced: this user may not write to it or to its folder (in a container: mount the folder, not the file)`,
  'read-only': (path) => `${path} cannot be written: its file system is read-only (a mount with ":ro"?)`,
  'disk-full': (path) =>
    `${path} cannot be written: the disk is full, or the quota is used up. Make room and run again`,
  io: (path) =>
    `${path} cannot be read or written: the disk reports an error. Look at the disk, then run again`,
  leftover: (path) => `an earlier edit of ${path} was cut short and has to be settled first`,
  'changed-meanwhile': (path) =>
    `${path} went on changing while it was being replaced: close the program that writes to it and run again`,
  locked: (path) => `another Everthread process is at work on ${path}: wait for it, or end it, and run again`,
  'no-lock-folder': (path) =>
    `${path} cannot be locked: neither XDG_RUNTIME_DIR nor the folder for temporary files can be written to by this user alone`,
}

function whereTheTokenIs(path: string): string {
  return `The new token is kept in ${path}, which only you can read; the next run puts it in its place`
}
