import { describe, expect, it } from 'vitest'
import { standingOf } from './standing.ts'

const decided = (
  kind: 'wait' | 'renew' | 'needs_person',
  reason: 'fresh' | 'due' | 'revocation-unconfirmed' | 'expired',
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

  it('needs a person where the keeper says so', () => {
    expect(standingOf(decided('needs_person', 'expired'))).toBe('needs-you')
  })
})
