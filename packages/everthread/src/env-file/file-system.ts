/**
 * The file system as an argument: what a promise about files depends on, and nothing else. Everything is synchronous,
 * because between two steps of a replacement nothing else may happen in this process. Errors are Node's own, with `code`.
 *
 * Reads and writes name their position and may be short; `file-transfer.ts` has the whole ones.
 */
import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
  type BigIntStats,
} from 'node:fs'

/** `r` reads, `r+` reads and writes what is there, `wx+` creates and fails with EEXIST where something is. */
export type OpenMode = 'r' | 'r+' | 'wx+'

export interface FileOwner {
  readonly uid: number
  readonly gid: number
}

export interface FileStatus extends FileOwner {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly size: number
  /** The permission bits. */
  readonly mode: number
  /** How many names it has. */
  readonly links: number
  /** The same for two names exactly if they name the same file. */
  readonly identity: string
}

export interface FileSystem {
  open(path: string, mode: OpenMode, permissions?: number): number
  close(file: number): void
  /** How many bytes were read; 0 at the end of the file. */
  read(file: number, into: Uint8Array, position: number): number
  /** How many bytes were written. */
  write(file: number, bytes: Uint8Array, position: number): number
  truncate(file: number, size: number): void
  /** Returns when content and size are on the disk. */
  sync(file: number): void
  status(file: number): FileStatus
  setPermissions(file: number, permissions: number): void
  setOwner(file: number, owner: FileOwner): void
  /** Follows links. */
  statusOf(path: string): FileStatus
  /** Does not follow them. */
  statusOfLink(path: string): FileStatus
  /** Absolute, without links. */
  realPath(path: string): string
  rename(from: string, to: string): void
  unlink(path: string): void
  makeFolder(path: string, permissions: number): void
  /** Returns when the names in this folder are on the disk. */
  syncFolder(path: string): void
}

export const nodeFileSystem: FileSystem = {
  open: (path, mode, permissions) => openSync(path, mode, permissions),
  close: closeSync,
  read: (file, into, position) => readSync(file, into, 0, into.length, position),
  write: (file, bytes, position) => writeSync(file, bytes, 0, bytes.length, position),
  truncate: ftruncateSync,
  sync: fsyncSync,
  status: (file) => toStatus(fstatSync(file, { bigint: true })),
  setPermissions: fchmodSync,
  setOwner: (file, { uid, gid }) => fchownSync(file, uid, gid),
  statusOf: (path) => toStatus(statSync(path, { bigint: true })),
  statusOfLink: (path) => toStatus(lstatSync(path, { bigint: true })),
  realPath: (path) => realpathSync(path),
  rename: renameSync,
  unlink: unlinkSync,
  makeFolder: (path, permissions) => {
    mkdirSync(path, { mode: permissions })
  },
  syncFolder,
}

/** Node's code of a system error (`ENOENT`); `undefined` for any other error. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Windows and some network file systems have no such thing; a folder that may not be read cannot be synced either. */
const FOLDERS_DO_NOT_SYNC: readonly (string | undefined)[] = [
  'EISDIR',
  'EPERM',
  'EACCES',
  'EINVAL',
  'ENOTSUP',
]

function syncFolder(path: string): void {
  let folder: number | undefined
  try {
    folder = openSync(path, 'r')
    fsyncSync(folder)
  } catch (error) {
    if (!FOLDERS_DO_NOT_SYNC.includes(systemCode(error))) throw error
  } finally {
    if (folder !== undefined) closeSync(folder)
  }
}

function toStatus(stats: BigIntStats): FileStatus {
  return {
    kind: kindOf(stats),
    size: Number(stats.size),
    mode: Number(stats.mode) & 0o7777,
    uid: Number(stats.uid),
    gid: Number(stats.gid),
    links: Number(stats.nlink),
    identity: `${stats.dev}:${stats.ino}`,
  }
}

function kindOf(stats: BigIntStats): FileStatus['kind'] {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  return stats.isSymbolicLink() ? 'link' : 'other'
}
