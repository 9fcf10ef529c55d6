/** A child process that a test started: what it says, how it ends. Whatever the test does, it does not outlive it. */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunningProcess extends AsyncDisposable {
  readonly pid: number
  readonly ended: Promise<Ended>
  stdout(): string
  stderr(): string
  /** Resolves as soon as one of its streams holds this; rejects when it ends without having said it. */
  said(wanted: string | RegExp, on?: 'stdout' | 'stderr'): Promise<void>
  kill(signal: NodeJS.Signals): void
  /** For a process whose input was left open: says this, and no more. */
  answer(text: string): void
}

export interface ProcessOrder {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** All of it: nothing is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** All that it may read; `open`: what it may read is said later, by `answer`. Nothing by default. */
  readonly stdin?: string | { readonly kind: 'open' }
}

/** More than any program under test needs to end. */
const GRACE_MS = 10_000

interface Wait {
  readonly isOver: () => boolean
  readonly resolve: () => void
  readonly reject: (error: Error) => void
  readonly wanted: string
}

export function startProcess({ command, args, cwd, env, stdin = '' }: ProcessOrder): RunningProcess {
  const child = spawn(command, args, { cwd, env, stdio: 'pipe' })
  const text = { stdout: '', stderr: '' }
  let waits: Wait[] = []
  const look = (): void => {
    for (const wait of waits) if (wait.isOver()) wait.resolve()
    waits = waits.filter((wait) => !wait.isOver())
  }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (more: string) => {
      text[name] += more
      look()
    })
  }
  // A program that does not read its input is judged by how it ends.
  child.stdin.on('error', () => undefined)
  if (typeof stdin === 'string') child.stdin.end(stdin)
  const ended = endOf(child, text).then((end) => {
    for (const { reject, wanted } of waits)
      reject(new Error(`it ended (${end.signal ?? end.code}) and never said ${wanted}:\n${end.stderr}`))
    return end
  })
  return {
    pid: child.pid ?? -1,
    ended,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    said: (wanted, on) => {
      const isOver = (): boolean => has(on === undefined ? text.stdout + text.stderr : text[on], wanted)
      if (isOver()) return Promise.resolve()
      if (child.exitCode !== null || child.signalCode !== null)
        return Promise.reject(new Error(`it has ended and never said ${wanted}:\n${text.stderr}`))
      return new Promise((resolve, reject) => {
        waits.push({ isOver, resolve, reject, wanted: String(wanted) })
      })
    },
    kill: (signal) => void child.kill(signal),
    answer: (text) => void child.stdin.end(text),
    [Symbol.asyncDispose]: async () => {
      // Asked first: what it has started itself would outlive it otherwise.
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
      await ended
      clearTimeout(timer)
    },
  }
}

export async function runProcess(order: ProcessOrder): Promise<Ended> {
  await using running = startProcess(order)
  return await running.ended
}

function has(text: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
}

function endOf(child: ChildProcess, text: { stdout: string; stderr: string }): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal, ...text }))
  })
}
