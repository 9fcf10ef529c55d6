/** What one `advance` amounts to, in the words of `renew` (keeper/round.ts). Pure. */
import { type GatheredSink, holds } from './gather.ts'
import type { Advance, Happening } from './advance.ts'
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { Profile } from '../keeper/api.ts'
import {
  isHealthy,
  outcomeOfDecision,
  type Round,
  type RoundOutcome,
  type WrittenTo,
} from '../keeper/round.ts'
import type { Reason } from '../keeper/reasons.ts'

/** As long as it lies there: a person is asked about it, not once told of it (T26). */
const QUESTION: Told = { outcome: 'needs_person', reason: 'other-user' }

export function roundOf(done: Advance): Round {
  const { decision, gathered } = done
  const told = toldOf(done)
  const gained = told.outcome === 'renewed' || told.outcome === 'exchanged' ? told.outcome : undefined
  const unwritten = gained && toldUnwritten(done)
  const isAsked = gathered.sinks.some(holdsOtherUsers)
  return {
    ...(unwritten ?? (isAsked && isHealthy(told) ? QUESTION : told)),
    ...(gained && { gained }),
    ...(isAsked && { asks: QUESTION.reason }),
    profile: profileOf(gathered.account),
    facts: gathered.current.facts,
    written: writtenTo(done),
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

function toldOf({ happenings, decision }: Advance): Told {
  const told = lastTold(happenings) ?? { outcome: outcomeOfDecision(decision), reason: decision.reason }
  // What it came to, and not what the last of several looks happened to say.
  const isVerdict = told.outcome === 'needs_person' && decision.kind === 'needs_person'
  return isVerdict ? { ...told, reason: decision.reason } : told
}

function toldUnwritten({ happenings }: Advance): Told | undefined {
  const failed = happenings.find((one) => one.kind === 'delivered' && one.reason !== undefined)
  if (failed?.kind !== 'delivered' || failed.detail === undefined) return undefined
  return { outcome: 'failed', reason: 'renewed-not-written', detail: failed.detail }
}

function holdsOtherUsers({ sink, content }: GatheredSink): boolean {
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
    case 'overtaken':
    case 'delivered':
      return undefined
    default:
      return happening satisfies never
  }
}

function tellFound(result: Extract<Happening, { kind: 'found' }>['result']): Told | undefined {
  switch (result) {
    case 'no-answer':
      return { outcome: 'transient', reason: 'network' }
    case 'refused-once':
      return { outcome: 'transient', reason: 'revocation-unconfirmed' }
    // Asked as long as it lies there, whether it was found in this round or before.
    case 'other-user':
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
    const written = gathered.sinks.filter(({ sink }) => sink.id === happening.sinkId)
    return written.map(({ sink: { path, key } }) => ({ path, key, changed: true }))
  })
}
