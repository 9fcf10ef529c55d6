import { describe, expect, test } from 'vitest'
import type { Ticks } from '../time/clock.ts'
import type {
  BackingOff,
  ChildFact,
  ChildPolicy,
  ChildState,
  Running,
  Step,
  Stopping,
} from './child-states.ts'
import { BACK_OFF_MS, QUIET_MS, transition } from './child-transition.ts'
import type { ChildEnd } from './process-host.ts'

const at = (ms: number): Ticks => ms as Ticks
const RESTART: ChildPolicy = { command: 'app', reload: { kind: 'restart' }, group: 'own', graceMs: 10_000 }
const HANGUP: ChildPolicy = { ...RESTART, reload: { kind: 'signal', signal: 'SIGHUP' } }
const TERMINAL: ChildPolicy = { ...RESTART, group: 'shared' }
const EXIT_1: ChildEnd = { kind: 'exited', code: 1 }

const RUNNING: Running = {
  kind: 'running',
  wanted: 'a',
  given: 'a',
  since: at(0),
  origin: { kind: 'first' },
  reload: 'settled',
}
const AGAIN: Running = { ...RUNNING, origin: { kind: 'ours', failures: 0 }, changedAt: at(0) }
const STOPPING: Stopping = {
  kind: 'stopping',
  wanted: 'b',
  why: { kind: 'restart', failures: 0 },
  force: 'asked',
}
const BACKING_OFF: BackingOff = { kind: 'backing-off', wanted: 'b', failures: 1 }

function kinds({ effects }: Step): readonly string[] {
  return effects.map(({ kind }) => kind)
}

function token(fingerprint: string, ms: number): ChildFact {
  return { kind: 'token', fingerprint, at: at(ms) }
}

function graceOver(left: readonly number[]): ChildFact {
  return { kind: 'grace-over', left, at: at(10_000) }
}

describe('a new token', () => {
  test('ends the tree at once, whatever the child’s age', () => {
    const step = transition(RESTART, RUNNING, token('b', 5))
    expect(step.state).toEqual(STOPPING)
    expect(step.effects).toContainEqual({ kind: 'signal-tree', signal: 'SIGTERM' })
    expect(kinds(step)).not.toContain('start')
  })

  test('that the child has already is no reason for anything', () => {
    expect(transition(RESTART, RUNNING, token('a', 5))).toEqual({ state: RUNNING, effects: [] })
  })

  test('waits while the child is young from the last change, and then counts once', () => {
    const waiting = transition(RESTART, AGAIN, token('b', 500))
    expect(waiting.effects).toEqual([{ kind: 'timer', timer: 'quiet', ms: QUIET_MS - 500 }])
    const newer = transition(RESTART, waiting.state, token('c', 600))
    const step = transition(RESTART, newer.state, { kind: 'quiet-over', at: at(QUIET_MS) })
    expect(step.state).toMatchObject({ kind: 'stopping', wanted: 'c' })
  })

  test('and back again within the quiet time is no change', () => {
    const there = transition(RESTART, AGAIN, token('b', 500))
    const back = transition(RESTART, there.state, token('a', 600))
    expect(kinds(transition(RESTART, back.state, { kind: 'quiet-over', at: at(QUIET_MS) }))).toEqual([])
  })

  test('during a stop is what the next child starts with, without a second restart', () => {
    const newer = transition(RESTART, { ...STOPPING, main: EXIT_1 }, token('c', 5))
    const step = transition(RESTART, newer.state, { kind: 'tree-gone', at: at(9) })
    expect(step.state).toMatchObject({ kind: 'running', given: 'c', wanted: 'c' })
    expect(kinds(step)).toEqual(['start', 'prove'])
  })

  test('during a reload is applied after it', () => {
    const first = transition(HANGUP, RUNNING, token('b', 0))
    expect(kinds(first)).toEqual(['abandon-proof', 'say', 'reload'])
    const second = transition(HANGUP, first.state, token('c', 1))
    expect(kinds(second)).toEqual([])
    const done = transition(HANGUP, second.state, { kind: 'reload-done', at: at(3000) })
    expect(done.effects).toEqual([
      { kind: 'prove', occasion: 'signal', fingerprint: 'b' },
      { kind: 'timer', timer: 'quiet', ms: 0 },
    ])
    const next = transition(HANGUP, done.state, { kind: 'quiet-over', at: at(3000) })
    expect(next.state).toMatchObject({ given: 'c', reload: 'under-way' })
  })

  test('does not shorten a back-off', () => {
    const step = transition(RESTART, BACKING_OFF, token('c', 5))
    expect(step).toEqual({ state: { ...BACKING_OFF, wanted: 'c' }, effects: [] })
  })
})

describe('the end of the main process', () => {
  const END_OF_FIRST: readonly [ChildEnd, number][] = [
    [{ kind: 'exited', code: 0 }, 0],
    [{ kind: 'exited', code: 42 }, 42],
    [{ kind: 'signalled', signal: 'SIGKILL' }, 137],
    [{ kind: 'signalled', signal: 'SIGSEGV' }, 139],
    [{ kind: 'not-started', reason: 'command-not-found', error: 'ENOENT' }, 127],
    [{ kind: 'not-started', reason: 'not-executable', error: 'EACCES' }, 126],
    [{ kind: 'not-started', reason: 'refused', error: 'EAGAIN' }, 126],
  ]
  test.each(END_OF_FIRST)('%o is the run’s code %i, after everything that it left is gone', (end, code) => {
    const ending = transition(RESTART, RUNNING, { kind: 'main-ended', end, at: at(3) })
    expect(kinds(ending)).toEqual(['say', 'abandon-proof', 'signal-tree', 'timer', 'await-tree'])
    const step = transition(RESTART, ending.state, { kind: 'tree-gone', at: at(4) })
    expect(step.state).toEqual({ kind: 'ended', wanted: 'a', code })
    expect(step.effects.at(-1)).toEqual({ kind: 'end', code })
  })
})

describe('an end', () => {
  const reload = { from: 'reload', signal: 'SIGHUP', at: at(4) } as const
  const hangup: ChildEnd = { kind: 'signalled', signal: 'SIGHUP' }
  const gone: ChildEnd = { kind: 'not-started', reason: 'command-not-found', error: 'ENOENT' }
  const interrupted: Running = { ...AGAIN, lastSignal: { from: 'person', signal: 'SIGINT', at: at(4) } }
  const signalled: Running = { ...RUNNING, lastSignal: reload }
  const REASONS: readonly [string, { state: Running; end: ChildEnd; ms: number; why: string }][] = [
    ['of the first child, however young', { state: RUNNING, end: EXIT_1, ms: 5, why: 'main-ended' }],
    ['of a restarted child within 10 s', { state: AGAIN, end: EXIT_1, ms: 9999, why: 'died-young' }],
    ['of a restarted child by a signal', { state: AGAIN, end: hangup, ms: 5, why: 'died-young' }],
    ['of a restarted child after 10 s', { state: AGAIN, end: EXIT_1, ms: 10_000, why: 'main-ended' }],
    [
      'with 0: its work is done',
      { state: AGAIN, end: { kind: 'exited', code: 0 }, ms: 5, why: 'main-ended' },
    ],
    ['after a person’s Ctrl-C', { state: interrupted, end: EXIT_1, ms: 5, why: 'main-ended' }],
    ['of a command that is gone at the restart', { state: AGAIN, end: gone, ms: 1, why: 'died-young' }],
    ['by our own reload signal', { state: signalled, end: hangup, ms: 5, why: 'restart' }],
    [
      'by that signal, long after we sent it',
      { state: signalled, end: hangup, ms: 20_000, why: 'main-ended' },
    ],
    ['by something else than our signal', { state: signalled, end: EXIT_1, ms: 5, why: 'main-ended' }],
  ]
  test.each(REASONS)('%s', (_name, { state, end, ms, why }) => {
    const step = transition(HANGUP, state, { kind: 'main-ended', end, at: at(ms) })
    expect(step.state).toMatchObject({ kind: 'stopping', why: { kind: why } })
  })
})

describe('a child that dies young', () => {
  test('backs off 1, 2, 4, 8, 16 s and then ends the run with the child’s code', () => {
    const waits: number[] = []
    let state: ChildState = AGAIN
    for (let tries = 0; tries <= BACK_OFF_MS.length; tries += 1) {
      const died = transition(RESTART, state, { kind: 'main-ended', end: EXIT_1, at: at(1) })
      const next = transition(RESTART, died.state, { kind: 'tree-gone', at: at(1) })
      for (const effect of next.effects) if (effect.kind === 'timer') waits.push(effect.ms)
      state = transition(RESTART, next.state, { kind: 'back-off-over', at: at(1) }).state
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000])
    expect(state).toEqual({ kind: 'ended', wanted: 'a', code: 1 })
  })

  test('of a child that lived long enough forgets the failures before it', () => {
    const survivor: Running = { ...AGAIN, origin: { kind: 'ours', failures: 3 } }
    const young = transition(RESTART, survivor, token('b', 5000))
    expect(young.state).toMatchObject({ why: { kind: 'restart', failures: 3 } })
    const old = transition(RESTART, survivor, token('b', 10_000))
    expect(old.state).toMatchObject({ why: { kind: 'restart', failures: 0 } })
  })
})

describe('a stop', () => {
  test('goes to the whole tree with its signal, and the run ends with the child’s own code', () => {
    const stopping = transition(RESTART, RUNNING, { kind: 'stop', signal: 'SIGTERM', at: at(1) })
    expect(stopping.effects).toContainEqual({ kind: 'signal-tree', signal: 'SIGTERM' })
    const ended = transition(RESTART, stopping.state, { kind: 'main-ended', end: EXIT_1, at: at(2) })
    const step = transition(RESTART, ended.state, { kind: 'tree-gone', at: at(3) })
    expect(step.state).toMatchObject({ kind: 'ended', code: 1 })
  })

  test('during a restart makes it the end', () => {
    const stopped = transition(RESTART, STOPPING, { kind: 'stop', signal: 'SIGTERM', at: at(1) })
    const ended = transition(RESTART, stopped.state, { kind: 'main-ended', end: EXIT_1, at: at(2) })
    expect(kinds(transition(RESTART, ended.state, { kind: 'tree-gone', at: at(3) }))).toEqual(['say', 'end'])
  })

  test('in a back-off or before the first start ends at once', () => {
    for (const state of [BACKING_OFF, { kind: 'idle', wanted: 'a' } as const]) {
      const step = transition(RESTART, state, { kind: 'stop', signal: 'SIGTERM', at: at(1) })
      expect(step.state).toMatchObject({ kind: 'ended', code: 143 })
    }
  })
})

describe('a signal to us', () => {
  const HANDED_ON: readonly [NodeJS.Signals, ChildPolicy, boolean][] = [
    ['SIGINT', RESTART, true],
    ['SIGQUIT', RESTART, true],
    ['SIGHUP', RESTART, true],
    // The terminal has sent it to the child already.
    ['SIGINT', TERMINAL, false],
    ['SIGQUIT', TERMINAL, false],
    ['SIGHUP', TERMINAL, true],
  ]
  test.each(HANDED_ON)('%s, %o: handed on %s, and the child decides', (signal, policy, handed) => {
    const step = transition(policy, RUNNING, { kind: 'signal', signal, at: at(1) })
    expect(step.state.kind).toBe('running')
    expect(step.effects).toEqual(handed ? [{ kind: 'signal-tree', signal }] : [])
  })

  const WITHOUT_CHILD: readonly [NodeJS.Signals, ChildPolicy, string][] = [
    ['SIGINT', RESTART, 'ended'],
    ['SIGINT', TERMINAL, 'ended'],
    ['SIGHUP', TERMINAL, 'ended'],
    // "Read your configuration again": to nobody.
    ['SIGHUP', RESTART, 'backing-off'],
  ]
  test.each(WITHOUT_CHILD)('%s, %o, while no child can decide: %s', (signal, policy, kind) => {
    expect(transition(policy, BACKING_OFF, { kind: 'signal', signal, at: at(1) }).state.kind).toBe(kind)
  })
})

describe('the grace', () => {
  test('over: everything that is left is killed', () => {
    const step = transition(RESTART, STOPPING, graceOver([7]))
    expect(step.state).toMatchObject({ kind: 'stopping', force: 'killed' })
    expect(step.effects).toContainEqual({ kind: 'say', event: { kind: 'killed', pids: [7] } })
    expect(kinds(step)).toContain('kill-tree')
  })

  test('over again at a restart: it waits on rather than start a second copy', () => {
    const step = transition(RESTART, { ...STOPPING, force: 'killed' }, graceOver([7]))
    expect(step.state.kind).toBe('stopping')
    expect(step.effects).toEqual([{ kind: 'say', event: { kind: 'will-not-end', pids: [7] } }])
  })

  test('over again at the end: says what is left, and ends', () => {
    const stopped: Stopping = { ...STOPPING, why: { kind: 'stopped', signal: 'SIGTERM' }, force: 'killed' }
    const step = transition(RESTART, stopped, graceOver([7]))
    expect(step.state).toMatchObject({ kind: 'ended', code: 137 })
    expect(step.effects[0]).toEqual({ kind: 'say', event: { kind: 'will-not-end', pids: [7] } })
  })
})
