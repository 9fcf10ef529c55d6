/** How an exchange ended: in the words of a round (keeper/round.ts), which is also what `--json` answers with. */
import type { Secret } from '@everthread/client'
import type { Look } from '../../keeper/api.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../../keeper/policy.ts'
import type { Round } from '../../keeper/round.ts'
import type { Spoken } from '../sentence.ts'
import type { Millis } from '../../time/clock.ts'
import type { Refused, Unclear } from '../take/prove-token.ts'

export interface Exchanged {
  readonly round: Round
  readonly spoken: Spoken
  /** There was nothing to exchange. */
  readonly wasLong?: true
  /** Of a token that is to be printed. */
  readonly token?: Secret
}

export function longAlready({ profile, facts }: Look, now: Millis): Exchanged {
  const keeper = { token: facts, renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0, canExchange: false }
  const next = decide(keeper, now)
  const round: Round = { outcome: 'not_due', reason: next.reason, profile, facts, written: [], next }
  return { round, spoken: {}, wasLong: true }
}

export function failedRound(failure: Refused | Unclear, spoken: Spoken = {}): Exchanged {
  const { reason } = failure
  if (failure.kind === 'refused') {
    const { profile, facts } = failure
    const known = { ...(profile && { profile }), ...(facts && { facts }) }
    return { round: { outcome: 'needs_person', reason, written: [], ...known }, spoken }
  }
  const outcome = reason === 'suspect' || reason === 'exchange-refused' ? 'suspect' : 'transient'
  return { round: { outcome, reason, detail: failure.detail, written: [] }, spoken }
}
