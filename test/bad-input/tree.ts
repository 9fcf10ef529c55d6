/** Everything below a folder, so that two looks can be compared: names, modes and contents. */
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const LARGEST_READ = 1 << 20

/** SQLite's own working files come and go with whoever looks. */
const PASSING = /\.db-(?:wal|shm)$/

export function treeOf(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {}
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => !PASSING.test(name),
  )
  return Object.fromEntries(entries.map((name) => [name, describe(join(folder, name))]))
}

function describe(path: string): string {
  const status = lstatSync(path)
  const mode = status.mode.toString(8)
  if (!status.isFile()) return mode
  if (status.size > LARGEST_READ) return `${mode} ${status.size} bytes`
  return `${mode} ${createHash('sha256').update(readFileSync(path)).digest('hex')}`
}
