/** What the child and the shell lines round it are started with, besides the token. */
import type { Stdio, Stream } from './process-host.ts'

/** The mark in the environment of the child and of everything that it starts. */
export const RUN_ID_NAME = 'EVERTHREAD_RUN_ID'

export interface ChildSurroundings {
  /** Without the key: the token is put in where it is due, whatever was inherited. */
  readonly environment: Readonly<Record<string, string>>
  readonly stdio: ChildStdio
  /** Where shell lines write: standard output belongs to the child, so that it is standard error for both. */
  readonly talk: Stream
  readonly runId: string
}

export interface ChildStdio extends Stdio {
  readonly stdout: Stream
}

const STANDARD_ERROR = 2
const INHERITED: ChildStdio = { stdin: 'inherit', stdout: 'inherit', stderr: 'inherit' }

export function surroundingsOf({
  environment,
  key,
  stdio = INHERITED,
  runId,
}: SurroundingsOptions): ChildSurroundings {
  return {
    environment: without(environment, key),
    stdio,
    talk: stdio.stderr === 'inherit' ? STANDARD_ERROR : stdio.stderr,
    runId,
  }
}

export interface SurroundingsOptions {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly key: string
  readonly stdio?: ChildStdio
  readonly runId: string
}

function without(environment: SurroundingsOptions['environment'], key: string): Record<string, string> {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && name !== key && name !== RUN_ID_NAME) kept[name] = value
  }
  return kept
}
