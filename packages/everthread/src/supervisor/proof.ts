/**
 * Does the child hold the new token? Three answers, and no fourth:
 *
 * - `environment`: every live process of its tree that has the key holds the new value, and at least one has it. Only
 *   after a start of ours, only on Linux.
 * - `reported`: asked by `--prove`, the application answered the new token's fingerprint. Where there is a `--prove` it
 *   alone decides: the application knows better than its environment what it uses.
 * - `unproven`, with one reason of a closed list. It does not say that the application has the old token.
 */

export type Proof =
  | { readonly kind: 'environment'; readonly pids: readonly number[] }
  | { readonly kind: 'reported' }
  | Unproven

export interface Unproven {
  readonly kind: 'unproven'
  readonly reason: UnprovenReason
  /** The processes that speak against it. */
  readonly pids?: readonly number[]
  /** An exit code, an HTTP status, a system error's name. */
  readonly detail?: string
}

export const UNPROVEN_REASONS = [
  'other-value', // a live process of the tree has the key with another value
  'no-process-has-it', // no live process of the tree has the key
  'environment-unreadable', // a process runs with other rights than ours, or hides its memory
  'environment-not-shown', // not Linux
  'not-restarted', // a signal, a command or nothing: the environment stays as it was
  'prove-answered-other', // `--prove` answered, but not with the new token's fingerprint
  'prove-failed', // `--prove` ended with another code than 0, or with an HTTP error
  'prove-unreachable', // no answer from the URL
  'prove-timed-out',
  'superseded', // a newer token came before the look was over
  'child-ended', // the child ended before the look was over
  'stopped', // we were told to stop before the look was over
] as const

export type UnprovenReason = (typeof UNPROVEN_REASONS)[number]
