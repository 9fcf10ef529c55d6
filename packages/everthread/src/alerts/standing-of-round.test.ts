import { expect, test } from 'vitest'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import type { Round } from '../keeper/round.ts'
import { standingOfRound } from './standing-of-round.ts'

const standingOf = (round: Omit<Round, 'written'>) =>
  standingOfRound({ ...round, written: [] }, { plan: { renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0 } })

test('a round that needs a person says why', () => {
  const { condition, news } = standingOf({ outcome: 'needs_person', reason: 'checkpoint' })
  expect([condition, news]).toEqual([{ kind: 'needs-person', reason: 'checkpoint' }, []])
})

test('a question to a person stands while nobody answers: it is neither over nor asked anew', () => {
  const { condition, reason } = standingOf({ outcome: 'transient', reason: 'network', asks: 'other-user' })
  expect(condition).toEqual({ kind: 'needs-person', reason: 'other-user' })
  expect(reason).toBe('network')
})

test.each(['renewed', 'exchanged'] as const)('what was %s is told, whatever else is to be said', (gained) => {
  const { news } = standingOf({ outcome: 'needs_person', reason: 'other-user', gained })
  expect(news).toEqual([{ event: `token-${gained}`, reason: gained }])
})
