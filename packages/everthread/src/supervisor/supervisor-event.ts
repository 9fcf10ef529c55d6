/** What the supervisor tells: facts with fingerprints, never a token. `supervisor-words.ts` makes sentences of them. */
import type { Proof } from './proof.ts'
import type { ChildEnd } from './process-host.ts'

/** What brought the token to the child. `first`: its first start. */
export type Occasion = 'first' | 'restart' | 'back-off' | 'signal' | 'command' | 'none'

export type SupervisorEvent =
  | {
      readonly kind: 'started'
      readonly occasion: Occasion
      readonly pid: number
      readonly fingerprint: string
    }
  /** A new token, and what is done about it. */
  | { readonly kind: 'token-changed'; readonly occasion: Occasion; readonly fingerprint: string }
  | { readonly kind: 'reload-failed'; readonly failure: ReloadFailure }
  /** One for each start and each reload. */
  | {
      readonly kind: 'proof'
      readonly occasion: Occasion
      readonly fingerprint: string
      readonly proof: Proof
    }
  | { readonly kind: 'stopping'; readonly signal: NodeJS.Signals }
  /** The grace is over. */
  | { readonly kind: 'killed'; readonly pids: readonly number[] }
  /** It was killed and is still there: not ours to signal, or stuck in the kernel. */
  | { readonly kind: 'will-not-end'; readonly pids: readonly number[] }
  /** The main process ended and we did not ask it to. */
  | { readonly kind: 'child-ended'; readonly command: string; readonly end: ChildEnd }
  /** It did not survive the signal that should have told it of the new token. */
  | { readonly kind: 'killed-by-reload'; readonly signal: NodeJS.Signals }
  | {
      readonly kind: 'backing-off'
      readonly delayMs: number
      readonly failures: number
      readonly code: number
    }
  | { readonly kind: 'ended'; readonly code: number }

export type ReloadFailure =
  | { readonly kind: 'signal-not-sent'; readonly outcome: 'gone' | 'refused' }
  | { readonly kind: 'command-exited'; readonly code: number }
  | { readonly kind: 'command-timed-out' }
