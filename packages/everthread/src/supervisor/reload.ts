/** How a running child learns of a new token: what `--reload` says. */
import { constants } from 'node:os'

export type Reload =
  /** Ended and started again: the only one after which the environment can be a proof. */
  | { readonly kind: 'restart' }
  /**
   * Sent to the main process alone, as `kill -HUP $(cat pid)` is: what it means to the others is the main process's
   * business. A shell in between (`sh -c 'x; app'`) does not pass it on; `exec app` makes the application the main one.
   */
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  /** A shell line, with the new token under its key, `EVERTHREAD_FINGERPRINT` and `EVERTHREAD_CHILD_PID`. */
  | { readonly kind: 'command'; readonly command: string }
  /** The child looks at the file itself. */
  | { readonly kind: 'none' }

export type InvalidReload = {
  readonly kind: 'invalid'
  readonly reason: 'empty' | 'unknown-signal' | 'deadly-signal'
}

/** `restart`, `none`, a signal (`SIGHUP`, `HUP`), else a shell line. */
export function parseReload(text: string): Reload | InvalidReload {
  const word = text.trim()
  if (word === '') return { kind: 'invalid', reason: 'empty' }
  if (word === 'restart' || word === 'none') return { kind: word }
  const signal = word.startsWith('SIG') ? word : `SIG${word}`
  // Nobody can catch these two, so that nobody can reload at them.
  if (signal === 'SIGKILL' || signal === 'SIGSTOP') return { kind: 'invalid', reason: 'deadly-signal' }
  if (isSignal(signal)) return { kind: 'signal', signal }
  // `SIGHPU` is a slip of the finger, not a command.
  if (/^SIG[A-Z0-9]+$/.test(word)) return { kind: 'invalid', reason: 'unknown-signal' }
  return { kind: 'command', command: text }
}

function isSignal(name: string): name is NodeJS.Signals {
  return Object.hasOwn(constants.signals, name)
}
