/** The four steps that lead from a state to another one: start, end the tree, end the run, stay. Pure. */
import type { Ticks } from '../time/clock.ts'
import type { ChildEffect, ChildPolicy, ChildState, Origin, Step, StopReason } from './child-states.ts'
import type { ChildEnd } from './process-host.ts'
import type { Occasion } from './supervisor-event.ts'

interface StartOrder {
  readonly origin: Origin
  readonly occasion: Occasion
  readonly at: Ticks
}

export function start(wanted: string, { origin, occasion, at }: StartOrder): Step {
  return {
    state: {
      kind: 'running',
      wanted,
      given: wanted,
      since: at,
      origin,
      reload: 'settled',
      // A child that we started again has the quiet time to come up.
      ...(origin.kind === 'ours' && { changedAt: at }),
    },
    effects: [
      { kind: 'start', occasion },
      { kind: 'prove', occasion, fingerprint: wanted },
    ],
  }
}

interface StopOrder {
  readonly wanted: string
  readonly why: StopReason
  /** How the main process ended, where it has. */
  readonly main?: ChildEnd
  readonly signal: NodeJS.Signals
  readonly before: readonly ChildEffect[]
}

export function stopTree({ graceMs }: ChildPolicy, { before, signal, ...known }: StopOrder): Step {
  return {
    state: { kind: 'stopping', force: 'asked', ...known },
    effects: [
      ...before,
      { kind: 'signal-tree', signal },
      { kind: 'timer', timer: 'grace', ms: graceMs },
      { kind: 'await-tree' },
    ],
  }
}

export function endRun({ wanted }: ChildState, code: number): Step {
  return {
    state: { kind: 'ended', wanted, code },
    effects: [
      { kind: 'say', event: { kind: 'ended', code } },
      { kind: 'end', code },
    ],
  }
}

export function stay(state: ChildState): Step {
  return { state, effects: [] }
}
