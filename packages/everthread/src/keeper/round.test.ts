import { describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import type { Decision } from './facts.ts'
import { mergeFacts } from './merge-facts.ts'
import { asLoopRound, outcomeOfDecision, type Round, type RoundOutcome } from './round.ts'

const AT = 5 as Millis

describe('a decision not to act is called', () => {
  const table: [Decision, RoundOutcome][] = [
    [{ kind: 'exchange', reason: 'short-lived' }, 'would_exchange'],
    [{ kind: 'renew', reason: 'due' }, 'would_renew'],
    [{ kind: 'probe', reason: 'lifetime-unknown' }, 'would_renew'],
    [{ kind: 'needs_person', reason: 'expired' }, 'needs_person'],
    [{ kind: 'wait', reason: 'fresh', at: AT }, 'not_due'],
    [{ kind: 'wait', reason: 'permanent' }, 'not_due'],
    [{ kind: 'wait', reason: 'too-young', at: AT }, 'too_young'],
    [{ kind: 'wait', reason: 'renewed-recently', at: AT }, 'too_young'],
    [{ kind: 'wait', reason: 'backing-off', at: AT }, 'transient'],
    [{ kind: 'wait', reason: 'revocation-unconfirmed', at: AT }, 'transient'],
  ]
  for (const [decision, outcome] of table) {
    it(`${outcome} for ${decision.kind}, ${decision.reason}`, () =>
      expect(outcomeOfDecision(decision)).toBe(outcome))
  }
})

describe('a loop', () => {
  const told: Round = { outcome: 'needs_person', reason: 'password-changed', written: [] }

  it('calls a refusal that was seen once not clear yet', () => {
    const next: Decision = { kind: 'wait', reason: 'revocation-unconfirmed', at: AT }
    expect(asLoopRound({ ...told, next })).toMatchObject({
      outcome: 'suspect',
      reason: 'revocation-unconfirmed',
    })
  })

  it('tells a confirmed one', () => {
    const round: Round = { ...told, next: { kind: 'needs_person', reason: 'password-changed', at: AT } }
    expect(asLoopRound(round)).toBe(round)
  })

  it('tells at once what no second look can change: another user’s token in the file, a file without one', () => {
    const other: Round = { ...told, reason: 'other-user', next: { kind: 'wait', reason: 'fresh', at: AT } }
    const missing: Round = { ...told, reason: 'token-missing' }
    expect([asLoopRound(other), asLoopRound(missing)]).toEqual([other, missing])
  })
})

describe('what a look saw', () => {
  const known = { fingerprint: 'f', expiry: { kind: 'at', at: AT }, mintedAt: AT } as const

  it('replaces what was known', () => {
    const seen = { fingerprint: 'f', expiry: { kind: 'at', at: 6 as Millis }, issuedAt: AT } as const
    expect(mergeFacts(known, seen)).toEqual({ ...seen, mintedAt: AT })
  })

  it('and could not see is kept, not forgotten', () => {
    expect(mergeFacts(known, { fingerprint: 'f', expiry: { kind: 'unknown' } })).toEqual(known)
  })
})
