/** What a backup says of itself: the last entry, so that one which was cut off has none. */

export const BACKUP_FORMAT = 'everthread/backup-file@1'

export const ENTRIES = {
  manifest: 'manifest.json',
  /** An SQLite file, whatever engine it was copied from. */
  store: 'everthread.db',
  key: 'key',
} as const

export interface Manifest {
  readonly schema: typeof BACKUP_FORMAT
  /** Of the program that made it. */
  readonly version: string
  readonly created_at: string
  /** Of the store. */
  readonly schema_id: number
  /** SHA-256 of every entry by its name. */
  readonly entries: Readonly<Record<string, string>>
}

/** `undefined` when it is none that this program understands. */
export function parseManifest(bytes: Buffer): Manifest | undefined {
  try {
    const manifest = JSON.parse(bytes.toString('utf8')) as Partial<Manifest>
    const isOurs = manifest.schema === BACKUP_FORMAT && typeof manifest.schema_id === 'number'
    return isOurs && typeof manifest.entries === 'object' ? (manifest as Manifest) : undefined
  } catch {
    return undefined // Not even JSON.
  }
}
