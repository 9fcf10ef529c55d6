/** Where things live on this platform: the data folder (kept), the runtime folder (locks and notes, may vanish). */
import { join } from 'node:path'
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
  return join(raw.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'everthread')
}

export function runtimeFolder(raw: RawEnv, { tempDir, userId }: Place): string {
  if (raw.XDG_RUNTIME_DIR !== undefined) return join(raw.XDG_RUNTIME_DIR, 'everthread')
  return join(tempDir, userId === undefined ? 'everthread' : `everthread-${userId}`)
}
