import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import type { TokenFacts } from './facts.ts'
import { kindOf, LONG_LIFETIME_MS, lifetimeOf, MINIMUM_AGE_MS, renewableFrom } from './lifetime.ts'

const BORN = Date.UTC(2026, 0, 1)
const at = (ms: number): Millis => (BORN + ms) as Millis

function token(expiresInMs: number, change: Partial<TokenFacts> = {}): TokenFacts {
  return { fingerprint: 'f', expiry: { kind: 'at', at: at(expiresInMs) }, ...change }
}

describe('the lifetime of a token', () => {
  const table: [string, TokenFacts, { lengthMs: number; bornAt: number } | undefined][] = [
    ['is what Meta gave', token(59 * DAY, { issuedAt: at(0) }), { lengthMs: 59 * DAY, bornAt: BORN }],
    ['is 60 days where the issue is unknown', token(20 * DAY), { lengthMs: 60 * DAY, bornAt: at(-40 * DAY) }],
    [
      'is at most 60 days, however old issued_at is',
      token(40 * DAY, { issuedAt: at(-100 * DAY) }),
      { lengthMs: 60 * DAY, bornAt: at(-20 * DAY) },
    ],
    [
      'counts from our own renewal, where issued_at stayed at the login',
      token(59 * DAY, { issuedAt: at(-100 * DAY), mintedAt: at(0) }),
      { lengthMs: 59 * DAY, bornAt: BORN },
    ],
    ['is an hour', token(HOUR, { issuedAt: at(0) }), { lengthMs: HOUR, bornAt: BORN }],
    [
      'is nothing where Meta says that it ended before it began',
      token(-DAY, { issuedAt: at(0) }),
      { lengthMs: 0, bornAt: BORN },
    ],
    [
      'is unknown without an expiry',
      { fingerprint: 'f', expiry: { kind: 'unknown' }, issuedAt: at(0) },
      undefined,
    ],
    ['has no end where it never expires', { fingerprint: 'f', expiry: { kind: 'never' } }, undefined],
  ]
  for (const [name, facts, expected] of table) {
    it(name, () => {
      const life = lifetimeOf(facts)
      expect(life && { lengthMs: life.lengthMs, bornAt: life.bornAt }).toEqual(expected)
    })
  }

  it('is never negative, never longer than 60 days, and never begins earlier than Meta can have begun it', () => {
    const instant = fc.integer({ min: -200 * DAY, max: 200 * DAY }).map(at)
    const facts = fc.record(
      {
        fingerprint: fc.constant('f'),
        expiry: instant.map((expiry) => ({ kind: 'at' as const, at: expiry })),
        issuedAt: instant,
        mintedAt: instant,
      },
      { requiredKeys: ['fingerprint', 'expiry'] },
    )
    fc.assert(
      fc.property(facts, (given) => {
        const life = lifetimeOf(given)
        expect(life?.lengthMs).toBeGreaterThanOrEqual(0)
        expect(life?.lengthMs).toBeLessThanOrEqual(LONG_LIFETIME_MS)
        expect(life?.bornAt).toBeGreaterThanOrEqual(given.expiry.at - LONG_LIFETIME_MS)
        expect(life?.bornAt).toBeGreaterThanOrEqual(given.mintedAt ?? Number.NEGATIVE_INFINITY)
      }),
    )
  })
})

describe('the instant from which Meta renews', () => {
  it('is a day after the latest birth that is possible', () => {
    expect(renewableFrom(token(60 * DAY, { issuedAt: at(0) }))).toBe(at(MINIMUM_AGE_MS))
    expect(renewableFrom(token(60 * DAY, { issuedAt: at(-50 * DAY), mintedAt: at(HOUR) }))).toBe(
      at(DAY + HOUR),
    )
  })

  it('is known of what we minted ourselves, although nobody tells when it expires', () => {
    const unknown = { fingerprint: 'f', expiry: { kind: 'unknown' } } as const
    expect(renewableFrom({ ...unknown, mintedAt: at(0) })).toBe(at(DAY))
    expect(renewableFrom({ ...unknown, issuedAt: at(0) })).toBe(at(DAY))
    expect(renewableFrom(unknown)).toBeUndefined()
  })
})

describe('the kind of a token', () => {
  const table: [TokenFacts, string][] = [
    [token(HOUR, { issuedAt: at(0) }), 'short'],
    [token(2 * HOUR, { issuedAt: at(0) }), 'short'],
    [token(DAY, { issuedAt: at(0) }), 'long'],
    [token(60 * DAY, { issuedAt: at(0) }), 'long'],
    [token(HOUR), 'long'],
    [token(HOUR, { issuedAt: at(-59 * DAY) }), 'long'],
    [{ fingerprint: 'f', expiry: { kind: 'never' } }, 'permanent'],
    [{ fingerprint: 'f', expiry: { kind: 'unknown' } }, 'unknown'],
  ]
  for (const [facts, kind] of table) {
    it(`${JSON.stringify(facts.expiry)} issued ${facts.issuedAt ?? 'nobody knows when'} is ${kind}`, () =>
      expect(kindOf(facts)).toBe(kind))
  }
})
