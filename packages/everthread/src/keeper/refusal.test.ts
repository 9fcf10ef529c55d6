import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Refusal } from './facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from './policy.ts'
import type { Reason } from './reasons.ts'
import { afterRefusal, CONFIRMATIONS_NEEDED } from './refusal.ts'

const NOW = Date.UTC(2026, 0, 1) as Millis
const later = (minutes: number): Millis => (NOW + minutes * MINUTE) as Millis

function isPersons(refusal: Refusal): boolean {
  return refusal.confirmations >= CONFIRMATIONS_NEEDED
}

function seen(...reasons: readonly Reason[]): Refusal {
  const last = reasons.reduce<Refusal | undefined>(
    (refusal, reason, index) => afterRefusal(refusal, reason, later(index * 10)),
    undefined,
  )
  if (!last) throw new Error('a refusal has a reason')
  return last
}

describe('a refusal', () => {
  it('seen once is nobody’s business yet', () => {
    expect(seen('password-changed')).toEqual({
      reason: 'password-changed',
      firstAt: NOW,
      lastAt: NOW,
      confirmations: 1,
    })
  })

  it('seen twice is a person’s, with the instants of both', () => {
    expect(seen('checkpoint', 'checkpoint')).toEqual({
      reason: 'checkpoint',
      firstAt: NOW,
      lastAt: later(10),
      confirmations: 2,
    })
  })

  for (const reason of ['expired', 'app-secret-wrong'] as const) {
    it(`by ${reason} needs no second look`, () => expect(isPersons(seen(reason))).toBe(true))
  }

  it('by a lost answer is looked at once more, like any other: the answer is missing, and the minute may be a bad one', () => {
    expect(isPersons(seen('renewal-answer-lost'))).toBe(false)
  })

  it('by a lost answer keeps that reason when the second look only says that the token is invalid', () => {
    expect(seen('renewal-answer-lost', 'token-invalid')).toMatchObject({
      reason: 'renewal-answer-lost',
      confirmations: 2,
    })
    expect(seen('renewal-answer-lost', 'password-changed').reason).toBe('password-changed')
  })

  it('takes the clearer reason of the second look, and then keeps what a person was told', () => {
    expect(seen('token-invalid', 'app-removed').reason).toBe('app-removed')
    expect(seen('token-invalid', 'app-removed', 'token-invalid').reason).toBe('app-removed')
  })

  it('whatever the reasons, becomes a person’s with the second look at the latest and never by itself again less', () => {
    const reasons = fc.array(
      fc.constantFrom<Reason>(
        'expired',
        'token-invalid',
        'checkpoint',
        'renewal-answer-lost',
        'not-a-tester',
      ),
      { minLength: 2, maxLength: 6 },
    )
    fc.assert(
      fc.property(reasons, (given) => {
        const refusal = seen(...given)
        expect(refusal.confirmations).toBeGreaterThanOrEqual(given.length)
        const token = { fingerprint: 'f', expiry: { kind: 'unknown' as const } }
        const facts = { token, refusal, jitter: 0, canExchange: false, renewBefore: DEFAULT_RENEW_BEFORE }
        expect(decide(facts, refusal.lastAt)).toMatchObject({ kind: 'needs_person', reason: refusal.reason })
      }),
    )
  })
})
