import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ticks } from '../time/clock.ts'
import type { ChildFact, ChildPolicy, ChildState, Step } from './child-states.ts'
import { BACK_OFF_MS, transition } from './child-transition.ts'
import type { ChildEnd } from './process-host.ts'

const RUNS = process.env['EVERTHREAD_TEST_LONG'] === '1' ? 100_000 : 2000

const RESTART: ChildPolicy = { command: 'app', reload: { kind: 'restart' }, group: 'own', graceMs: 10_000 }
const HANGUP: ChildPolicy = { ...RESTART, reload: { kind: 'signal', signal: 'SIGHUP' } }
const POLICIES: readonly ChildPolicy[] = [
  RESTART,
  HANGUP,
  { ...RESTART, group: 'shared' },
  { ...HANGUP, group: 'shared' },
]

const ENDS: readonly ChildEnd[] = [
  { kind: 'exited', code: 0 },
  { kind: 'exited', code: 1 },
  { kind: 'signalled', signal: 'SIGHUP' },
  { kind: 'not-started', reason: 'command-not-found', error: 'ENOENT' },
]

type Transition = typeof transition
type Told = (at: Ticks) => ChildFact

const kind = <K extends string>(...names: K[]): fc.Arbitrary<K> => fc.constantFrom(...names)
const signal = fc.constantFrom<NodeJS.Signals>('SIGINT', 'SIGTERM', 'SIGHUP')
const token = kind('a', 'b', 'c').map(
  (fingerprint): Told =>
    (at) => ({ kind: 'token', fingerprint, at }),
)
const mainEnded = fc.constantFrom(...ENDS).map(
  (end): Told =>
    (at) => ({ kind: 'main-ended', end, at }),
)
const over = kind('tree-gone', 'back-off-over', 'quiet-over', 'reload-done').map(
  (name): Told =>
    (at) => ({ kind: name, at }),
)
const graceOver = fc.constantFrom([], [7]).map(
  (left): Told =>
    (at) => ({ kind: 'grace-over', left, at }),
)
const passedOn = signal.map(
  (name): Told =>
    (at) => ({ kind: 'signal', signal: name, at }),
)
const stop = signal.map(
  (name): Told =>
    (at) => ({ kind: 'stop', signal: name, at }),
)

const anything = fc.oneof(
  ...[token, mainEnded, over, over, graceOver, passedOn].map((arbitrary) => ({ weight: 8, arbitrary })),
  { weight: 1, arbitrary: stop },
)
/** A child that comes up to die: the way to the end of the back-off. */
const crashes = fc.oneof(
  token,
  over,
  fc.constant<Told>((at) => ({ kind: 'main-ended', end: { kind: 'exited', code: 1 }, at })),
)
const storyOf = (
  fact: fc.Arbitrary<Told>,
  mostMs: number,
): fc.Arbitrary<readonly { fact: Told; afterMs: number }[]> =>
  fc.array(fc.record({ fact, afterMs: fc.nat(mostMs) }), { maxLength: 120, size: 'max' })
const story = fc.record({
  policy: fc.constantFrom(...POLICIES),
  facts: fc.oneof(storyOf(anything, 6000), storyOf(crashes, 1000)),
})
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never

/** What the world and a listener know. */
interface Seen {
  /** Something of a child is alive. */
  alive: boolean
  newest: string
  proofOpen: boolean
  backOffs: number
  over: boolean
}

/** Plays a story, leaving out what cannot happen, and tells the first promise that was broken. */
function brokenPromise(play: Transition, { policy, facts }: Story): string | undefined {
  const seen: Seen = { alive: false, newest: 'a', proofOpen: false, backOffs: 0, over: false }
  let state: ChildState = { kind: 'idle', wanted: 'a' }
  let at = 0
  const begin = { fact: (ticks: Ticks): ChildFact => ({ kind: 'begin', at: ticks }), afterMs: 0 }
  for (const told of [begin, ...facts]) {
    at += told.afterMs
    const next = told.fact(at as Ticks)
    if (!canHappen(state, next)) continue
    if (next.kind === 'token') seen.newest = next.fingerprint
    if (next.kind === 'tree-gone') seen.alive = false
    const step = play(policy, state, next)
    const broken = brokenBy(step, seen)
    if (broken !== undefined) return `${broken} at ${next.kind} in ${state.kind}`
    state = step.state
  }
  return undefined
}

function canHappen(state: ChildState, { kind: name }: ChildFact): boolean {
  if (name === 'main-ended') return state.kind === 'running' || (state.kind === 'stopping' && !state.main)
  if (name === 'tree-gone') return state.kind === 'stopping' && state.main !== undefined
  if (name === 'back-off-over') return state.kind === 'backing-off'
  return true
}

function brokenBy({ state, effects }: Step, seen: Seen): string | undefined {
  if (seen.over && effects.length > 0) return 'something happened after the end'
  for (const effect of effects) {
    if (effect.kind === 'start') {
      if (seen.alive) return 'two copies at once'
      seen.alive = true
      if (effect.occasion !== 'back-off') seen.backOffs = 0
    }
    if (effect.kind === 'prove') {
      if (seen.proofOpen) return 'a proof was forgotten'
      seen.proofOpen = true
    }
    // The last one asked for may be closed by its own answer instead.
    if (effect.kind === 'abandon-proof') seen.proofOpen = false
    if (effect.kind === 'timer' && effect.timer === 'back-off') seen.backOffs += 1
    if (seen.backOffs > BACK_OFF_MS.length) return 'a back-off without end'
    if (effect.kind === 'end') seen.over = true
  }
  if (state.kind !== 'ended' && state.wanted !== seen.newest) return 'the newest token was forgotten'
  const begun = effects.some((effect) => effect.kind === 'start')
  if (begun && (state.kind !== 'running' || state.given !== seen.newest)) return 'started with an old token'
  return undefined
}

test('never two copies, never an old token, no proof forgotten, no back-off without end, nothing after the end', () => {
  fc.assert(
    fc.property(story, (told) => {
      expect(brokenPromise(transition, told)).toBeUndefined()
    }),
    { numRuns: RUNS, seed: 20_261_120 },
  )
})

const FAULTS: readonly [string, Transition, string][] = [
  [
    'starts beside the old child',
    (policy, state, next) => {
      const step = transition(policy, state, next)
      const { effects } = step
      return step.state.kind === 'stopping' && state.kind === 'running'
        ? { ...step, effects: [...effects, { kind: 'start', occasion: 'restart' }] }
        : step
    },
    'two copies at once',
  ],
  [
    'starts with the token of the moment at which it stopped the old child',
    (policy, state, next) =>
      next.kind === 'token' && state.kind === 'stopping'
        ? { state, effects: [] }
        : transition(policy, state, next),
    'the newest token was forgotten',
  ],
  [
    'forgets a proof when the child ends',
    (policy, state, next) => {
      const step = transition(policy, state, next)
      return { ...step, effects: step.effects.filter((effect) => effect.kind !== 'abandon-proof') }
    },
    'a proof was forgotten',
  ],
  [
    'tries for ever',
    (policy, state, next) => {
      const step = transition(policy, state, next)
      return step.state.kind === 'backing-off' ? { ...step, state: { ...step.state, failures: 0 } } : step
    },
    'a back-off without end',
  ],
]
test.each(FAULTS)('(control) a supervisor that %s is found out', (_name, faulty, broken) => {
  const details = fc.check(
    fc.property(story, (told) => {
      expect(brokenPromise(faulty, told) ?? '').not.toContain(broken)
    }),
    { numRuns: 5000, seed: 20_261_120 },
  )
  expect(details.failed).toBe(true)
})
