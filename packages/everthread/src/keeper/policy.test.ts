import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { afterRollback } from './backoff.ts'
import type { Attempts, Decision, KeeperFacts, RenewBefore, Wish } from './facts.ts'
import { AGE_MARGIN_MS, lifetimeOf, MINIMUM_AGE_MS } from './lifetime.ts'
import { decide, DEFAULT_RENEW_BEFORE, plannedRenewalAt } from './policy.ts'

const BORN = Date.UTC(2026, 0, 1) as Millis
const at = (ms: number): Millis => (BORN + ms) as Millis

function facts(change: Partial<KeeperFacts> = {}): KeeperFacts {
  return { token: long(), renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0, canExchange: false, ...change }
}

function long(lifetimeMs = 60 * DAY): KeeperFacts['token'] {
  return { fingerprint: 'f', expiry: { kind: 'at', at: at(lifetimeMs) }, issuedAt: BORN }
}

function failed(change: Partial<Attempts>): Attempts {
  return { count: 1, lastAt: at(0), reason: 'network', notBefore: at(0), ...change }
}

describe('decide', () => {
  const unknown: KeeperFacts['token'] = { fingerprint: 'f', expiry: { kind: 'unknown' } }
  const short = long(HOUR)
  const table: [string, KeeperFacts, number, Decision, Wish?][] = [
    ['waits for day 40 of 60', facts(), 10 * DAY, { kind: 'wait', reason: 'fresh', at: at(40 * DAY) }],
    ['renews on day 40', facts(), 40 * DAY, { kind: 'renew', reason: 'due' }],
    [
      'spreads by up to half a day, earlier',
      facts({ jitter: 0.5 }),
      DAY * 2,
      { kind: 'wait', reason: 'fresh', at: at(39.75 * DAY) },
    ],
    [
      'obeys a window of 7 days',
      facts({ renewBefore: { kind: 'duration', ms: 7 * DAY } }),
      50 * DAY,
      { kind: 'wait', reason: 'fresh', at: at(53 * DAY) },
    ],
    [
      'never renews what never expires',
      facts({ token: { fingerprint: 'f', expiry: { kind: 'never' } } }),
      999 * DAY,
      { kind: 'wait', reason: 'permanent' },
    ],
    [
      'exchanges a short-lived token',
      facts({ token: short, canExchange: true }),
      0,
      { kind: 'exchange', reason: 'short-lived' },
    ],
    [
      'backs off from the exchange of a short-lived token',
      facts({
        token: short,
        canExchange: true,
        attempts: failed({ lastAt: at(21 * MINUTE), notBefore: at(81 * MINUTE) }),
      }),
      30 * MINUTE,
      { kind: 'wait', reason: 'backing-off', at: at(57 * MINUTE) },
    ],
    [
      'but not into its last minutes',
      facts({
        token: short,
        canExchange: true,
        attempts: failed({ lastAt: at(21 * MINUTE), notBefore: at(81 * MINUTE) }),
      }),
      57 * MINUTE,
      { kind: 'exchange', reason: 'short-lived' },
    ],
    [
      'in which it tries once a minute',
      facts({
        token: short,
        canExchange: true,
        attempts: failed({ lastAt: at(57 * MINUTE), notBefore: at(81 * MINUTE) }),
      }),
      57.5 * MINUTE,
      { kind: 'wait', reason: 'backing-off', at: at(58 * MINUTE) },
    ],
    [
      'asks for the secret of a short-lived token',
      facts({ token: short }),
      0,
      { kind: 'needs_person', reason: 'short-lived-no-secret' },
    ],
    [
      'gives an expired short-lived token to a person',
      facts({ token: short, canExchange: true }),
      2 * HOUR,
      { kind: 'needs_person', reason: 'expired' },
    ],
    ['tries an expired token once', facts(), 61 * DAY, { kind: 'probe', reason: 'expired-try-once' }],
    [
      'then asks a person',
      facts({ attempts: failed({ lastAt: at(61 * DAY), reason: 'expired' }) }),
      61 * DAY,
      { kind: 'needs_person', reason: 'expired' },
    ],
    [
      'an outage after the expiry is no verdict',
      facts({ attempts: failed({ lastAt: at(61 * DAY), notBefore: at(61.5 * DAY) }) }),
      61 * DAY,
      { kind: 'wait', reason: 'backing-off', at: at(61.5 * DAY) },
    ],
    [
      'an attempt before the expiry does not count as the one after',
      facts({ attempts: failed({ lastAt: at(59 * DAY) }) }),
      61 * DAY,
      { kind: 'probe', reason: 'expired-try-once' },
    ],
    [
      'probes when nothing is known',
      facts({ token: unknown }),
      0,
      { kind: 'probe', reason: 'lifetime-unknown' },
    ],
    [
      'waits a day after Meta called it too young',
      facts({ token: unknown, attempts: failed({ reason: 'too-young', notBefore: at(DAY) }) }),
      HOUR,
      { kind: 'wait', reason: 'too-young', at: at(DAY) },
    ],
    [
      'knows the age of what it minted itself',
      facts({ token: { ...unknown, mintedAt: BORN } }),
      HOUR,
      { kind: 'wait', reason: 'renewed-recently', at: at(MINIMUM_AGE_MS + AGE_MARGIN_MS) },
    ],
    [
      'backs off',
      facts({ attempts: failed({ lastAt: at(41 * DAY), notBefore: at(41.5 * DAY) }) }),
      41.1 * DAY,
      { kind: 'wait', reason: 'backing-off', at: at(41.5 * DAY) },
    ],
    [
      'leaves a token that a person has just gone back to',
      facts({ attempts: afterRollback(at(45 * DAY)) }),
      45 * DAY,
      { kind: 'wait', reason: 'rolled-back', at: at(46 * DAY) },
    ],
    [
      'for an hour in the last twentieth',
      facts({ attempts: afterRollback(at(58 * DAY)) }),
      58 * DAY,
      { kind: 'wait', reason: 'rolled-back', at: at(58 * DAY + HOUR) },
    ],
    [
      'never backs off into the last twentieth',
      facts({ attempts: failed({ lastAt: at(56.5 * DAY), notBefore: at(57.5 * DAY) }) }),
      56.6 * DAY,
      { kind: 'wait', reason: 'backing-off', at: at(57 * DAY) },
    ],
    [
      'tries hourly in the last twentieth',
      facts({ attempts: failed({ lastAt: at(58 * DAY), notBefore: at(59 * DAY) }) }),
      58 * DAY + 1,
      { kind: 'wait', reason: 'backing-off', at: at(58 * DAY + HOUR) },
    ],
    [
      'whatever the back-off says',
      facts({ attempts: failed({ lastAt: at(58 * DAY), notBefore: at(59 * DAY) }) }),
      58 * DAY + HOUR,
      { kind: 'renew', reason: 'emergency' },
    ],
    ['--force skips the window', facts(), 10 * DAY, { kind: 'renew', reason: 'forced' }, { force: true }],
    [
      '--force skips the back-off',
      facts({ attempts: failed({ notBefore: at(50 * DAY) }) }),
      45 * DAY,
      { kind: 'renew', reason: 'forced' },
      { force: true },
    ],
    [
      '--force never skips the 24 hours',
      facts(),
      23 * HOUR,
      { kind: 'wait', reason: 'too-young', at: at(MINIMUM_AGE_MS + AGE_MARGIN_MS) },
      { force: true },
    ],
    [
      'a token that lives a day is tried although it is young',
      facts({ token: long(24 * HOUR) }),
      17 * HOUR,
      { kind: 'renew', reason: 'due' },
    ],
    [
      'an issued_at that stayed at the login does not age it',
      facts({ token: { ...long(100 * DAY), issuedAt: BORN } }),
      45 * DAY,
      { kind: 'wait', reason: 'fresh', at: at(80 * DAY) },
    ],
    [
      'looks again ten minutes after a refusal',
      facts({ refusal: { reason: 'password-changed', firstAt: at(0), lastAt: at(0), confirmations: 1 } }),
      1,
      { kind: 'wait', reason: 'revocation-unconfirmed', at: at(10 * MINUTE) },
    ],
    [
      'and then',
      facts({ refusal: { reason: 'password-changed', firstAt: at(0), lastAt: at(0), confirmations: 1 } }),
      10 * MINUTE,
      { kind: 'probe', reason: 'revocation-unconfirmed' },
    ],
    [
      'a refusal seen twice is a person’s',
      facts({ refusal: { reason: 'password-changed', firstAt: at(0), lastAt: at(0), confirmations: 2 } }),
      DAY / 2,
      { kind: 'needs_person', reason: 'password-changed', at: at(DAY) },
    ],
  ]
  for (const [name, given, nowMs, expected, wish] of table) {
    it(name, () => expect(decide(given, at(nowMs), wish)).toEqual(expected))
  }
})

const arbitraryFacts: fc.Arbitrary<KeeperFacts> = fc.record(
  {
    token: fc.record(
      {
        fingerprint: fc.constant('f'),
        expiry: fc
          .integer({ min: 4 * HOUR, max: 90 * DAY })
          .map((ms) => ({ kind: 'at' as const, at: at(ms) })),
        issuedAt: fc.integer({ min: -60 * DAY, max: 0 }).map(at),
        mintedAt: fc.integer({ min: -5 * DAY, max: 0 }).map(at),
      },
      { requiredKeys: ['fingerprint', 'expiry'] },
    ),
    renewBefore: fc.oneof(
      fc
        .double({ min: 0.02, max: 0.98, noNaN: true })
        .map((share): RenewBefore => ({ kind: 'share', share })),
      fc.integer({ min: HOUR, max: 59 * DAY }).map((ms): RenewBefore => ({ kind: 'duration', ms })),
    ),
    jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
    canExchange: fc.boolean(),
    attempts: fc.record({
      count: fc.integer({ min: 1, max: 9 }),
      lastAt: fc.integer({ min: 0, max: 60 * DAY }).map(at),
      reason: fc.constantFrom(
        'network' as const,
        'suspect' as const,
        'too-young' as const,
        'rate-limited' as const,
      ),
      notBefore: fc.integer({ min: 0, max: 62 * DAY }).map(at),
    }),
  },
  { requiredKeys: ['token', 'renewBefore', 'jitter', 'canExchange'] },
)

const arbitraryNow = fc.integer({ min: 0, max: 100 * DAY }).map(at)

describe('the policy, whatever the facts', () => {
  it('never renews a token younger than 24 hours unless it would be dead by then', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, fc.boolean(), (given, now, force) => {
        const life = lifetimeOf(given.token)
        if (!life || decide(given, now, { force }).kind !== 'renew') return
        const oldEnough = now - life.bornAt >= MINIMUM_AGE_MS
        const wouldDieFirst = life.expiresAt <= life.bornAt + MINIMUM_AGE_MS + AGE_MARGIN_MS
        expect(oldEnough || wouldDieFirst).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('never sleeps past the expiry', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, fc.boolean(), (given, now, force) => {
        const decision = decide(given, now, { force })
        if (decision.kind !== 'wait' || given.token.expiry.kind !== 'at' || given.token.expiry.at <= now)
          return
        expect(decision.at).toBeLessThanOrEqual(given.token.expiry.at)
      }),
      { numRuns: 2000 },
    )
  })

  it('always waits until later than now, so that the loop cannot spin', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, (given, now) => {
        const decision = decide(given, now)
        if (decision.kind === 'wait' && decision.at !== undefined) expect(decision.at).toBeGreaterThan(now)
      }),
      { numRuns: 2000 },
    )
  })

  it('plans from the stored jitter alone: the same facts give the same plan at any time', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, (given, now) => {
        const { attempts: _, ...calm } = given
        const decision = decide(calm, now)
        if (decision.reason !== 'fresh' || decision.kind !== 'wait') return
        expect(decision.at).toBe(plannedRenewalAt(calm))
      }),
      { numRuns: 1000 },
    )
  })

  it('tries at least hourly in the last twentieth of a life', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, (given, now) => {
        const life = lifetimeOf(given.token)
        if (!life || now < life.expiresAt - life.lengthMs / 20 || now >= life.expiresAt) return
        const decision = decide(given, now)
        if (decision.kind !== 'wait' || decision.reason !== 'backing-off') return
        expect(decision.at).toBeLessThanOrEqual((given.attempts?.lastAt ?? now) + HOUR)
      }),
      { numRuns: 2000 },
    )
  })

  it('does not care where a local clock changes: two instants of one UTC time decide alike', () => {
    // 2026-03-29 01:00 UTC, when Europe's clocks go forward, and one hour on either side.
    for (const hour of [0, 1, 2]) {
      const now = Date.UTC(2026, 2, 29, hour) as Millis
      const token = {
        fingerprint: 'f',
        expiry: { kind: 'at' as const, at: (now + 20 * DAY) as Millis },
        issuedAt: (now - 40 * DAY) as Millis,
      }
      expect(decide(facts({ token }), now)).toEqual({ kind: 'renew', reason: 'due' })
      expect(decide(facts({ token }), (now - 1) as Millis)).toEqual({
        kind: 'wait',
        reason: 'fresh',
        at: now,
      })
    }
  })

  it('survives a calendar that jumps back a year and forward again with the same decision', () => {
    fc.assert(
      fc.property(arbitraryFacts, arbitraryNow, (given, now) => {
        const before = decide(given, now)
        decide(given, (now - 365 * DAY) as Millis)
        expect(decide(given, now)).toEqual(before)
      }),
    )
  })
})
