/**
 * What the supervisor needs of an operating system: start, signal, look. Everything that decides takes this as an
 * argument, so that its tests need no process; `node-process-host.ts` is the real one.
 */

export interface ProcessHost {
  /** Never throws: a command that cannot be started is an `ended` of kind `not-started`. */
  start(launch: Launch): StartedProcess
  signal(target: SignalTarget, signal: NodeJS.Signals): SignalOutcome
  /** Every process that can be seen, without this one. */
  list(): Promise<ProcessListing>
  /** The environment that a process was last executed with. */
  environment(pid: number): Promise<EnvironmentView>
}

export interface Launch {
  readonly command: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly group: GroupChoice
  readonly stdio: Stdio
}

/** `own`: a session and process group of its own. `shared`: in ours. `forward-signals.ts` says when which is right. */
export type GroupChoice = 'own' | 'shared'

/** A number is a file descriptor of ours. */
export type Stream = 'inherit' | 'ignore' | number

export interface Stdio {
  readonly stdin: Stream
  readonly stdout: Stream | 'capture'
  readonly stderr: Stream
}

export interface StartedProcess {
  /** Absent when it could not be started. */
  readonly identity?: ProcessIdentity
  /** The end of this one process; its descendants may live on. */
  readonly ended: Promise<ChildEnd>
  /** The first characters that came out of a captured stdout; the empty string when it is not captured. */
  readonly output: Promise<string>
}

/** Pids are used again; together with the time of birth they are not. */
export interface ProcessIdentity {
  readonly pid: number
  /** In the host's own unit; 0 where the host cannot say. */
  readonly bornAt: number
}

export type ChildEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'signalled'; readonly signal: NodeJS.Signals }
  | {
      readonly kind: 'not-started'
      readonly reason: 'command-not-found' | 'not-executable' | 'refused'
      /** The system's name for it: `ENOENT`. */
      readonly error: string
    }

export type SignalTarget =
  | { readonly kind: 'process'; readonly pid: number }
  | { readonly kind: 'group'; readonly leader: number }

/** `refused`: it runs with rights that we do not have (a set-user-id program). */
export type SignalOutcome = 'sent' | 'gone' | 'refused'

/** `unavailable`: this system shows no processes. Only the main process and its group can be followed then. */
export type ProcessListing =
  | { readonly kind: 'listed'; readonly processes: readonly ListedProcess[] }
  | { readonly kind: 'unavailable' }

export interface ListedProcess extends ProcessIdentity {
  readonly parent: number
  readonly group: number
  readonly session: number
  /** A zombie has ended and waits for its parent to ask how: it does nothing any more. */
  readonly life: 'alive' | 'zombie'
}

/**
 * `gone`: ended meanwhile. `unsupported`: this system does not show environments.
 *
 * @NOTE What is shown is the memory that `execve` filled. A process that changes its environment later (`setenv`,
 * `process.env.X = …`, a dotenv library) does so elsewhere, and a process that rewrites its title may overwrite it.
 */
export type EnvironmentView =
  | { readonly kind: 'readable'; readonly entries: readonly string[] }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly error: string }
  | { readonly kind: 'unsupported' }
