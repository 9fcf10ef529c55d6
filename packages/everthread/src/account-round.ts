/** What one `advance` amounts to, in the words of `renew` (keeper/round.ts). Pure. */
import type { Advance, Happening } from './account.ts'
import type { AttemptOutcome } from './keeper/attempt.ts'
import type { Profile } from './keeper/api.ts'
import { outcomeOfDecision, type Round, type RoundOutcome, type WrittenTo } from './keeper/round.ts'
import type { Reason } from './keeper/reasons.ts'

export function roundOf({ happenings, decision, gathered }: Advance): Round {
  const { account, current } = gathered
  const told = lastTold(happenings) ?? { outcome: outcomeOfDecision(decision), reason: decision.reason }
  const failed = happenings.find((one) => one.kind === 'delivered' && one.reason !== undefined)
  const renewed = told.outcome === 'renewed' || told.outcome === 'exchanged'
  const unwritten = renewed && failed?.kind === 'delivered' && failed.detail !== undefined
  return {
    ...(unwritten ? { outcome: 'failed', reason: 'renewed-not-written', detail: failed.detail } : told),
    profile: profileOf(account),
    facts: current.facts,
    written: writtenTo({ happenings, decision, gathered }),
    next: decision,
  }
}

function profileOf(account: Advance['gathered']['account']): Profile {
  const { userId, username, pictureUrl } = account
  return {
    id: userId,
    ...(username !== undefined && { username }),
    ...(pictureUrl !== undefined && { pictureUrl }),
  }
}

type Told = Pick<Round, 'outcome' | 'reason' | 'detail'>

function lastTold(happenings: readonly Happening[]): Told | undefined {
  for (const happening of happenings.toReversed()) {
    const told = tell(happening)
    if (told) return told
  }
  return undefined
}

function tell(happening: Happening): Told | undefined {
  switch (happening.kind) {
    case 'attempted':
    case 'recovered':
      return happening.outcome && tellAttempt(happening.outcome)
    case 'looked':
      return happening.refused === undefined
        ? undefined
        : { outcome: 'needs_person', reason: happening.refused }
    case 'found':
      return happening.result === 'other-user' ? { outcome: 'needs_person', reason: 'other-user' } : undefined
    case 'delivered':
      return undefined
    default:
      return happening satisfies never
  }
}

function tellAttempt(outcome: AttemptOutcome): Told | undefined {
  switch (outcome.kind) {
    case 'minted':
      return { outcome: outcome.how, reason: outcome.how }
    case 'too_young':
      return { outcome: 'too_young', reason: 'too-young' }
    case 'needs_person':
      return { outcome: 'needs_person', reason: outcome.reason }
    case 'transient':
    case 'unverified':
      return failedAs('transient', outcome)
    case 'suspect':
      return failedAs('suspect', outcome)
    case 'local':
      return failedAs('failed', outcome)
    case 'long_already':
      return undefined
    default:
      return outcome satisfies never
  }
}

function failedAs(outcome: RoundOutcome, { reason, detail }: { reason: Reason; detail: string }): Told {
  return { outcome, reason, detail }
}

function writtenTo({ happenings, gathered }: Advance): WrittenTo[] {
  return happenings.flatMap((happening) => {
    if (happening.kind !== 'delivered' || happening.reason !== undefined) return []
    const found = gathered.sinks.find(({ sink }) => sink.id === happening.sinkId)
    return found ? [{ path: found.sink.path, key: found.sink.key, changed: true }] : []
  })
}
