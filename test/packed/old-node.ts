/** The machine's own Node, where it is older than ours: the one that a newcomer is most likely to have. */
import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface OldNode {
  readonly command: string
  readonly version: string
}

export function oldNodeOnPath(): OldNode | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const command = join(folder, 'node')
    const version = versionOf(command)
    if (version !== undefined && Number(version.split('.')[0]) < 24) return { command, version }
  }
  console.log('not run: a real Node older than 24 (none on PATH); one that pretends to be is used')
  return undefined
}

function versionOf(command: string): string | undefined {
  try {
    if (realpathSync(command) === realpathSync(process.execPath)) return undefined
  } catch {
    return undefined // Nothing of that name there.
  }
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}
