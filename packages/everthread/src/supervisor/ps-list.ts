/**
 * Processes as `ps` shows them, for systems without `/proc` (macOS, the BSDs). Good enough to end a tree; it knows no
 * time of birth and no environment.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { ListedProcess, ProcessListing } from './process-host.ts'

const run = promisify(execFile)
const MOST_OUTPUT_BYTES = 16 * 1024 * 1024

export async function listPs(): Promise<ProcessListing> {
  try {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=', '-o', 'ppid=', '-o', 'pgid=', '-o', 'stat='], {
      maxBuffer: MOST_OUTPUT_BYTES,
    })
    return { kind: 'listed', processes: parsePs(stdout) }
  } catch {
    // No `ps` here: an answer of its own, not an error.
    return { kind: 'unavailable' }
  }
}

export function parsePs(text: string): readonly ListedProcess[] {
  return text
    .split('\n')
    .map(parseLine)
    .filter((one) => one !== undefined)
}

function parseLine(line: string): ListedProcess | undefined {
  const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)/.exec(line)
  if (!match) return undefined
  const [, pid, parent, group, state = ''] = match
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    // The session's column is a kernel address on macOS; the group is the part of it that can be used.
    session: Number(group),
    bornAt: 0,
    life: state.startsWith('Z') ? 'zombie' : 'alive',
  }
}
