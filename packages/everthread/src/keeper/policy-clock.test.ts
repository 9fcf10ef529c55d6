/** A clock that ran ahead for a while leaves instants of the future behind. None of them may put a renewal off for years. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import type { Attempts, KeeperFacts, Refusal } from './facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from './policy.ts'

const NOW = Date.UTC(2026, 0, 1) as Millis
const at = (ms: number): Millis => (NOW + ms) as Millis

function facts(change: Partial<KeeperFacts>): KeeperFacts {
  const token = {
    fingerprint: 'f',
    expiry: { kind: 'at', at: at(15 * DAY) },
    issuedAt: at(-45 * DAY),
  } as const
  return { token, renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0, canExchange: false, ...change }
}

function failed(lastAtMs: number): Attempts {
  return { count: 3, lastAt: at(lastAtMs), reason: 'network', notBefore: at(lastAtMs + DAY) }
}

function refused(lastAtMs: number): Refusal {
  return { reason: 'checkpoint', firstAt: at(lastAtMs), lastAt: at(lastAtMs), confirmations: 2 }
}

describe('after a clock that ran a year ahead was set right', () => {
  it('a back-off that it began is over', () => {
    expect(decide(facts({ attempts: failed(365 * DAY) }), NOW)).toEqual({ kind: 'renew', reason: 'due' })
  })

  it('a refusal that it saw is looked for anew', () => {
    expect(decide(facts({ refusal: refused(365 * DAY) }), NOW)).toEqual({ kind: 'renew', reason: 'due' })
  })

  it('and by minutes, as clocks are set all the time, everything stands', () => {
    expect(decide(facts({ attempts: failed(10 * MINUTE) }), NOW).reason).toBe('backing-off')
    expect(decide(facts({ refusal: refused(10 * MINUTE) }), NOW).kind).toBe('needs_person')
  })

  it('nothing waits for longer than a day and the hour that is believed, while something is due', () => {
    const instants = fc.integer({ min: -30 * DAY, max: 3000 * DAY })
    fc.assert(
      fc.property(instants, instants, (failedAt, refusedAt) => {
        const decision = decide(facts({ attempts: failed(failedAt), refusal: refused(refusedAt) }), NOW)
        const until = 'at' in decision ? (decision.at ?? NOW) : NOW
        expect(until).toBeLessThanOrEqual(at(DAY + HOUR))
      }),
    )
  })
})
