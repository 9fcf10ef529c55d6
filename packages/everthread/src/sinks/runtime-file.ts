/**
 * Small JSON files in the user's runtime folder, one for each `.env` and key: what is worth remembering between two runs
 * without a data folder, and no loss when the machine forgets it. No secrets.
 */
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeFileSystem } from '../env-file/file-system.ts'
import { isOwnFolder } from '../env-file/lock-folders.ts'

export interface RuntimePlace {
  readonly runtimeDir: string
  /** The real path of the `.env`. */
  readonly path: string
  readonly key: string
}

export interface RuntimeFile {
  /** `undefined` when nothing readable is there. */
  read(): string | undefined
  write(text: string): void
}

export function runtimeFile(
  { runtimeDir, path, key }: RuntimePlace,
  purpose: 'announced' | 'blocked' | 'note',
): RuntimeFile {
  const name = createHash('sha256').update(`${path}\0${key}`).digest('hex').slice(0, 32)
  const file = join(runtimeDir, `${name}.${purpose}.json`)
  const isOurs = (): boolean => isOwnFolder(nodeFileSystem, runtimeDir, process.getuid?.())
  return {
    read: () => {
      try {
        return isOurs() ? readFileSync(file, 'utf8') : undefined
      } catch {
        return undefined // Never written, or forgotten at the last boot.
      }
    },
    write: (text) => {
      if (!isOurs()) return // Somebody else's folder of that name: better no note than one that he may write.
      writeFileSync(`${file}.new`, text, { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
