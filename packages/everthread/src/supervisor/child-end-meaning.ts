/** What the end of a running child's main process means: is the run over, or was it our doing? Pure. */
import type { Ticks } from '../time/clock.ts'
import type { ChildPolicy, Running, StopReason } from './child-states.ts'
import type { ChildEnd } from './process-host.ts'

/** A child that dies earlier than this after a start or a signal of ours died of it. */
export const YOUNG_MS = 10_000

export interface EndFact {
  readonly end: ChildEnd
  readonly at: Ticks
}

export function whyAfterEnd(policy: ChildPolicy, state: Running, { end, at }: EndFact): StopReason {
  if (killerOf(state, { end, at })) return { kind: 'restart', failures: failuresSoFar(state, at) }
  // A job that says "done" is not started again: its work would be done twice.
  const died = end.kind !== 'exited' || end.code !== 0
  const { lastSignal, origin, since } = state
  const asked = lastSignal?.from === 'person' && at - lastSignal.at < policy.graceMs
  const young = origin.kind === 'ours' && at - since < YOUNG_MS
  return died && young && !asked ? { kind: 'died-young', failures: origin.failures } : { kind: 'main-ended' }
}

/**
 * The signal of ours that it died of: `--reload SIGHUP` for a program that does not know SIGHUP, whose default is
 * death. At the moment of a renewal nobody is looking, so it is started again rather than buried.
 */
export function killerOf({ lastSignal }: Running, { end, at }: EndFact): NodeJS.Signals | undefined {
  if (lastSignal?.from !== 'reload' || end.kind !== 'signalled') return undefined
  return end.signal === lastSignal.signal && at - lastSignal.at < YOUNG_MS ? end.signal : undefined
}

/** Its earlier failures are forgotten when it has lived long enough. */
export function failuresSoFar({ origin, since }: Running, at: Ticks): number {
  return origin.kind === 'ours' && at - since < YOUNG_MS ? origin.failures : 0
}
