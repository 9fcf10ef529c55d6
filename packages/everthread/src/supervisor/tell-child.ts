/** Telling a running child of its new token, by signal or by command. */
import { exitCode } from './exit-code.ts'
import type { Reload } from './reload.ts'
import { runShellLine, type ShellSurroundings } from './shell-command.ts'
import type { Stream } from './process-host.ts'
import type { ReloadFailure } from './supervisor-event.ts'

const COMMAND_LIMIT_MS = 60_000

export interface Telling {
  readonly reload: Reload
  /** The main process. */
  readonly pid: number
  /** With the new token under its key. */
  readonly environment: Readonly<Record<string, string>>
  readonly fingerprint: string
  /** Where the command writes. */
  readonly talk: Stream
}

/** `undefined` when it was told. A failure is reported; it ends nothing. */
export async function tellChild(
  telling: Telling,
  given: ShellSurroundings,
): Promise<ReloadFailure | undefined> {
  const { reload, pid } = telling
  switch (reload.kind) {
    case 'restart':
    case 'none':
      return undefined
    case 'signal': {
      const outcome = given.host.signal({ kind: 'process', pid }, reload.signal)
      return outcome === 'sent' ? undefined : { kind: 'signal-not-sent', outcome }
    }
    case 'command':
      return await runCommand(reload.command, { telling, given })
    default:
      return reload satisfies never
  }
}

/** The token is in the environment alone: an argument is seen by everybody on the machine. */
async function runCommand(
  line: string,
  { telling, given }: { telling: Telling; given: ShellSurroundings },
): Promise<ReloadFailure | undefined> {
  const { environment, fingerprint, pid, talk } = telling
  const outcome = await runShellLine(
    {
      line,
      environment: { ...environment, EVERTHREAD_FINGERPRINT: fingerprint, EVERTHREAD_CHILD_PID: `${pid}` },
      stdio: { stdin: 'ignore', stdout: talk, stderr: talk },
      limitMs: COMMAND_LIMIT_MS,
    },
    given,
  )
  if (outcome.kind === 'timed-out') return { kind: 'command-timed-out' }
  const code = outcome.kind === 'ended' ? exitCode(outcome.end) : 0
  return code === 0 ? undefined : { kind: 'command-exited', code }
}
