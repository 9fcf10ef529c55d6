/** A shell line of the user's (`--reload`, `--prove`), with a time limit. */
import type { Clock } from '../time/clock.ts'
import type { ChildEnd, ProcessHost, Stdio } from './process-host.ts'

export interface ShellLine {
  readonly line: string
  readonly environment: Readonly<Record<string, string>>
  readonly stdio: Stdio
  readonly limitMs: number
}

export interface ShellSurroundings {
  readonly host: ProcessHost
  readonly clock: Clock
  /** Ends the line when nobody needs it any more. */
  readonly signal: AbortSignal
}

export type ShellOutcome =
  | { readonly kind: 'ended'; readonly end: ChildEnd; readonly output: string }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'aborted' }

export async function runShellLine(
  { line, limitMs, ...launch }: ShellLine,
  { host, clock, signal }: ShellSurroundings,
): Promise<ShellOutcome> {
  if (signal.aborted) return { kind: 'aborted' }
  // A group of its own, so that at the limit everything that it started can be ended with it.
  const started = host.start({ ...launch, command: ['/bin/sh', '-c', line], group: 'own' })
  const done = new AbortController()
  const outcome = await Promise.race([
    Promise.all([started.ended, started.output]).then(
      ([end, output]) => ({ kind: 'ended', end, output }) as const,
    ),
    clock
      .sleep(limitMs, AbortSignal.any([signal, done.signal]))
      .then(() => ({ kind: signal.aborted ? 'aborted' : 'timed-out' }) as const),
  ])
  done.abort()
  if (outcome.kind !== 'ended' && started.identity) {
    host.signal({ kind: 'group', leader: started.identity.pid }, 'SIGKILL')
  }
  return outcome
}
