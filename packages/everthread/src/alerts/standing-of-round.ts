/** What one round means for the alerts. Pure. */
import type { KeeperFacts } from '../keeper/facts.ts'
import { plannedRenewalAt } from '../keeper/policy.ts'
import type { Round } from '../keeper/round.ts'
import type { Millis } from '../time/clock.ts'
import { type Condition, conditionAfter } from './condition.ts'
import type { Announcement } from './announce.ts'
import type { Standing } from './notices.ts'

export interface RoundContext {
  readonly plan: Pick<KeeperFacts, 'renewBefore' | 'jitter'>
  /** When the token came to us: a plan that had passed before was not ours to keep. */
  readonly since?: Millis
}

export function standingOfRound(round: Round, { plan, since = 0 as Millis }: RoundContext): Standing {
  const { facts, profile, reason } = round
  const planned = facts && plannedRenewalAt({ token: facts, ...plan })
  return {
    condition: conditionOf(round),
    reason,
    facts,
    profile,
    plannedAt: planned === undefined ? undefined : (Math.max(planned, since) as Millis),
    sinkFailures:
      reason === 'renewed-not-written' ? [{ sink: round.written[0]?.path ?? '.env', reason }] : [],
    news: newsOf(round),
  }
}

/** A question stands whatever else happens: what is told of it is told once. */
function conditionOf({ outcome, reason, asks }: Round): Condition {
  const forPerson = outcome === 'needs_person' ? reason : asks
  return forPerson === undefined ? { kind: 'alive' } : conditionAfter(forPerson)
}

const NEWS = { renewed: 'token-renewed', exchanged: 'token-exchanged' } as const

function newsOf({ gained }: Round): Announcement[] {
  return gained === undefined ? [] : [{ event: NEWS[gained], reason: gained }]
}
