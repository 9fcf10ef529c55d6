/** Processes as Linux shows them under `/proc`. @see https://man7.org/linux/man-pages/man5/proc.5.html (2026-11-20) */
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { errorCode } from './error-code.ts'
import type { EnvironmentView, ListedProcess, ProcessListing } from './process-host.ts'

export async function listProc(): Promise<ProcessListing> {
  let names: string[]
  try {
    names = await readdir('/proc')
  } catch {
    // Not mounted, or not Linux: an answer of its own, not an error.
    return { kind: 'unavailable' }
  }
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number)
  const found = await Promise.all(pids.map(readProcess))
  return { kind: 'listed', processes: found.filter((one) => one !== undefined) }
}

/** Its birth in clock ticks since the host's boot; 0 when it is not to be had. */
export function bornAt(pid: number): number {
  try {
    return parseStat(readFileSync(statPath(pid), 'utf8'))?.bornAt ?? 0
  } catch {
    // Gone already, or no /proc.
    return 0
  }
}

export async function readEnvironment(pid: number): Promise<EnvironmentView> {
  try {
    const text = await readFile(`/proc/${pid}/environ`, 'utf8')
    return { kind: 'readable', entries: text.split('\0').filter((entry) => entry !== '') }
  } catch (error) {
    const code = errorCode(error)
    return code === 'ENOENT' || code === 'ESRCH' ? { kind: 'gone' } : { kind: 'unreadable', error: code }
  }
}

async function readProcess(pid: number): Promise<ListedProcess | undefined> {
  try {
    return parseStat(await readFile(statPath(pid), 'utf8'))
  } catch {
    // It ended between the listing and the reading.
    return undefined
  }
}

function statPath(pid: number): string {
  return `/proc/${pid}/stat`
}

/**
 * `pid (name) state ppid pgrp session … starttime …`, the last one being field 22. The name may hold spaces and
 * parentheses, so that everything is counted from the last closing one.
 */
export function parseStat(text: string): ListedProcess | undefined {
  const nameEnd = text.lastIndexOf(')')
  const pid = Number.parseInt(text, 10)
  const fields = text.slice(nameEnd + 2).split(' ')
  const [state, parent, group, session] = fields
  const started = fields[22 - 3]
  if (nameEnd < 0 || Number.isNaN(pid) || started === undefined) return undefined
  return {
    pid,
    parent: Number(parent),
    group: Number(group),
    session: Number(session),
    bornAt: Number(started),
    life: state === 'Z' || state === 'X' ? 'zombie' : 'alive',
  }
}
