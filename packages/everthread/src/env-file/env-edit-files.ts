/** What an edit leaves beside the `.env` while it is under way, and the places where the crash tests end the process. */
import { dirname } from 'node:path'
import { EnvFileError } from './env-file-error.ts'
import { type FileSystem, systemCode } from './file-system.ts'
import { readAtMost, withFile } from './file-transfer.ts'

export interface EditFiles {
  readonly folder: string
  /** The record of the new content, from before the renewal to the end of the commit. */
  readonly journal: string
  /** The file that is renamed over the old one. */
  readonly next: string
  /** Old and new content, while the file is rewritten in place. */
  readonly undo: string
}

/** All lie beside the real file: a rename does not leave its file system. */
export function editFiles(path: string): EditFiles {
  return {
    folder: dirname(path),
    journal: `${path}.everthread-new`,
    next: `${path}.everthread-next`,
    undo: `${path}.everthread-old`,
  }
}

/** Readable by its owner only: each of these files holds a token. */
export const PRIVATE = 0o600

export const ENV_EDIT_CRASH_POINTS = [
  'env-journal-created', // empty
  'env-journal-reserved', // sized, its name not on the disk
  'env-journal-prepared', // on the disk: the call may be made
  'env-record-written', // sealed, not synced
  'env-recorded', // on the disk: the new token is safe
  'env-commit-compared', // the real file has been read again
  'env-staged', // the file that is to take its place is on the disk
  'env-owner-given',
  'env-renamed',
  'env-folder-synced',
  'env-undo-written', // the file is about to be rewritten in place
  'env-rewritten',
  'env-undo-removed',
  'env-journal-removed',
] as const

export type EnvEditCrashPoint = (typeof ENV_EDIT_CRASH_POINTS)[number]

/** Does nothing, or does not return. */
export type CrashHook = (name: EnvEditCrashPoint) => void

/** What every step of an edit works with. */
export interface EditPlace {
  readonly fs: FileSystem
  /** The real file, links followed. */
  readonly path: string
  readonly crashPoint: CrashHook
}

export function removeIfThere(fs: FileSystem, path: string): void {
  try {
    fs.unlink(path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}

/** Of one of these files. Links and pipes are not ours, whoever put them there: @throws EnvFileError */
export function readIfThere(fs: FileSystem, path: string): Uint8Array | undefined {
  try {
    if (fs.statusOfLink(path).kind !== 'file') throw new EnvFileError('not-a-file', path)
    return withFile(fs, fs.open(path, 'r'), (file) => readAtMost(fs, file, LARGEST_EDIT_FILE))
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return undefined
  }
}

/** Two contents of 1 MiB, and a seal. */
const LARGEST_EDIT_FILE = 3 * 1024 * 1024
