/** Unpacks a backup beside the place where it will lie, looks that all of it is there and as it was, and moves it in whole. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { migrations } from '../store/migrations/index.ts'
import type { Schema } from '../store/schema.ts'
import { StoreError } from '../store/store-error.ts'
import { viewStore } from '../store/view-store.ts'
import { BackupError } from './backup-error.ts'
import { ENTRIES, type Manifest, parseManifest } from './manifest.ts'
import { readTar, TarError } from './tar.ts'

export interface RestoreOrder {
  readonly file: string
  /** Made, or empty. */
  readonly dataDir: string
  /** What becomes of the unpacked folder before it is moved in. */
  readonly unpacked?: (folder: string) => Promise<void>
}

/** Rejects with `BackupError` or `StoreError`, and then has left nothing. */
export async function restoreBackup({ file, dataDir, unpacked }: RestoreOrder): Promise<Manifest> {
  if (existsSync(dataDir) && readdirSync(dataDir).length > 0)
    throw new BackupError('folder-not-empty', dataDir)
  mkdirSync(dirname(dataDir), { recursive: true })
  const scratch = mkdtempSync(`${dataDir}.restoring-`)
  try {
    const manifest = unpack(file, scratch)
    await requireSound(join(scratch, ENTRIES.store))
    await unpacked?.(scratch)
    if (existsSync(dataDir)) rmdirSync(dataDir)
    renameSync(scratch, dataDir)
    return manifest
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function unpack(file: string, folder: string): Manifest {
  try {
    const digests = new Map<string, string>()
    for (const entry of readTar(file)) {
      if (entry.name !== ENTRIES.manifest) {
        const path = pathOf(folder, entry.name, file)
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        digests.set(entry.name, entry.writeTo(path))
        continue
      }
      const manifest = parseManifest(entry.bytes())
      if (manifest && isWhole(manifest, digests)) return manifest
    }
    throw new BackupError('damaged', file)
  } catch (error) {
    throw error instanceof TarError ? new BackupError('damaged', file, { cause: error }) : error
  }
}

/** A name that leads out of the folder is no name of ours. */
function pathOf(folder: string, name: string, file: string): string {
  if (/^(?:[\w-]+\/)?[\w.-]+$/.test(name) && normalize(name) === name) return join(folder, name)
  throw new BackupError('damaged', file)
}

function isWhole({ entries, schema_id }: Manifest, digests: ReadonlyMap<string, string>): boolean {
  const names = Object.keys(entries)
  if (schema_id > migrations.length) throw newerBackup(schema_id)
  return (
    names.includes(ENTRIES.store) &&
    names.length === digests.size &&
    names.every((name) => digests.get(name) === entries[name])
  )
}

function newerBackup(schemaId: number): StoreError {
  const detail = `schema ${schemaId} > ${migrations.length}`
  return new StoreError('newer-schema', ENTRIES.store, { detail })
}

/** Reads every page. */
async function requireSound(store: string): Promise<void> {
  await using view = await viewStore<Schema>(store)
  if (view.schemaId > migrations.length) throw newerBackup(view.schemaId)
}
