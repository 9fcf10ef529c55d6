/** A copy of the store before its schema changes: whole, on the disk, readable by its owner alone; the last five kept. */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Millis, toIso } from '../time/clock.ts'
import { snapshotTo } from './snapshot.ts'

/** A restored copy brings back what was current then; older ones hold tokens that have long died. */
const BACKUPS_KEPT = 5

export const BACKUP_FOLDER = 'backups'

export interface BackupOptions {
  readonly file: string
  readonly schemaId: number
  readonly now: Millis
}

/**
 * Copies what is committed, while others read and write. Resolves with the copy's path. A copy under its final name is
 * whole: it is written beside, synced (`VACUUM INTO` does not) and renamed.
 */
export async function backUp({ file, schemaId, now }: BackupOptions): Promise<string> {
  const folder = join(dirname(file), BACKUP_FOLDER)
  const copy = join(folder, `everthread-${schemaId}-${toIso(now).replaceAll(':', '-')}.db`)
  const draft = `${copy}.new`
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  try {
    snapshotTo(file, draft)
    sync(draft, 'r+') // Windows syncs only what is open for writing.
    renameSync(draft, copy)
  } finally {
    rmSync(draft, { force: true })
  }
  if (process.platform !== 'win32') sync(folder, 'r')
  tidy(folder)
  return copy
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const file = openSync(path, flags)
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Keeps the newest copies. A draft that is found was left by a crash: only the holder of the write lock makes one. */
function tidy(folder: string): void {
  const names = readdirSync(folder)
  const copies = names.filter((name) => stampOf(name) !== undefined)
  const newestFirst = copies.toSorted((a, b) => (String(stampOf(a)) < String(stampOf(b)) ? 1 : -1))
  const drafts = names.filter((name) => name.endsWith('.db.new'))
  for (const name of [...newestFirst.slice(BACKUPS_KEPT), ...drafts])
    rmSync(join(folder, name), { force: true })
}

function stampOf(name: string): string | undefined {
  return /^everthread-\d+-(.+)\.db$/.exec(name)?.[1]
}
