import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { toMillis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { conditionAfter } from './condition.ts'
import { type AlertFacts, type AlertState, alertDecision, parseAlertState } from './incidents.ts'

const NOW = toMillis(1_800_000_000_000)

const WELL: AlertFacts = {
  condition: { kind: 'alive' },
  reason: 'network',
  sinkFailures: [],
  consumerUnproven: false,
}

interface Life {
  /** Days until the expiry. */
  readonly left: number
  /** Days that were to be left at the planned renewal; `null`: nothing is planned. */
  readonly window?: number | null
}

function living({ left, window = 20 }: Life, more: Partial<AlertFacts> = {}): AlertFacts {
  const expiresAt = toMillis(NOW + left * DAY)
  const planned = window === null ? {} : { plannedAt: toMillis(expiresAt - window * DAY) }
  return { ...WELL, expiresAt, ...planned, ...more }
}

const eventsOf = (facts: AlertFacts, announced: AlertState = []) =>
  alertDecision(facts, announced, NOW).due.map(({ event }) => event)

/** Runs situations one after the other and collects what is told. */
function tell(...situations: AlertFacts[]) {
  let state: AlertState = []
  return situations.map((facts) => {
    const decision = alertDecision(facts, state, NOW)
    state = decision.state
    return decision.due.map(({ event }) => event)
  })
}

const deadOf = (reason: 'expired' | 'token-invalid') =>
  living({ left: -2 }, { condition: conditionAfter(reason) })

const granted = (left: number) => living({ left: 50 }, { dataAccessExpiresAt: toMillis(NOW + left * DAY) })

const failing = (...sinks: string[]) =>
  living({ left: 60 }, { sinkFailures: sinks.map((sink) => ({ sink, reason: 'file-not-writable' })) })

const skewed = (minutes: number) => living({ left: 60 }, { skewMs: minutes * MINUTE })

test.each<[string, Life, string[]]>([
  ['young, healthy', { left: 55 }, []],
  ['planned renewal just passed', { left: 19.9 }, []],
  ['late by 47 hours', { left: 20 - 47 / 24 }, []],
  ['late by 48 hours', { left: 18 }, ['renewal-overdue']],
  ['14 days are left', { left: 14 }, ['expires-in-14-days']],
  ['7 days are left, slept through the rest', { left: 6.5 }, ['expires-in-7-days']],
  ['3 days are left', { left: 3 }, ['expires-in-3-days']],
  ['a minute is left', { left: 1 / 1440 }, ['expires-in-1-day']],
  ['expired a minute ago, not yet tried', { left: -1 / 1440 }, ['expires-in-1-day']],
  ['expired an hour ago', { left: -1 / 24 }, ['token-dead']],
  ['window of 7 days, 13 left', { left: 13, window: 7 }, []],
  ['window of 7 days, missed by 16 hours', { left: 7 - 16 / 24, window: 7 }, []],
  ['window of 7 days, missed by 17 hours', { left: 7 - 17 / 24, window: 7 }, ['expires-in-7-days']],
  ['window of 7 days, missed by 3 days', { left: 4, window: 7 }, ['expires-in-7-days']],
  ['window of 2 days, 2.5 left', { left: 2.5, window: 2 }, []],
  ['window of 2 days, missed by 5 hours', { left: 2 - 5 / 24, window: 2 }, ['expires-in-3-days']],
  ['window of half a day, 18 hours left', { left: 0.75, window: 0.5 }, []],
  ['planned past the expiry', { left: 12, window: -1 }, ['expires-in-14-days']],
  ['nothing can be planned, 15 left', { left: 15, window: null }, []],
  ['nothing can be planned, 13 left', { left: 13, window: null }, ['expires-in-14-days']],
])('%s: %o tells %j', (_title, life, expected) => {
  expect(eventsOf(living(life))).toEqual(expected)
})

test('nothing is known of the lifetime: nothing is told', () => {
  expect(eventsOf(WELL)).toEqual([])
})

test('a permanent token has no plan and no expiry, and is silent', () => {
  expect(eventsOf({ ...WELL, reason: 'permanent' })).toEqual([])
})

test('a token that goes down with its plan missed is told of step by step, then recovers once', () => {
  const lefts = [20, 19, 18, 17, 14.1, 14, 13, 7, 6, 3, 2, 1, 0.5]
  const told = tell(...lefts.map((left) => living({ left })), living({ left: 60 }), living({ left: 59 }))
  expect(told.flat()).toEqual([
    'renewal-overdue',
    'expires-in-14-days',
    'expires-in-7-days',
    'expires-in-3-days',
    'expires-in-1-day',
    'recovered',
  ])
})

test('a step says why the token is not renewed', () => {
  const { due } = alertDecision(living({ left: 6 }, { reason: 'rate-limited' }), [], NOW)
  expect(due).toEqual([{ id: 'expires-in-7-days', event: 'expires-in-7-days', reason: 'rate-limited' }])
})

test('dead, then another token that is itself late: told again at its next step, recovered when all is well', () => {
  const dead = living({ left: 30 }, { condition: conditionAfter('password-changed') })
  expect(tell(dead, dead, living({ left: 10 }), living({ left: 6 }), living({ left: 60 }))).toEqual([
    ['token-dead'],
    [],
    ['expires-in-14-days'],
    ['expires-in-7-days'],
    ['recovered'],
  ])
})

test('a person is asked once for each reason, is reminded as the days go, and is not told of an overdue plan', () => {
  const asked = (left: number) => living({ left }, { condition: conditionAfter('scope-missing') })
  const other = living({ left: 5 }, { condition: conditionAfter('not-a-tester') })
  expect(tell(asked(25), asked(18), asked(13), other, asked(5), asked(2), living({ left: 60 }))).toEqual([
    ['needs-person'],
    [],
    ['expires-in-14-days'],
    ['needs-person'],
    [],
    ['expires-in-3-days'],
    ['recovered'],
  ])
})

test('whoever is asked with 6 days left is not told of the days in the same breath, nor of the death after an expiry', () => {
  const asked = (left: number) => living({ left }, { condition: conditionAfter('checkpoint') })
  expect(tell(asked(6), asked(6), asked(-1), living({ left: 60 }))).toEqual([
    ['needs-person'],
    [],
    ['token-dead'],
    ['recovered'],
  ])
  expect(eventsOf(asked(-1))).toEqual(['token-dead'])
})

test('a death is told with its reason, once, whatever reason it gets later', () => {
  const first = alertDecision(deadOf('token-invalid'), [], NOW)
  expect(first.due).toEqual([{ id: 'token-dead', event: 'token-dead', reason: 'token-invalid' }])
  expect(eventsOf(deadOf('expired'), first.state)).toEqual([])
})

test('the grant is told of at 14, 7, 3 and 1 days, whether or not the token’s plan is kept', () => {
  expect(tell(...[15, 14, 8, 7, 2, 2, 1, 90].map(granted))).toEqual([
    [],
    ['data-access-expires'],
    [],
    ['data-access-expires'],
    ['data-access-expires'],
    [],
    ['data-access-expires'],
    ['recovered'],
  ])
})

test('each sink is told of once; recovered comes when the last one has taken the token', () => {
  expect(tell(failing('a'), failing('a', 'b'), failing('b'), failing())).toEqual([
    ['sink-failed'],
    ['sink-failed'],
    [],
    ['recovered'],
  ])
  expect(alertDecision(failing('a'), [], NOW).due[0]).toMatchObject({
    sink: 'a',
    reason: 'file-not-writable',
  })
})

test('an unproven consumer and a wrong clock are told of once, side by side', () => {
  const facts = living({ left: 60 }, { consumerUnproven: true, skewMs: -6 * MINUTE })
  expect(tell(facts, facts, living({ left: 60 }))).toEqual([
    ['consumer-unproven', 'clock-skew'],
    [],
    ['recovered'],
  ])
})

test('a clock that wavers round five minutes is told of once', () => {
  expect(tell(...[4.9, 5, 4.9, -5.1, 3, 5, 2].map(skewed)).flat()).toEqual(['clock-skew', 'recovered'])
})

test('a row that cannot be read was not announced', () => {
  expect(parseAlertState(['token-dead'])).toEqual(['token-dead'])
  for (const value of [null, {}, 'x', [1]]) expect(parseAlertState(value)).toEqual([])
})

// Properties: lives of tokens, hour by hour or with gaps, under everything that the keeper can report.

const reasonArbitrary = fc.constantFrom(
  'network',
  'renewed',
  'rate-limited',
  'scope-missing',
  'checkpoint',
  'password-changed',
  'expired',
) satisfies fc.Arbitrary<AlertFacts['reason']>

const factsArbitrary: fc.Arbitrary<AlertFacts> = fc
  .record({
    reason: reasonArbitrary,
    left: fc.option(fc.double({ min: -3, max: 60, noNaN: true }), { nil: undefined }),
    window: fc.option(fc.double({ min: -1, max: 30, noNaN: true }), { nil: null }),
    access: fc.option(fc.double({ min: 0, max: 90, noNaN: true }), { nil: undefined }),
    sinks: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    consumerUnproven: fc.boolean(),
    skewMs: fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
  })
  .map(({ reason, left, window, access, sinks, consumerUnproven, skewMs }) => ({
    ...(left === undefined ? WELL : living({ left, window })),
    ...(access === undefined ? {} : { dataAccessExpiresAt: toMillis(NOW + access * DAY) }),
    condition: conditionAfter(reason),
    reason,
    sinkFailures: sinks.map((sink) => ({ sink, reason: 'disk-full' as const })),
    consumerUnproven,
    skewMs,
  }))

const historyArbitrary = fc.array(factsArbitrary, { maxLength: 12 })

function stateAfter(history: readonly AlertFacts[]): AlertState {
  return history.reduce<AlertState>((state, facts) => alertDecision(facts, state, NOW).state, [])
}

test('property: the same situation is never told twice, from whatever was told before', () => {
  fc.assert(
    fc.property(historyArbitrary, factsArbitrary, (history, facts) => {
      const { state } = alertDecision(facts, stateAfter(history), NOW)
      expect(alertDecision(facts, state, NOW)).toEqual({ due: [], state })
    }),
  )
})

test('property: recovered comes alone, only after something was told, and leaves nothing behind', () => {
  fc.assert(
    fc.property(historyArbitrary, factsArbitrary, (history, facts) => {
      const announced = stateAfter(history)
      const { due, state } = alertDecision(facts, announced, NOW)
      const recovers = due.some(({ event }) => event === 'recovered')
      expect(recovers).toBe(announced.length > 0 && state.length === 0)
      expect(recovers && due.length !== 1).toBe(false)
    }),
  )
})

test('property: one life speaks once a round: of its death, of a person, or of the days', () => {
  const OF_LIFE = /^(?:needs-person|token-dead|renewal-overdue|expires-)/
  fc.assert(
    fc.property(historyArbitrary, factsArbitrary, (history, facts) => {
      const told = eventsOf(facts, stateAfter(history)).filter((event) => OF_LIFE.test(event))
      expect(told.length).toBeLessThanOrEqual(1)
    }),
  )
})

test('property: while the plan can be kept, nothing is said about the life of the token', () => {
  const healthy = fc
    .record({
      window: fc.double({ min: 0.05, max: 40, noNaN: true }),
      ahead: fc.double({ min: 0, max: 60, noNaN: true }),
    })
    .map(({ window, ahead }) => living({ left: window + ahead, window }))
  fc.assert(
    fc.property(healthy, (facts) => {
      expect(eventsOf(facts)).toEqual([])
    }),
  )
})

test('property: along one life no step is told twice and each is later than the last, however the clock trembles', () => {
  const RANKS = [
    'renewal-overdue',
    'expires-in-14-days',
    'expires-in-7-days',
    'expires-in-3-days',
    'expires-in-1-day',
    'token-dead',
  ]
  const gaps = fc.array(
    fc.record({
      hours: fc.integer({ min: 0, max: 200 }),
      tremble: fc.integer({ min: -2 * HOUR, max: 2 * HOUR }),
    }),
    { maxLength: 60 },
  )
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 40, noNaN: true }), gaps, (window, rounds) => {
      let left = 45
      const life = rounds.map(({ hours, tremble }) => {
        left -= hours / 24
        return living({ left: left + tremble / DAY, window })
      })
      const ranks = tell(...life)
        .flat()
        .map((event) => RANKS.indexOf(event))
      expect(ranks).not.toContain(-1) // no `recovered`: nothing was repaired
      expect(ranks).toEqual([...new Set(ranks)].toSorted((a, b) => a - b))
    }),
    { numRuns: process.env['EVERTHREAD_TEST_LONG'] ? 20_000 : 300 },
  )
})

test('control: the last property’s measure sees a step that is told twice', () => {
  const forgetful = [living({ left: 6 }), living({ left: 6 })].flatMap((facts) => eventsOf(facts))
  expect(forgetful).not.toEqual([...new Set(forgetful)])
})

test('property: no token dies of its age unannounced, if a round runs every six hours', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 40, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (window, phase) => {
        const rounds = Array.from({ length: 240 }, (_, round) =>
          living({ left: 60 - (round + phase) / 4, window }),
        )
        expect(tell(...rounds).flat().length).toBeGreaterThan(0)
      },
    ),
  )
})

test('property: the state is JSON and comes back as it was', () => {
  fc.assert(
    fc.property(historyArbitrary, (history) => {
      const state = stateAfter(history)
      expect(parseAlertState(JSON.parse(JSON.stringify(state)))).toEqual(state)
    }),
  )
})
