/** The announced steps of a `.env` without a data folder: one small file in the user's runtime folder. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAlertState } from './incidents.ts'
import type { AnnouncedStore } from './notices.ts'

export function announcedFile(
  runtimeDir: string,
  { path, key }: { path: string; key: string },
): AnnouncedStore {
  const name = createHash('sha256').update(`${path}\0${key}`).digest('hex').slice(0, 32)
  const file = join(runtimeDir, `${name}.announced.json`)
  return {
    read: async () => {
      try {
        return parseAlertState(JSON.parse(readFileSync(file, 'utf8')))
      } catch {
        return [] // Not there, or not readable: nothing that we know of was announced.
      }
    },
    write: async (state) => {
      mkdirSync(runtimeDir, { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
      renameSync(`${file}.new`, file)
    },
  }
}
