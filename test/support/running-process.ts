/** A child process that a test started: what it says, how it ends. Whatever the test does, it does not outlive it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'

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

/** Ends a wait in vain before the test's own limit does, so that the process is still ended by its owner. */
const LONGEST_WAIT_MS = 30_000

export function startProcess({ command, args, cwd, env, stdin = '' }: ProcessOrder): RunningProcess {
  const child = spawn(command, args, { cwd, env, stdio: 'pipe' })
  const heard = hear(child)
  // A program that does not read its input is judged by how it ends.
  child.stdin.on('error', () => undefined)
  if (typeof stdin === 'string') child.stdin.end(stdin)
  const ended = endOf(child).then((end) => ({ ...end, ...heard.text }))
  return {
    pid: child.pid ?? -1,
    ended,
    stdout: () => heard.text.stdout,
    stderr: () => heard.text.stderr,
    said: (wanted, on) =>
      heard.until(() => {
        const text = on === undefined ? heard.text.stdout + heard.text.stderr : heard.text[on]
        return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
      }, String(wanted)),
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

interface Heard {
  readonly text: { stdout: string; stderr: string }
  /** Rejects when the process ends first, or says nothing of the kind for too long. */
  until(isSaid: () => boolean, wanted: string): Promise<void>
}

function hear(child: ChildProcessWithoutNullStreams): Heard {
  const text = { stdout: '', stderr: '' }
  const looks = new Set<() => void>()
  const lookAll = (): void => {
    for (const look of looks) look()
  }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (more: string) => {
      text[name] += more
      lookAll()
    })
  }
  let hasEnded = false
  child.once('close', () => {
    hasEnded = true
    lookAll()
  })
  return {
    text,
    until: async (isSaid, wanted) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const giveUp = (): void =>
        reject(new Error(`it never said ${wanted}, but:\n${text.stdout}${text.stderr}`))
      const look = (): void => {
        if (isSaid()) resolve()
        else if (hasEnded) giveUp()
      }
      const timer = setTimeout(giveUp, LONGEST_WAIT_MS)
      looks.add(look)
      look()
      try {
        await promise
      } finally {
        clearTimeout(timer)
        looks.delete(look)
      }
    },
  }
}

function endOf(child: ChildProcessWithoutNullStreams): Promise<Pick<Ended, 'code' | 'signal'>> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}
