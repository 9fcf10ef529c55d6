/** `--deliver COMMAND`: hands the new token to a command on its standard input, and to nothing else. */
import { spawn } from 'node:child_process'
import type { Secret } from '@everthread/client'
import type { CommandContext } from './command-context.ts'

/** `undefined` when it took the token; else how it ended, in no language: `exit 1`, `SIGKILL`, `EACCES`. Its output is ours: talk, on stderr. */
export function deliverTo(
  command: string,
  token: Secret,
  { environment, cwd }: CommandContext,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      cwd,
      env: { ...environment.inherited },
      stdio: ['pipe', 2, 2],
    })
    child.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : (signal ?? `exit ${code}`)))
    // A command that closes its input early is judged by how it ends.
    child.stdin?.once('error', () => undefined)
    child.stdin?.end(token.reveal())
  })
}
