/** What one `advance` amounts to, in the words of `renew` (keeper/round.ts). Pure. */
import { holds } from './gather.ts'
import type { Advance, Happening } from './advance.ts'
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { Profile } from '../keeper/api.ts'
import { outcomeOfDecision, type Round, type RoundOutcome, type WrittenTo } from '../keeper/round.ts'
import type { Reason } from '../keeper/reasons.ts'

export function roundOf({ happenings, decision, gathered }: Advance): Round {
  const { account, current } = gathered
  const told = toldOf({ happenings, decision, gathered })
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

export function profileOf(account: Advance['gathered']['account']): Profile {
  const { userId, username, pictureUrl } = account
  return {
    id: userId,
    ...(username !== undefined && { username }),
    ...(pictureUrl !== undefined && { pictureUrl }),
  }
}

type Told = Pick<Round, 'outcome' | 'reason' | 'detail'>

function toldOf({ happenings, decision, gathered }: Advance): Told {
  const told = lastTold(happenings) ?? { outcome: outcomeOfDecision(decision), reason: decision.reason }
  // What it came to, and not what the last of several looks happened to say.
  if (told.outcome === 'needs_person' && decision.kind === 'needs_person')
    return { ...told, reason: decision.reason }
  // As long as it lies there: a person is asked about it, not once told of it (T26).
  const isAsked = told.outcome === 'not_due' && gathered.sinks.some(holdsOtherUsers)
  return isAsked ? { outcome: 'needs_person', reason: 'other-user' } : told
}

function holdsOtherUsers({ sink, content }: Advance['gathered']['sinks'][number]): boolean {
  return sink.rejected?.reason === 'other-user' && sink.rejected.fingerprint === holds(content)
}

/** The last that says something. A refusal that a later look, or another token, has put right says nothing any more. */
function lastTold(happenings: readonly Happening[]): Told | undefined {
  let isPutRight = false
  for (const happening of happenings.toReversed()) {
    const told = tell(happening)
    if (told && !(isPutRight && told.outcome === 'needs_person')) return told
    isPutRight ||= putsRight(happening)
  }
  return undefined
}

function putsRight(happening: Happening): boolean {
  if (happening.kind === 'found') return happening.result === 'adopted'
  return happening.kind === 'looked' && happening.refused === undefined && happening.silent === undefined
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
      return tellFound(happening.result)
    case 'delivered':
      return undefined
    default:
      return happening satisfies never
  }
}

function tellFound(result: Extract<Happening, { kind: 'found' }>['result']): Told | undefined {
  switch (result) {
    case 'other-user':
      return { outcome: 'needs_person', reason: 'other-user' }
    case 'no-answer':
      return { outcome: 'transient', reason: 'network' }
    case 'refused-once':
      return { outcome: 'transient', reason: 'revocation-unconfirmed' }
    case 'adopted':
    case 'dead':
      return undefined
    default:
      return result satisfies never
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
