/** A copy of an SQLite store as of one moment, while others read and write. */
import { closeSync, openSync } from 'node:fs'

/** The copy is born 0600, and empty: so SQLite writes into it as if it were not there. It is not synced. */
export function snapshotTo(file: string, copy: string): void {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite')
  closeSync(openSync(copy, 'w', 0o600))
  using source = new DatabaseSync(file, { readOnly: true })
  source.prepare('VACUUM INTO ?').run(copy)
}
