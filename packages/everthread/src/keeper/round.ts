/** One round of keeping one token, as `renew` reports it; the same shape with a data folder and without one. */
import type { Profile } from './api.ts'
import type { How } from './attempt.ts'
import type { Decision, TokenFacts } from './facts.ts'
import type { Reason } from './reasons.ts'

/**
 * The outcomes of `renew --json`, a contract (DESIGN §7).
 *
 * | outcome | exit code |
 * |---|---|
 * | `renewed`, `exchanged`, `would_renew`, `would_exchange`, `not_due`, `too_young` | 0 |
 * | `transient`, `suspect` | 4 |
 * | `needs_person` | 3 |
 * | `failed` | 1 |
 */
export type RoundOutcome =
  | 'renewed'
  | 'exchanged'
  | 'would_renew'
  | 'would_exchange'
  | 'not_due'
  | 'too_young'
  | 'transient'
  | 'suspect'
  | 'needs_person'
  | 'failed'

export interface WrittenTo {
  readonly path: string
  readonly key: string
  readonly changed: boolean
}

export interface Round {
  readonly outcome: RoundOutcome
  readonly reason: Reason
  /** What exactly went wrong, for a log; never a secret. */
  readonly detail?: string
  readonly profile?: Profile
  /** A better token was got, whatever else there is to say. */
  readonly gained?: How
  /** What a person is asked about, besides what the outcome says. */
  readonly asks?: Reason
  /** Facts of the token that is current after the round. */
  readonly facts?: TokenFacts
  readonly written: readonly WrittenTo[]
  /** What the policy says next. */
  readonly next?: Decision
}

/** What a decision not to act is called. */
export function outcomeOfDecision(decision: Decision): RoundOutcome {
  switch (decision.kind) {
    case 'exchange':
      return 'would_exchange'
    case 'renew':
    case 'probe':
      return 'would_renew'
    case 'needs_person':
      return 'needs_person'
    case 'wait':
      if (decision.reason === 'too-young' || decision.reason === 'renewed-recently') return 'too_young'
      return decision.reason === 'backing-off' || decision.reason === 'revocation-unconfirmed'
        ? 'transient'
        : 'not_due'
    default:
      return decision satisfies never
  }
}

/**
 * A loop is in no hurry: a refusal that was seen once is "not clear yet" until it is seen again ten minutes later. (A single
 * command was told by two calls, and says so at once.)
 */
export function asLoopRound(round: Round): Round {
  const { outcome, next } = round
  if (outcome !== 'needs_person' || next?.kind !== 'wait' || next.reason !== 'revocation-unconfirmed')
    return round
  return { ...round, outcome: 'suspect', reason: next.reason }
}

/** What the heartbeat calls a healthy round. */
export function isHealthy({ outcome }: Pick<Round, 'outcome'>): boolean {
  return outcome === 'not_due' || outcome === 'renewed' || outcome === 'exchanged' || outcome === 'too_young'
}
