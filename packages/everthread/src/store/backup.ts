/** A copy of the store before its schema changes: one file that `VACUUM INTO` writes whole, the last five kept. */
import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type Millis, toIso } from '../time/clock.ts'

const KEPT = 5

export interface BackupOptions {
  readonly file: string
  readonly schemaId: number
  readonly now: Millis
}

/** Returns the copy's path. */
export function backUp(database: DatabaseSync, { file, schemaId, now }: BackupOptions): string {
  const folder = join(dirname(file), 'backups')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const stamp = toIso(now).replaceAll(/[:.]/g, '-')
  const copy = join(folder, `everthread-${String(schemaId).padStart(4, '0')}-${stamp}.db`)
  rmSync(copy, { force: true })
  database.prepare('VACUUM INTO ?').run(copy)
  chmodSync(copy, 0o600)
  const copies = readdirSync(folder).filter((name) => /^everthread-\d{4}-.*\.db$/.test(name))
  for (const old of copies.toSorted().slice(0, -KEPT)) rmSync(join(folder, old), { force: true })
  return copy
}
