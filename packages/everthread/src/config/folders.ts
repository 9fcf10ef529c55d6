/** Where things live on this platform: the data folder (kept), the runtime folder (locks and notes, may vanish). */
import { isAbsolute, join } from 'node:path'
import type { RawEnv } from './env.ts'

export interface Place {
  readonly platform: NodeJS.Platform
  readonly homeDir: string
  readonly tempDir: string
  /** The user's numeric id; absent on Windows. */
  readonly userId?: number
}

export function dataFolder(raw: RawEnv, { platform, homeDir }: Place): string {
  if (raw.EVERTHREAD_DATA !== undefined) return raw.EVERTHREAD_DATA
  const home = raw.HOME ?? raw.USERPROFILE ?? homeDir
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'everthread')
  if (platform === 'win32') return join(raw.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'everthread')
  return join(absolute(raw.XDG_DATA_HOME) ?? join(home, '.local', 'share'), 'everthread')
}

/**
 * In the temporary folder and not in `XDG_RUNTIME_DIR`: cron has none, and must find the notes of a session.
 *
 * @NOTE The temporary folder is everybody's: whoever makes this one there must see that it is the user's own before
 * anything in it is trusted.
 */
export function runtimeFolder({ tempDir, userId }: Place): string {
  return join(tempDir, userId === undefined ? 'everthread' : `everthread-${userId}`)
}

/**
 * A relative path in an XDG variable is to be ignored.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ (read 2026-11)
 */
function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined
}
