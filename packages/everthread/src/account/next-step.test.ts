/**
 * The choice of the next step: a table, and properties over whatever can be gathered. The properties play a whole advance
 * with effects that are as bad as they can be, to show that it always comes to rest.
 */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccountView, nextStep, type SinkView, type Step } from './next-step.ts'
import { afterFailure } from '../keeper/backoff.ts'
import type { Decision, KeeperFacts, TokenFacts, Wish } from '../keeper/facts.ts'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { afterRefusal } from '../keeper/refusal.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

const BORN = Date.UTC(2026, 0, 1)
const at = (ms: number): Millis => (BORN + ms) as Millis

function token(change: Partial<TokenFacts> = {}): TokenFacts {
  return { fingerprint: 'current', expiry: { kind: 'at', at: at(60 * DAY) }, issuedAt: at(0), ...change }
}

function keeper(change: Partial<KeeperFacts> = {}): KeeperFacts {
  return { token: token(), renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0, canExchange: false, ...change }
}

function view(change: Partial<AccountView> = {}): AccountView {
  return {
    keeper: keeper(),
    journal: 'none',
    known: new Set(['current', 'older']),
    sinks: [],
    lastLookAt: at(10 * DAY),
    tokenDueAt: at(0),
    ...change,
  }
}

const refusedOnce = {
  reason: 'checkpoint',
  firstAt: at(10 * DAY),
  lastAt: at(10 * DAY),
  confirmations: 1,
} as const
const refusedTwice = { ...refusedOnce, confirmations: 2 } as const
const sink = (change: Partial<SinkView> = {}): SinkView => ({ id: 's', holds: 'current', ...change })

describe('the next step', () => {
  const table: [string, AccountView, number, object, Wish?][] = [
    [
      'is to rest until the plan or the daily look',
      view(),
      10.5 * DAY,
      { kind: 'rest', tokenDueAt: at(11 * DAY) },
    ],
    [
      'is to rest until the plan, when that comes first',
      view({ lastLookAt: at(39.5 * DAY) }),
      39.6 * DAY,
      { kind: 'rest', tokenDueAt: at(40 * DAY) },
    ],
    ['is a look a day after the last one', view(), 11 * DAY, { kind: 'look' }],
    [
      'is no look while the token’s row is not due',
      view({ tokenDueAt: at(12 * DAY) }),
      11 * DAY,
      { kind: 'rest' },
    ],
    ['is a look when a person asks for one', view(), 10.1 * DAY, { kind: 'look' }, { look: true }],
    ['is the renewal that is due', view(), 40 * DAY, { kind: 'attempt', how: 'renewed', reason: 'due' }],
    [
      'is the renewal that is due, although the row says later',
      view({ tokenDueAt: at(50 * DAY) }),
      40 * DAY,
      { kind: 'attempt' },
    ],
    [
      'is the exchange of a short-lived token',
      view({
        keeper: keeper({ token: token({ expiry: { kind: 'at', at: at(HOUR) } }), canExchange: true }),
        lastLookAt: at(0),
      }),
      1,
      { kind: 'attempt', how: 'exchanged' },
    ],
    [
      'is the one renewal that is a probe',
      view({ keeper: keeper({ token: { fingerprint: 'current', expiry: { kind: 'unknown' } } }) }),
      10 * DAY,
      { kind: 'attempt', how: 'renewed', reason: 'lifetime-unknown' },
    ],
    [
      'is to settle an open journal before anything else',
      view({ journal: 'recorded', sinks: [sink({ holds: 'stranger' })] }),
      40 * DAY,
      { kind: 'recover' },
    ],
    [
      'is to settle an open journal, due or not',
      view({ journal: 'intent', tokenDueAt: at(50 * DAY) }),
      10 * DAY,
      { kind: 'recover' },
    ],
    [
      'is not to ask about a journal again before the back-off is over',
      view({
        journal: 'intent',
        keeper: keeper({
          attempts: { count: 1, lastAt: at(10 * DAY), reason: 'network', notBefore: at(10 * DAY + MINUTE) },
        }),
      }),
      10 * DAY + 1,
      { kind: 'rest', tokenDueAt: at(10 * DAY + MINUTE) },
    ],
    [
      'is to ask about it in the last twentieth, whatever the back-off says',
      view({
        journal: 'recorded',
        keeper: keeper({
          attempts: { count: 9, lastAt: at(58 * DAY), reason: 'network', notBefore: at(59 * DAY) },
        }),
      }),
      58 * DAY + HOUR,
      { kind: 'recover' },
    ],
    [
      'is to look at a token that somebody put into the file',
      view({ sinks: [sink({ holds: 'stranger' })] }),
      40 * DAY,
      { kind: 'take_found', sinkId: 's' },
    ],
    [
      'is not to look at it again before its back-off is over',
      view({ sinks: [sink({ holds: 'stranger', notBefore: at(10.6 * DAY) })] }),
      10.5 * DAY,
      { kind: 'rest', sinksDueAt: new Map([['s', at(10.6 * DAY)]]) },
    ],
    [
      'is the renewal, although nobody could tell whose token lies in the file',
      view({ sinks: [sink({ holds: 'stranger', notBefore: at(41 * DAY) })] }),
      40 * DAY,
      { kind: 'attempt' },
    ],
    [
      'is to write a file that holds an older generation',
      view({ sinks: [sink({ holds: 'older' })] }),
      10.5 * DAY,
      { kind: 'deliver', sinkId: 's' },
    ],
    [
      'is to write a file that holds nothing',
      view({ sinks: [{ id: 's' }] }),
      10.5 * DAY,
      { kind: 'deliver' },
    ],
    [
      'is to write over a dead token',
      view({ sinks: [sink({ holds: 'dead', rejected: { fingerprint: 'dead', reason: 'dead' } })] }),
      10.5 * DAY,
      { kind: 'deliver' },
    ],
    [
      'is never to write over another user’s',
      view({ sinks: [sink({ holds: 'his', rejected: { fingerprint: 'his', reason: 'other-user' } })] }),
      10.5 * DAY,
      { kind: 'rest', sinksDueAt: new Map() },
    ],
    [
      'is to write over what came after another user’s',
      view({ sinks: [sink({ holds: 'older', rejected: { fingerprint: 'his', reason: 'other-user' } })] }),
      10.5 * DAY,
      { kind: 'deliver' },
    ],
    [
      'is not to write before a sink’s own back-off is over',
      view({ sinks: [sink({ holds: 'older', notBefore: at(10.6 * DAY) })] }),
      10.5 * DAY,
      { kind: 'rest', sinksDueAt: new Map([['s', at(10.6 * DAY)]]) },
    ],
    [
      'is not to write a token that is known to be dead',
      view({ keeper: keeper({ refusal: refusedTwice }), sinks: [sink({ holds: 'older' })] }),
      10.5 * DAY,
      { kind: 'rest' },
    ],
    [
      'after a refusal is to wait for ten minutes, although a look would be due',
      view({ keeper: keeper({ refusal: refusedOnce }), lastLookAt: at(8 * DAY) }),
      10 * DAY + MINUTE,
      { kind: 'rest', tokenDueAt: at(10 * DAY + 10 * MINUTE) },
    ],
    [
      'and then to look again',
      view({ keeper: keeper({ refusal: refusedOnce }) }),
      10 * DAY + 10 * MINUTE,
      { kind: 'look' },
    ],
    [
      'when a person is needed is one look a day',
      view({ keeper: keeper({ refusal: refusedTwice }) }),
      11 * DAY,
      { kind: 'look' },
    ],
    [
      'when a person is needed is to rest for a day from the refusal, not from the look before it',
      view({ keeper: keeper({ refusal: refusedTwice }), lastLookAt: at(8 * DAY) }),
      10.5 * DAY,
      { kind: 'rest', tokenDueAt: at(11 * DAY) },
    ],
    [
      'asks for the app secret and looks once a day',
      view({ keeper: keeper({ token: token({ expiry: { kind: 'at', at: at(HOUR) } }) }), lastLookAt: at(0) }),
      1,
      {
        kind: 'rest',
        decision: { kind: 'needs_person', reason: 'short-lived-no-secret' },
        tokenDueAt: at(DAY),
      },
    ],
    [
      'is not put off by a look from the future',
      view({ lastLookAt: at(999 * DAY) }),
      12 * DAY,
      { kind: 'rest', tokenDueAt: at(13 * DAY) },
    ],
  ]
  for (const [name, given, nowMs, expected, wish] of table) {
    it(name, () => expect(nextStep(given, at(nowMs), wish)).toMatchObject(expected))
  }

  it('is a renewal within the window that was wished for', () => {
    const renewBefore = { kind: 'duration', ms: 51 * DAY } as const
    expect(nextStep(view(), at(10.1 * DAY), { renewBefore })).toMatchObject({
      kind: 'attempt',
      reason: 'due',
    })
  })
})

const instant = fc.integer({ min: -DAY, max: 70 * DAY }).map(at)
const fingerprints = fc.constantFrom('current', 'older', 'stranger', 'dead')

const views: fc.Arbitrary<AccountView> = fc
  .record(
    {
      keeper: fc.record(
        {
          token: fc.record(
            {
              fingerprint: fc.constant('current'),
              expiry: fc.oneof(
                instant.map((expiresAt) => ({ kind: 'at' as const, at: expiresAt })),
                fc.constantFrom({ kind: 'never' as const }, { kind: 'unknown' as const }),
              ),
              issuedAt: instant,
              mintedAt: instant,
            },
            { requiredKeys: ['fingerprint', 'expiry'] },
          ),
          renewBefore: fc.constant(DEFAULT_RENEW_BEFORE),
          jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
          canExchange: fc.boolean(),
          attempts: fc.record({
            count: fc.integer({ min: 1, max: 9 }),
            lastAt: instant,
            reason: fc.constantFrom(
              'network' as const,
              'suspect' as const,
              'too-young' as const,
              'expired' as const,
            ),
            notBefore: instant,
          }),
          refusal: fc.record({
            reason: fc.constantFrom('checkpoint' as const, 'expired' as const),
            firstAt: instant,
            lastAt: instant,
            confirmations: fc.integer({ min: 1, max: 3 }),
          }),
        },
        { requiredKeys: ['token', 'renewBefore', 'jitter', 'canExchange'] },
      ),
      journal: fc.constantFrom('none' as const, 'intent' as const, 'recorded' as const),
      known: fc.constant(new Set(['current', 'older'])),
      sinks: fc.array(
        fc.record(
          {
            id: fc.constantFrom('a', 'b', 'c'),
            holds: fingerprints,
            rejected: fc.record({
              fingerprint: fingerprints,
              reason: fc.constantFrom('other-user' as const, 'dead' as const),
            }),
            notBefore: instant,
          },
          { requiredKeys: ['id'] },
        ),
        { maxLength: 3 },
      ),
      lastLookAt: instant,
      tokenDueAt: instant,
    },
    { requiredKeys: ['keeper', 'journal', 'known', 'sinks', 'tokenDueAt'] },
  )
  .map((given) => ({ ...given, sinks: [...new Map(given.sinks.map((one) => [one.id, one])).values()] }))

const wishes: fc.Arbitrary<Wish> = fc.constantFrom(
  {},
  { look: true },
  { force: true },
  { force: true, look: true },
)

/** A step whose every effect fails, as the effects say that it failed. `luck` chooses among the ways. */
function failed(given: AccountView, step: Exclude<Step, { kind: 'rest' }>, { now, luck }: Fate): AccountView {
  const { keeper: before, sinks } = given
  const attempts = afterFailure(before.attempts, {
    reason: luck === 0 ? 'network' : 'suspect',
    at: now,
    jitter: before.jitter,
  })
  const refusal = afterRefusal(before.refusal, 'token-invalid', now)
  switch (step.kind) {
    case 'recover':
      return { ...given, keeper: { ...before, attempts, ...(luck === 2 && { refusal }) } }
    case 'attempt':
      return {
        ...given,
        keeper: { ...before, attempts, ...(luck === 2 && { refusal }) },
        journal: luck === 1 ? 'intent' : 'none',
      }
    case 'look': {
      const inVain = before.refusal && { refusal: { ...before.refusal, lastAt: now } }
      const lastLookAt = (luck === 2 ? now : now - DAY + HOUR) as Millis
      return { ...given, lastLookAt, keeper: { ...before, ...(luck === 2 ? { refusal } : inVain) } }
    }
    case 'take_found':
    case 'deliver':
      return {
        ...given,
        sinks: sinks.map((one) =>
          one.id === step.sinkId ? { ...one, notBefore: (now + 1) as Millis } : one,
        ),
      }
    default:
      return step satisfies never
  }
}

interface Fate {
  readonly now: Millis
  /** 0: nobody answered. 1: nobody answered, and the journal stays open. 2: refused. */
  readonly luck: number
}

/** What `advance` does with a wish after a step. */
function wishAfter(wish: Wish, step: Step): Wish {
  if (step.kind === 'attempt' || step.kind === 'recover') return {}
  const { look: _, ...rest } = wish
  return step.kind === 'look' ? rest : wish
}

interface Played {
  readonly steps: readonly Step[]
  readonly end: AccountView
}

function playOut(
  start: AccountView,
  { wish, now, lucks }: { wish: Wish; now: Millis; lucks: readonly number[] },
): Played {
  const steps: Step[] = []
  let end = start
  let wished = wish
  for (let n = 0; n < 40; n += 1) {
    const step = nextStep(end, now, wished)
    steps.push(step)
    if (step.kind === 'rest') break
    end = failed(end, step, { now, luck: lucks[n % lucks.length] ?? 0 })
    wished = wishAfter(wished, step)
  }
  return { steps, end }
}

const fates = fc.record({
  wish: wishes,
  now: instant,
  lucks: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
})

describe('an advance, however bad everything is', () => {
  it('comes to rest after a handful of steps: at most one attempt, one recovery after it, and one try for each sink', () => {
    fc.assert(
      fc.property(views, fates, (start, fate) => {
        const { steps } = playOut(start, fate)
        expect(steps.at(-1)?.kind).toBe('rest')
        const count = (kind: Step['kind']): number => steps.filter((step) => step.kind === kind).length
        expect(count('attempt')).toBeLessThanOrEqual(1)
        expect(count('recover')).toBeLessThanOrEqual(1)
        expect(count('look')).toBeLessThanOrEqual(2)
        expect(count('take_found') + count('deliver')).toBeLessThanOrEqual(start.sinks.length)
      }),
      { numRuns: 3000 },
    )
  })

  it('rests until later than now, and at most a day, so that the loop neither spins nor forgets', () => {
    fc.assert(
      fc.property(views, fates, (start, fate) => {
        const last = playOut(start, fate).steps.at(-1)
        if (last?.kind !== 'rest') throw new Error('it did not come to rest')
        expect(last.tokenDueAt).toBeGreaterThan(fate.now)
        expect(last.tokenDueAt).toBeLessThanOrEqual(fate.now + DAY)
        for (const dueAt of last.sinksDueAt.values()) expect(dueAt).toBeGreaterThan(fate.now)
      }),
      { numRuns: 3000 },
    )
  })

  it('finds nothing to do when it is woken before that', () => {
    fc.assert(
      fc.property(views, fates, fc.double({ min: 0, max: 0.999, noNaN: true }), (start, fate, share) => {
        // A refusal dated ahead of a clock that was set back is asked about early: one look more, no harm.
        fc.pre((start.keeper.refusal?.lastAt ?? 0) <= fate.now)
        const { steps, end } = playOut(start, fate)
        const last = steps.at(-1)
        if (last?.kind !== 'rest') throw new Error('it did not come to rest')
        const until = Math.min(last.tokenDueAt, ...last.sinksDueAt.values())
        const between = Math.trunc(fate.now + (until - 1 - fate.now) * share) as Millis
        expect(nextStep({ ...end, tokenDueAt: last.tokenDueAt }, between).kind).toBe('rest')
      }),
      { numRuns: 3000 },
    )
  })

  it('never writes over a token that it does not know, nor over another user’s, nor with one that it knows to be dead', () => {
    fc.assert(
      fc.property(views, fates, (start, fate) => {
        for (const step of playOut(start, fate).steps) {
          if (step.kind !== 'deliver') continue
          const one = start.sinks.find(({ id }) => id === step.sinkId)
          const isKnown = one?.holds === undefined || start.known.has(one.holds)
          const isDead = one?.rejected?.fingerprint === one?.holds && one?.rejected?.reason === 'dead'
          expect(isKnown || isDead).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('never renews before an open journal has been asked about', () => {
    fc.assert(
      fc.property(views, fates, (start, fate) => {
        if (start.journal === 'none') return
        const kinds = playOut(start, fate).steps.map((step) => step.kind)
        const attempt = kinds.indexOf('attempt')
        expect(attempt === -1 || kinds.slice(0, attempt).includes('recover')).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })

  it('looks twice at a refusal only ten minutes apart', () => {
    fc.assert(
      fc.property(views, fates, (start, fate) => {
        const fresh: Decision = { kind: 'wait', reason: 'revocation-unconfirmed', at: fate.now }
        const refused = {
          ...start,
          journal: 'none' as const,
          sinks: [],
          keeper: { ...start.keeper, refusal: { ...refusedOnce, lastAt: fate.now } },
        }
        const step = nextStep(refused, fate.now)
        expect(step).toMatchObject({ kind: 'rest', decision: { kind: fresh.kind, reason: fresh.reason } })
      }),
    )
  })
})
