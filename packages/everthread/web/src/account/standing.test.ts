import { describe, expect, it } from 'vitest'
import { isDead, standingOf } from './standing.ts'

const decided = (
  kind: 'wait' | 'renew' | 'needs_person',
  reason: 'fresh' | 'due' | 'revocation-unconfirmed' | 'expired' | 'password-changed' | 'data-access-ending',
) => ({
  decision: { kind, reason, message: '' },
})

describe('an account', () => {
  it('is alive while nothing stands against its renewal', () => {
    expect(standingOf(decided('wait', 'fresh'))).toBe('alive')
    expect(standingOf(decided('renew', 'due'))).toBe('alive')
  })

  it('is never called alive once Meta refused it, nor before anybody looked', () => {
    expect(standingOf(decided('wait', 'revocation-unconfirmed'))).toBe('unsure')
    expect(standingOf({})).toBe('unsure')
  })

  it('is dead where Meta takes its token no more, and not where a person is asked in time', () => {
    expect(isDead(decided('needs_person', 'password-changed'))).toBe(true)
    expect(isDead(decided('needs_person', 'data-access-ending'))).toBe(false)
    expect(isDead(decided('wait', 'expired'))).toBe(false)
  })

  it('needs a person where the keeper says so', () => {
    expect(standingOf(decided('needs_person', 'expired'))).toBe('needs-you')
  })
})
