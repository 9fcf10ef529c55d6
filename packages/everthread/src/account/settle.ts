/** From a step's outcome to what is known afterwards. Pure: the table of the keeper's outcomes. */
import type { AttemptOutcome } from '../keeper/attempt.ts'
import type { Answer, Look } from '../keeper/api.ts'
import { afterFailure, afterTooYoung } from '../keeper/backoff.ts'
import type { Attempts, Refusal, TokenFacts } from '../keeper/facts.ts'
import { mergeFacts } from '../keeper/merge-facts.ts'
import { afterRefusal } from '../keeper/refusal.ts'
import type { Millis } from '../time/clock.ts'
import { HOUR } from '../time/duration.ts'
import { LOOK_EVERY_MS } from './next-step.ts'
import type { StepChange } from './commit-step.ts'

/** What is known before the step. */
export interface Before {
  readonly facts: TokenFacts
  readonly attempts?: Attempts
  readonly refusal?: Refusal
  readonly jitter: number
}

/** Everything but `minted`, which needs the vault and is committed by the step itself. */
export function settleAttempt(
  outcome: Exclude<AttemptOutcome, { kind: 'minted' }>,
  before: Before,
  now: Millis,
): StepChange {
  const { attempts, refusal, jitter, facts } = before
  switch (outcome.kind) {
    case 'too_young':
      return { attempts: afterTooYoung(attempts, now) }
    case 'long_already':
      return { facts: { ...facts, expiry: { kind: 'unknown' } } }
    case 'needs_person':
      return {
        refusal: afterRefusal(refusal, outcome.reason, now),
        attempts: afterFailure(attempts, { reason: outcome.reason, at: now, jitter }),
      }
    case 'local':
    case 'suspect':
    case 'unverified':
      return { attempts: afterFailure(attempts, { reason: outcome.reason, at: now, jitter }) }
    case 'transient': {
      const { reason, retryAfterMs } = outcome
      const failure = { reason, at: now, jitter, ...(retryAfterMs !== undefined && { retryAfterMs }) }
      return { attempts: afterFailure(attempts, failure) }
    }
    default:
      return outcome satisfies never
  }
}

export function settleLook(answer: Answer<Look>, before: Before, now: Millis): StepChange {
  if (answer.kind === 'ok') {
    const { profile, facts } = answer.value
    return {
      lastLookAt: now,
      profile,
      facts: mergeFacts(before.facts, facts),
      ...(before.refusal && { refusal: null, attempts: null }),
    }
  }
  if (answer.kind === 'refused') {
    return { lastLookAt: now, refusal: afterRefusal(before.refusal, answer.reason, now) }
  }
  // In vain: again in an hour. A refusal that could not be confirmed waits its ten minutes anew.
  return {
    lastLookAt: (now - LOOK_EVERY_MS + HOUR) as Millis,
    ...(before.refusal && { refusal: { ...before.refusal, lastAt: now } }),
  }
}
