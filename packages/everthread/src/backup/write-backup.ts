/**
 * One file with all that is kept: the store, renewals under way, media, and the key where it is asked for. While services and
 * commands are at work: the store is copied as of one moment, and what lies beside it belongs to that moment or is older.
 */
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { copyStore } from '../store/copy-store.ts'
import { migrations } from '../store/migrations/index.ts'
import { openStore } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { snapshotTo } from '../store/snapshot.ts'
import type { Store } from '../store/store.ts'
import { type Clock, toIso } from '../time/clock.ts'
import { VERSION } from '../version.ts'
import { BackupError } from './backup-error.ts'
import { BACKUP_FORMAT, ENTRIES, type Manifest } from './manifest.ts'
import { createTar, type TarWriter } from './tar.ts'

export interface BackupOrder {
  readonly store: Store<Schema>
  readonly dataDir: string
  /** Of the data folder: what is kept beside the store. */
  readonly folders: readonly string[]
  /** The key file, where it is wanted. */
  readonly keyFile?: string
  /** Must not be there. */
  readonly file: string
  readonly clock: Clock
}

export interface WrittenBackup {
  readonly bytes: number
  readonly files: number
}

/** Under its final name it is whole: written beside, synced and renamed. */
export async function writeBackup(order: BackupOrder): Promise<WrittenBackup> {
  const { file } = order
  if (existsSync(file)) throw new BackupError('file-exists', file)
  const scratch = mkdtempSync(join(dirname(file), '.everthread-backup-'))
  try {
    const draft = join(scratch, 'backup.tar')
    const files = await writeTar(order, draft, join(scratch, ENTRIES.store))
    renameSync(draft, file)
    return { bytes: statSync(file).size, files }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Journals before the store: a renewal that ended in between is in the store, and its journal is known to be done. */
async function writeTar(order: BackupOrder, draft: string, snapshot: string): Promise<number> {
  const { dataDir, folders, keyFile, clock } = order
  const entries: Record<string, string> = {}
  using tar = createTar(draft)
  for (const folder of folders) addFolder(tar, { dataDir, folder, entries })
  await copyTo(order, snapshot)
  entries[ENTRIES.store] = tar.addFile(ENTRIES.store, snapshot)
  if (keyFile !== undefined) entries[ENTRIES.key] = tar.addFile(ENTRIES.key, keyFile)
  const manifest: Manifest = {
    schema: BACKUP_FORMAT,
    version: VERSION,
    created_at: toIso(clock.now()),
    schema_id: migrations.length,
    entries,
  }
  tar.addBytes(ENTRIES.manifest, Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`))
  tar.finish()
  return Object.keys(entries).length
}

interface Adding {
  readonly dataDir: string
  readonly folder: string
  readonly entries: Record<string, string>
}

function addFolder(tar: TarWriter, { dataDir, folder, entries }: Adding): void {
  const path = join(dataDir, folder)
  if (!existsSync(path)) return
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isFile()) continue
    const name = `${folder}/${entry.name}`
    entries[name] = tar.addFile(name, join(path, entry.name))
  }
}

/** A store on PostgreSQL becomes a file, too: a backup can be restored into either. */
async function copyTo({ store, dataDir, clock }: BackupOrder, snapshot: string): Promise<void> {
  if (store.engine === 'sqlite') return snapshotTo(join(dataDir, ENTRIES.store), snapshot)
  await using copy = await openStore<Schema>({ file: snapshot, migrations, clock, ifMissing: 'create' })
  await copyStore(store, copy, snapshot)
}
