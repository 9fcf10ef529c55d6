/**
 * The child's life.
 *
 * | State         | What is true                                                        | Entered                     | Left for |
 * |---------------|---------------------------------------------------------------------|-----------------------------|----------|
 * | `idle`        | nothing was started                                                 | at birth                    | running, ended |
 * | `running`     | the main process was started with the token `given`; its end is not known | begin; nothing left after a restart; back-off over | stopping |
 * | `stopping`    | the whole tree was told to end; nothing else happens before it has  | a new token, a stop, the main process's end | running, backing-off, ended |
 * | `backing-off` | nothing of the child is left; the next try waits                    | it died young after a restart of ours | running, ended |
 * | `ended`       | nothing will be started again; the code is decided                  | its own end, a stop, tries used up | |
 *
 * So two copies never run at once: `start` is an effect of entering `running`, and there is no way into `running` from
 * `running`. `child-transition.ts` is the function; `supervisor.ts` plays its effects.
 */
import type { Ticks } from '../time/clock.ts'
import type { UnprovenReason } from './proof.ts'
import type { ChildEnd, GroupChoice } from './process-host.ts'
import type { Reload } from './reload.ts'
import type { Occasion, SupervisorEvent } from './supervisor-event.ts'

export type ChildState = Idle | Running | Stopping | BackingOff | Ended

export interface Idle {
  readonly kind: 'idle'
  /** The fingerprint of the token that the child should have. So in every state below. */
  readonly wanted: string
}

export interface Running {
  readonly kind: 'running'
  readonly wanted: string
  /** The fingerprint of the token that it was started or last reloaded with. */
  readonly given: string
  readonly since: Ticks
  readonly origin: Origin
  readonly reload: 'settled' | 'under-way'
  /** When a change of the token last reached it. Absent before the first one, which therefore acts at once. */
  readonly changedAt?: Ticks
  /** The last signal that went to it without the wish to end it. */
  readonly lastSignal?: {
    readonly from: 'person' | 'reload'
    readonly signal: NodeJS.Signals
    readonly at: Ticks
  }
}

/** `ours`: we started it again, and `failures` starts of ours before it died young, one after the other. */
export type Origin = { readonly kind: 'first' } | { readonly kind: 'ours'; readonly failures: number }

export interface Stopping {
  readonly kind: 'stopping'
  readonly wanted: string
  readonly why: StopReason
  /** How the main process ended, once it has. */
  readonly main?: ChildEnd
  /** `killed`: the grace is over. */
  readonly force: 'asked' | 'killed'
}

export type StopReason =
  | { readonly kind: 'restart'; readonly failures: number }
  | { readonly kind: 'stopped'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'main-ended' }
  | { readonly kind: 'died-young'; readonly failures: number }

export interface BackingOff {
  readonly kind: 'backing-off'
  readonly wanted: string
  readonly failures: number
}

export interface Ended {
  readonly kind: 'ended'
  readonly wanted: string
  readonly code: number
}

/** What happens to it. `at` is monotonic. */
export type ChildFact =
  | { readonly kind: 'begin'; readonly at: Ticks }
  | { readonly kind: 'token'; readonly fingerprint: string; readonly at: Ticks }
  | { readonly kind: 'quiet-over'; readonly at: Ticks }
  | { readonly kind: 'reload-done'; readonly at: Ticks }
  | { readonly kind: 'main-ended'; readonly end: ChildEnd; readonly at: Ticks }
  | { readonly kind: 'tree-gone'; readonly at: Ticks }
  /** `left`: the pids that are still there. */
  | { readonly kind: 'grace-over'; readonly left: readonly number[]; readonly at: Ticks }
  | { readonly kind: 'back-off-over'; readonly at: Ticks }
  /** End it, whatever it takes. */
  | { readonly kind: 'stop'; readonly signal: NodeJS.Signals; readonly at: Ticks }
  /** We got this signal; the child decides what it means. */
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals; readonly at: Ticks }

export type ChildEffect =
  | { readonly kind: 'start'; readonly occasion: Occasion }
  | { readonly kind: 'signal-tree'; readonly signal: NodeJS.Signals }
  /** Again and again until nothing is left: who forks faster than we look loses in the end. */
  | { readonly kind: 'kill-tree' }
  /** Answers `tree-gone`, after `main-ended`. */
  | { readonly kind: 'await-tree' }
  /** Answers `…-over`, unless another state comes first. */
  | { readonly kind: 'timer'; readonly timer: 'grace' | 'back-off' | 'quiet'; readonly ms: number }
  /** Signal or command; answers `reload-done`. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'prove'; readonly occasion: Occasion; readonly fingerprint: string }
  | { readonly kind: 'abandon-proof'; readonly reason: UnprovenReason }
  | { readonly kind: 'say'; readonly event: SupervisorEvent }
  | { readonly kind: 'end'; readonly code: number }

export interface ChildPolicy {
  /** The command's name, without its arguments: they may hold secrets. */
  readonly command: string
  readonly reload: Reload
  readonly group: GroupChoice
  readonly graceMs: number
}

export interface Step {
  readonly state: ChildState
  readonly effects: readonly ChildEffect[]
}
