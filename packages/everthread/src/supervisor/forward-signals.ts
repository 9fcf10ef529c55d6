/**
 * The signals that `run` gets, and the terminal.
 *
 * Without a terminal on standard input (a service, cron, a pipe) the child gets a session and a group of its own: the
 * group can be ended in one call, and what is sent to us we hand on.
 *
 * With a terminal it stays in our group. In a session of its own it would have no controlling terminal: no Ctrl-C, no
 * Ctrl-Z, no news of the window's size, no password prompt through `/dev/tty`; in a group of its own it would be in the
 * background, and reading a line would stop it with SIGTTIN. So it shares our group, and its tree is followed through
 * its parents and its mark instead (`process-tree.ts`). The terminal then sends Ctrl-C to the child and to us alike,
 * and we hand on nothing: the child decides, as if there were no `run`.
 *
 * @NOTE With a terminal, `kill -INT` at `run` alone cannot be told from Ctrl-C (Node does not say who sent a signal) and
 * does not reach the child; `kill -TERM` does.
 */
import type { GroupChoice } from './process-host.ts'
import type { Supervisor } from './supervisor.ts'

/** `process` fits. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
  off(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown
}

export function groupFor(stdin: { readonly isTTY?: boolean }): GroupChoice {
  return stdin.isTTY === true ? 'shared' : 'own'
}

/** SIGTERM ends the run; the others are the child's to answer. Until disposed. */
export function forwardSignals(supervisor: Supervisor, source: SignalSource): Disposable {
  const stop = (signal: NodeJS.Signals): void => supervisor.stop(signal)
  const forward = (signal: NodeJS.Signals): void => supervisor.forward(signal)
  const listeners = [
    ['SIGTERM', stop],
    ['SIGINT', forward],
    ['SIGHUP', forward],
    ['SIGQUIT', forward],
  ] as const
  for (const [signal, listener] of listeners) source.on(signal, listener)
  return {
    [Symbol.dispose]: () => {
      for (const [signal, listener] of listeners) source.off(signal, listener)
    },
  }
}
