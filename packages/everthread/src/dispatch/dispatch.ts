/**
 * Who wakes `advance`, whatever does it: one process by itself (`embedded.ts`), or nodes that wake each other (`pg-boss.ts`).
 * A dispatch holds no truth: everything is in rows, and one that dies loses nothing.
 */
import type { Claim, ClaimStore } from '../store/claims.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'
import type { Lease } from './keep-leases.ts'

export interface DispatchOptions {
  readonly store: ClaimStore
  readonly clock: Clock
  /** Calendar time, as corrected by what was learnt of Meta's clock. */
  readonly now: () => Millis
  readonly node: string
  readonly pid: number
  /** How many accounts are advanced at once. */
  readonly atOnce?: number
  /** Advances one claimed account. Whatever it throws is reported, and ends nothing. */
  readonly advanceOne: (claim: Claim, lease: Lease) => Promise<void>
  /** Before each look at the index: what changed outside (files, a sandbox's clock). */
  readonly beforeTick?: () => Promise<void>
  /** After a tick in which something was advanced, or the first one. */
  readonly afterRound?: () => Promise<void>
  readonly onTrouble: (error: unknown, claim?: Claim) => void
  /** Ends it: what is in flight is finished and given back first. */
  readonly signal: AbortSignal
}

export interface Dispatch {
  readonly lastTickAt: () => Ticks | undefined
  /** How many accounts are advanced at the moment. */
  readonly running: () => number
  /** Looks at the index now. */
  readonly nudge: () => void
  /** Resolves when all has ended, after the signal. */
  readonly ended: Promise<void>
}
