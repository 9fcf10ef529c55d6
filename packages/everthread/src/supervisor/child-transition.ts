/** From one state of `child-states.ts` to the next. Pure: the table there, in code. */
import type { Ticks } from '../time/clock.ts'
import { type EndFact, failuresSoFar, killerOf, whyAfterEnd } from './child-end-meaning.ts'
import type {
  BackingOff,
  ChildEffect,
  ChildFact,
  ChildPolicy,
  ChildState,
  Idle,
  Running,
  Step,
  Stopping,
} from './child-states.ts'
import { endRun, start, stay, stopTree } from './child-steps.ts'
import { exitCode, signalCode } from './exit-code.ts'

/**
 * The debounce. The first change acts at once, because nobody should wait for a change that comes every forty days;
 * what follows within this time becomes one change at its end.
 */
export const QUIET_MS = 2000

/** The waits between the tries to start such a child; after the last one its code is ours. */
export const BACK_OFF_MS: readonly number[] = [1000, 2000, 4000, 8000, 16_000]

export function transition(policy: ChildPolicy, state: ChildState, fact: ChildFact): Step {
  switch (state.kind) {
    case 'idle':
      return whenIdle(state, fact)
    case 'running':
      return whenRunning(policy, state, fact)
    case 'stopping':
      return whenStopping(policy, state, fact)
    case 'backing-off':
      return whenBackingOff(policy, state, fact)
    case 'ended':
      return stay(state)
    default:
      return state satisfies never
  }
}

function whenIdle(state: Idle, fact: ChildFact): Step {
  if (fact.kind === 'token') return stay({ ...state, wanted: fact.fingerprint })
  if (fact.kind === 'stop') return endRun(state, signalCode(fact.signal))
  if (fact.kind !== 'begin') return stay(state)
  return start(state.wanted, { origin: { kind: 'first' }, occasion: 'first', at: fact.at })
}

function whenRunning(policy: ChildPolicy, state: Running, fact: ChildFact): Step {
  if (fact.kind === 'token') return considerToken(policy, { ...state, wanted: fact.fingerprint }, fact.at)
  if (fact.kind === 'quiet-over') return isChanged(state) ? applyToken(policy, state, fact.at) : stay(state)
  if (fact.kind === 'reload-done') return finishReload(policy, state, fact.at)
  if (fact.kind === 'main-ended') return followMain(policy, state, fact)
  if (fact.kind === 'signal') return passOn(policy, state, fact)
  return fact.kind === 'stop' ? stopForGood(policy, state, fact.signal) : stay(state)
}

function whenStopping(policy: ChildPolicy, state: Stopping, fact: ChildFact): Step {
  if (fact.kind === 'token') return stay({ ...state, wanted: fact.fingerprint })
  if (fact.kind === 'main-ended') return stay({ ...state, main: fact.end })
  if (fact.kind === 'tree-gone') return afterTree(state, fact.at)
  if (fact.kind === 'grace-over') return afterGrace(policy, state, fact.left)
  const ends = fact.kind === 'stop' || (fact.kind === 'signal' && endsUs(policy, fact.signal))
  // Where the main process ended by itself we are ending already, with its code.
  if (!ends || state.why.kind === 'main-ended') return stay(state)
  return stay({ ...state, why: { kind: 'stopped', signal: fact.signal } })
}

function whenBackingOff(policy: ChildPolicy, state: BackingOff, fact: ChildFact): Step {
  if (fact.kind === 'token') return stay({ ...state, wanted: fact.fingerprint })
  const ends = fact.kind === 'stop' || (fact.kind === 'signal' && endsUs(policy, fact.signal))
  if (ends) return endRun(state, signalCode(fact.signal))
  if (fact.kind !== 'back-off-over') return stay(state)
  const origin = { kind: 'ours', failures: state.failures } as const
  return start(state.wanted, { origin, occasion: 'back-off', at: fact.at })
}

/** A change in the quiet time waits for its end. */
function considerToken(policy: ChildPolicy, state: Running, at: Ticks): Step {
  if (!isChanged(state)) return stay(state)
  const quietMs = quietLeft(state, at)
  return quietMs > 0 ? { state, effects: [quietTimer(quietMs)] } : applyToken(policy, state, at)
}

/** An unchanged token is no reason for anything, and a change during a reload waits for the reload's end. */
function isChanged({ reload, wanted, given }: Running): boolean {
  return reload === 'settled' && wanted !== given
}

function applyToken(policy: ChildPolicy, state: Running, at: Ticks): Step {
  const { wanted } = state
  const before: readonly ChildEffect[] = [
    { kind: 'abandon-proof', reason: 'superseded' },
    { kind: 'say', event: { kind: 'token-changed', occasion: policy.reload.kind, fingerprint: wanted } },
  ]
  if (policy.reload.kind === 'restart') {
    const why = { kind: 'restart', failures: failuresSoFar(state, at) } as const
    return stopTree(policy, { wanted, why, signal: 'SIGTERM', before })
  }
  return { state: reloading(policy, state, at), effects: [...before, { kind: 'reload' }] }
}

function reloading(policy: ChildPolicy, state: Running, at: Ticks): Running {
  const { reload } = policy
  return {
    ...state,
    given: state.wanted,
    reload: 'under-way',
    changedAt: at,
    ...(reload.kind === 'signal' && { lastSignal: { from: 'reload', signal: reload.signal, at } }),
  }
}

function finishReload(policy: ChildPolicy, state: Running, at: Ticks): Step {
  if (state.reload === 'settled') return stay(state)
  const settled = { ...state, reload: 'settled' } as const
  return {
    state: settled,
    effects: [
      { kind: 'prove', occasion: policy.reload.kind, fingerprint: state.given },
      ...(isChanged(settled) ? [quietTimer(quietLeft(state, at))] : []),
    ],
  }
}

function quietLeft({ changedAt }: Running, at: Ticks): number {
  return changedAt === undefined ? 0 : Math.max(0, QUIET_MS - (at - changedAt))
}

function quietTimer(ms: number): ChildEffect {
  return { kind: 'timer', timer: 'quiet', ms }
}

/**
 * A hang-up or an interrupt is handed to the child, which may live on (a REPL at Ctrl-C, a server that reads its
 * configuration again at SIGHUP).
 */
function passOn(
  policy: ChildPolicy,
  state: Running,
  { signal, at }: { signal: NodeJS.Signals; at: Ticks },
): Step {
  return {
    state: { ...state, lastSignal: { from: 'person', signal, at } },
    effects: comesFromTerminal(policy, signal) ? [] : [{ kind: 'signal-tree', signal }],
  }
}

/** With a terminal and one group, Ctrl-C and Ctrl-\ have reached the child already: a second one would be too many. */
function comesFromTerminal({ group }: ChildPolicy, signal: NodeJS.Signals): boolean {
  return group === 'shared' && (signal === 'SIGINT' || signal === 'SIGQUIT')
}

/** While no child can decide. A hang-up without a terminal means "read your configuration again". */
function endsUs({ group }: ChildPolicy, signal: NodeJS.Signals): boolean {
  return signal !== 'SIGHUP' || group === 'shared'
}

function stopForGood(policy: ChildPolicy, { wanted }: Running, signal: NodeJS.Signals): Step {
  return stopTree(policy, {
    wanted,
    why: { kind: 'stopped', signal },
    signal,
    before: [
      { kind: 'abandon-proof', reason: 'stopped' },
      { kind: 'say', event: { kind: 'stopping', signal } },
    ],
  })
}

/** What the main process left behind is ended before anything else happens, as it is at a restart. */
function followMain(policy: ChildPolicy, state: Running, { end, at }: EndFact): Step {
  const { command } = policy
  const killer = killerOf(state, { end, at })
  return stopTree(policy, {
    wanted: state.wanted,
    why: whyAfterEnd(policy, state, { end, at }),
    main: end,
    signal: 'SIGTERM',
    before: [
      {
        kind: 'say',
        event: killer ? { kind: 'killed-by-reload', signal: killer } : { kind: 'child-ended', command, end },
      },
      { kind: 'abandon-proof', reason: 'child-ended' },
    ],
  })
}

function afterTree(state: Stopping, at: Ticks): Step {
  const { wanted, why } = state
  switch (why.kind) {
    case 'restart': {
      const origin = { kind: 'ours', failures: why.failures } as const
      return start(wanted, { origin, occasion: 'restart', at })
    }
    case 'stopped':
    case 'main-ended':
      return endRun(state, codeOf(state))
    case 'died-young':
      return backOff(state, why.failures)
    default:
      return why satisfies never
  }
}

function backOff(state: Stopping, failures: number): Step {
  const delayMs = BACK_OFF_MS[failures]
  const code = codeOf(state)
  if (delayMs === undefined) return endRun(state, code)
  return {
    state: { kind: 'backing-off', wanted: state.wanted, failures: failures + 1 },
    effects: [
      { kind: 'say', event: { kind: 'backing-off', delayMs, failures: failures + 1, code } },
      { kind: 'timer', timer: 'back-off', ms: delayMs },
    ],
  }
}

function afterGrace(policy: ChildPolicy, state: Stopping, left: readonly number[]): Step {
  if (state.main && left.length === 0) return stay(state)
  if (state.force === 'asked') {
    return {
      state: { ...state, force: 'killed' },
      effects: [
        { kind: 'say', event: { kind: 'killed', pids: left } },
        { kind: 'kill-tree' },
        { kind: 'timer', timer: 'grace', ms: policy.graceMs },
      ],
    }
  }
  const said: ChildEffect = { kind: 'say', event: { kind: 'will-not-end', pids: left } }
  const ending = state.why.kind === 'stopped' || state.why.kind === 'main-ended'
  // A restart waits on, however long: a second copy beside the first is the worse of the two.
  if (!ending) return { state, effects: [said] }
  const { effects, ...ended } = endRun(state, codeOf(state))
  return { ...ended, effects: [said, ...effects] }
}

/** A main process that will not end has no code of its own. */
function codeOf({ main }: Stopping): number {
  return main ? exitCode(main) : signalCode('SIGKILL')
}
