/** How a round over one `.env` ends: what is told, what a loop remembers, and when it is looked at again. */
import { fingerprint, type Secret } from '@everthread/client'
import type { Millis } from '../time/clock.ts'
import type { Answer, Look, Profile } from './api.ts'
import { afterFailure, reasonToWait } from './backoff.ts'
import type { EnvMemory, EnvRound, EnvRoundContext } from './env-round.ts'
import { noteOf, remember } from './env-note.ts'
import type { Attempts, Decision, KeeperFacts, Refusal, TokenFacts } from './facts.ts'
import { decide } from './policy.ts'
import type { Reason } from './reasons.ts'
import { afterRefusal } from './refusal.ts'
import { outcomeOfDecision, type Round, type WrittenTo } from './round.ts'

/** What is known before anything is decided. */
export interface Seen {
  readonly token: Secret
  readonly facts: KeeperFacts
  readonly profile?: Profile
  readonly memory: EnvMemory
}

export function refused(context: EnvRoundContext, seen: Seen, reason: Reason): EnvRound {
  const refusal = afterRefusal(seen.memory.refusal, reason, context.api.now())
  return told(context, seen, refusal)
}

/** Nobody could be asked again: what was told stands, and the next look waits as long as it would have. */
export function stillRefused(context: EnvRoundContext, seen: Seen, refusal: Refusal): EnvRound {
  return { ...told(context, seen, { ...refusal, lastAt: context.api.now() }), isUnseen: true }
}

function told(context: EnvRoundContext, seen: Seen, refusal: Refusal): EnvRound {
  const { env, api, wish } = context
  if (!wish?.dryRun) remember(env, { facts: seen.facts.token, ...noteOf(env, seen.token), refusal })
  return ended(seen, {
    outcome: 'needs_person',
    reason: refusal.reason,
    memory: { ...seen.memory, refusal },
    next: decide({ ...seen.facts, refusal }, api.now()),
  })
}

export function unanswered(
  context: EnvRoundContext,
  seen: Seen,
  answer: Exclude<Answer<Look>, { kind: 'ok' | 'refused' }>,
): EnvRound {
  const { reason, detail } =
    answer.kind === 'no_answer' || answer.kind === 'suspect'
      ? answer
      : { reason: 'suspect' as const, detail: answer.kind }
  return failedWith(context, seen, {
    outcome: answer.kind === 'suspect' ? 'suspect' : 'transient',
    reason,
    detail,
  })
}

interface Failed {
  readonly outcome: 'transient' | 'suspect' | 'failed'
  readonly reason: Reason
  readonly detail: string
}

export function failedWith(
  context: EnvRoundContext,
  seen: Seen,
  { outcome, reason, detail }: Failed,
): EnvRound {
  const now = context.api.now()
  const attempts = afterFailure(seen.facts.attempts, { reason, at: now, jitter: 0 })
  const memory = { ...seen.memory, attempts }
  return ended(seen, { outcome, reason, detail, memory, next: nextTry(seen, attempts, now) })
}

/** By the back-off, or when the policy says so: hourly in the last twentieth, and never past the end. */
export function nextTry({ facts }: Seen, attempts: Attempts, now: Millis): Decision {
  const planned = decide({ ...facts, attempts }, now)
  const plannedAt = planned.kind === 'wait' ? planned.at : undefined
  const at = Math.min(attempts.notBefore, plannedAt ?? attempts.notBefore) as Millis
  return { kind: 'wait', reason: reasonToWait(attempts), at }
}

export function rested(seen: Seen, decision: Decision): EnvRound {
  const { memory, profile } = seen
  const { reason } = decision
  const round = ended(seen, { outcome: outcomeOfDecision(decision), reason, memory, next: decision })
  return profile ? round : { ...round, isUnseen: true }
}

interface Ending extends Pick<Round, 'outcome' | 'reason' | 'gained'> {
  readonly detail?: string
  readonly memory: EnvMemory
  readonly written?: readonly WrittenTo[]
  readonly next?: Decision
}

export function ended(
  { token, facts, profile }: Seen,
  { memory, written = [], ...ending }: Ending,
): EnvRound {
  const named = profile ?? memory.profile
  return {
    round: { ...ending, facts: facts.token, written, ...(named && { profile: named }) },
    memory: { ...memory, fingerprint: fingerprint(token), ...(named && { profile: named }) },
    token,
  }
}

export function keeperFacts(
  { renewBefore, appSecret }: EnvRoundContext,
  token: TokenFacts,
  memory: EnvMemory,
): KeeperFacts {
  const { attempts, refusal } = memory
  return {
    token,
    renewBefore,
    jitter: 0,
    canExchange: appSecret !== undefined,
    ...(attempts && { attempts }),
    ...(refusal && { refusal }),
  }
}

export function unknownFacts(token: Secret): TokenFacts {
  return { fingerprint: fingerprint(token), expiry: { kind: 'unknown' } }
}
