/**
 * `--notify COMMAND`: the command gets the event as one line of JSON on its standard input. What it prints goes nowhere
 * (standard output is ours for data), what it complains of is kept for the report, and whatever it does, the keeper goes
 * on: every end is a value.
 */
import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { once } from 'node:events'
import type { Clock } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import type { EverthreadEvent } from './event.ts'

export interface NotifyHook {
  /** For the shell. */
  readonly command: string
  /** At most a minute. */
  readonly timeLimitMs?: number
  /** What the command sees; the environment of this process unless given. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

export interface NotifyDeps {
  readonly clock: Clock
  /** Node's. */
  readonly spawn: (command: string, options: SpawnOptions) => ChildProcess
}

export type NotifyOutcome =
  | { readonly kind: 'told' }
  | { readonly kind: 'failed'; readonly failure: HookFailure; readonly complaint: string }

export type HookFailure =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'time-limit'; readonly ms: number }
  /** No shell, no more processes. */
  | { readonly kind: 'not-started'; readonly code: string }

const TIME_LIMIT_MS = 30 * SECOND
const GRACE_MS = 2 * SECOND
const LAST_WORDS_MS = 250
const MOST_COMPLAINT = 2000

/** Never rejects. */
export async function runNotifyHook(
  event: EverthreadEvent,
  { command, timeLimitMs = TIME_LIMIT_MS, env }: NotifyHook,
  { clock, spawn }: NotifyDeps,
): Promise<NotifyOutcome> {
  const child = spawn(command, {
    shell: true,
    // A group of its own, so that the time limit ends what the shell started as well.
    detached: process.platform !== 'win32',
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(env === undefined ? {} : { env }),
  })
  const complaint = collectComplaint(child)
  handOver(child, event)
  const failure = await endOf(child, { clock, timeLimitMs })
  return failure === undefined ? { kind: 'told' } : { kind: 'failed', failure, complaint: complaint() }
}

/** A command that ends without reading its input has done nothing wrong. */
function handOver(child: ChildProcess, event: EverthreadEvent): void {
  child.stdin?.on('error', () => undefined)
  child.stdin?.end(`${JSON.stringify(event)}\n`)
}

/** The first of what it says, without what could move a terminal. */
function collectComplaint(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8')
  child.stderr?.on('data', (chunk: string) => {
    text = (text + chunk).slice(0, MOST_COMPLAINT)
  })
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return () => text.replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, '').trim()
}

async function endOf(
  child: ChildProcess,
  { clock, timeLimitMs }: { clock: Clock; timeLimitMs: number },
): Promise<HookFailure | undefined> {
  const ended = new AbortController()
  const end = exitOf(child, clock).finally(() => ended.abort())
  await Promise.race([end, clock.sleep(timeLimitMs, ended.signal)])
  if (ended.signal.aborted) return end
  kill(child, 'SIGTERM')
  await Promise.race([end, clock.sleep(GRACE_MS, ended.signal)])
  kill(child, 'SIGKILL')
  await end
  return { kind: 'time-limit', ms: timeLimitMs }
}

/** `undefined` when it did what it should. */
async function exitOf(child: ChildProcess, clock: Clock): Promise<HookFailure | undefined> {
  const closed = new AbortController()
  child.once('close', () => closed.abort())
  try {
    const [code, signal] = await once(child, 'exit')
    // What it said last may arrive after its end; something that it left running may keep the line open for ever.
    await clock.sleep(LAST_WORDS_MS, closed.signal)
    child.stderr?.destroy()
    if (typeof signal === 'string') return { kind: 'signal', signal }
    return code === 0 ? undefined : { kind: 'exit', code: Number(code) }
  } catch (error) {
    return { kind: 'not-started', code: codeOf(error) }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}

function kill(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill(signal)
    else process.kill(-child.pid, signal)
  } catch {
    // ESRCH: the whole group is gone already, which is what was wanted.
  }
}
