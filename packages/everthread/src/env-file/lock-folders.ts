/**
 * Where locks on a `.env` lie: in every folder in which another process of this user could look for them.
 *
 * @NOTE One folder is not enough. `XDG_RUNTIME_DIR` is set in a session and not under cron, `TMPDIR` on macOS likewise, and
 * a service may have a `/tmp` of its own: with "the first that is set", `renew` in cron and `run` in a terminal would not
 * see each other, and both would renew the token. Any two processes that share one of these folders exclude each other.
 */
import { dirname, join } from 'node:path'
import { type FileSystem, systemCode } from './file-system.ts'

export interface LockPlaces {
  /** `XDG_RUNTIME_DIR`. */
  readonly sessionDir?: string | undefined
  /** `os.tmpdir()`. */
  readonly tempDir: string
  /** The user's numeric id; absent on Windows. */
  readonly userId?: number | undefined
}

export function lockFolders({ sessionDir, tempDir, userId }: LockPlaces): readonly string[] {
  const inTemp = userId === undefined ? 'everthread' : `everthread-${userId}`
  const folders = [join(tempDir, inTemp)]
  if (userId !== undefined) folders.push(join('/tmp', inTemp))
  if (sessionDir !== undefined && sessionDir !== '') folders.push(join(sessionDir, 'everthread'))
  return [...new Set(folders)]
}

/**
 * Makes the folder if need be. False when it cannot be ours alone: in a folder that others may write to, they could put
 * another file in the place of the lock.
 */
export function isOwnFolder(fs: FileSystem, folder: string, userId: number | undefined): boolean {
  try {
    makeIfMissing(fs, folder)
    const { kind, mode, uid } = fs.statusOfLink(folder)
    return kind === 'folder' && (userId === undefined || (uid === userId && (mode & 0o022) === 0))
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return false
  }
}

function makeIfMissing(fs: FileSystem, folder: string): void {
  try {
    fs.makeFolder(folder, 0o700)
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return
    if (systemCode(error) !== 'ENOENT' || dirname(folder) === folder) throw error
    makeIfMissing(fs, dirname(folder))
    fs.makeFolder(folder, 0o700)
  }
}
