/** Finds and reads a `.env` file. What is no such file is refused in words, before any of it is in memory. */
import { basename, dirname, join, resolve } from 'node:path'
import { EnvFileError, translating } from './env-file-error.ts'
import type { FileStatus, FileSystem } from './file-system.ts'
import { systemCode } from './file-system.ts'
import { readAtMost, withFile } from './file-transfer.ts'

/** No `.env` is this large; a log or an image that was named by mistake is. */
export const LARGEST_ENV_FILE = 1024 * 1024

export interface EnvFile {
  /** Absolute, links followed: the file that is replaced. */
  readonly path: string
  readonly bytes: Uint8Array
  readonly status: FileStatus
}

/** @throws EnvFileError */
export function readEnvFile(fs: FileSystem, path: string): EnvFile {
  const file = findEnvFile(fs, path)
  if (file) return file
  throw new EnvFileError('not-found', path)
}

/** As `readEnvFile`, but `undefined` when nothing is there. */
export function findEnvFile(fs: FileSystem, path: string): EnvFile | undefined {
  return translating(path, 'read', () => {
    const status = statusIfThere(fs, path)
    if (!status) return undefined
    // Before it is opened: opening a pipe waits for its writer.
    refuseOtherKinds(status, path)
    return withFile(fs, fs.open(path, 'r'), (file) => {
      const bytes = readAtMost(fs, file, LARGEST_ENV_FILE + 1)
      if (bytes.length > LARGEST_ENV_FILE) throw new EnvFileError('too-large', path)
      if (bytes.includes(0)) throw new EnvFileError('binary', path)
      return { path: fs.realPath(path), bytes, status: fs.status(file) }
    })
  })
}

/** Where the file is, or would be created: absolute, links followed. */
export function resolveEnvPath(fs: FileSystem, path: string): string {
  return translating(path, 'read', () => {
    if (statusIfThere(fs, path)) return fs.realPath(path)
    const whole = resolve(path)
    return join(fs.realPath(dirname(whole)), basename(whole))
  })
}

/** Others than the owner and the group may read it, or the group may write it: worth a warning (T18). */
export function isWiderThanPrivate({ mode }: FileStatus): boolean {
  return (mode & 0o777 & ~0o640) !== 0
}

function refuseOtherKinds({ kind, size }: FileStatus, path: string): void {
  if (kind === 'folder') throw new EnvFileError('is-folder', path)
  if (kind !== 'file') throw new EnvFileError('not-a-file', path)
  if (size > LARGEST_ENV_FILE) throw new EnvFileError('too-large', path)
}

/** A link that leads nowhere is an error, not "nothing is there": a file created in its place would replace the link. */
function statusIfThere(fs: FileSystem, path: string): FileStatus | undefined {
  try {
    return fs.statusOf(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT' || hasName(fs, path)) throw error
    return undefined
  }
}

function hasName(fs: FileSystem, path: string): boolean {
  try {
    fs.statusOfLink(path)
    return true
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return false
  }
}
