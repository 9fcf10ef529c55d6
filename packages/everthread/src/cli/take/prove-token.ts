/**
 * Whose is a token that somebody hands us, how long does it live, and is it worth keeping? A short-lived one is exchanged
 * first, because it would be dead within the hour (T30).
 *
 * | proof | exit code | when |
 * |---|---|---|
 * | `proven` | 0 | Meta accepts it, and it is no short-lived one (any more) |
 * | `refused` | 3 | dead; or short-lived, and there is no app secret, or a wrong one |
 * | `unclear` | 4 | nobody could be asked, or the answer is not understood |
 */
import type { Secret } from '@everthread/client'
import type { Answer, KeeperApi, Look, Profile } from '../../keeper/api.ts'
import { attempt, type AttemptJournal, type AttemptOutcome } from '../../keeper/attempt.ts'
import type { CrashPoint } from '../../keeper/crash-point.ts'
import type { TokenFacts } from '../../keeper/facts.ts'
import { kindOf } from '../../keeper/lifetime.ts'
import type { Reason } from '../../keeper/reasons.ts'
import { explainFileFailure } from '../../sinks/explain-file-failure.ts'

export interface Proven {
  readonly kind: 'proven'
  readonly how: 'as_given' | 'exchanged'
  readonly token: Secret
  readonly facts: TokenFacts
  readonly profile: Profile
}

export interface Refused {
  readonly kind: 'refused'
  readonly reason: Reason
  readonly profile?: Profile
  readonly facts?: TokenFacts
}

export interface Unclear {
  readonly kind: 'unclear'
  readonly reason: Reason
  readonly detail: string
}

export type Proof = Proven | Refused | Unclear

export interface Candidate {
  readonly api: KeeperApi
  readonly crashPoint: CrashPoint
  readonly token: Secret
  readonly appSecret?: Secret | undefined
  /**
   * Where Meta does not tell the lifetime: `take` it as it is if it cannot be exchanged, or, where somebody says that it is
   * short-lived, insist on the `exchange`.
   */
  readonly ifUnknown: 'take' | 'exchange'
}

export async function proveToken(candidate: Candidate): Promise<Proof> {
  const { api, token, appSecret } = candidate
  const answer = await api.look(token)
  if (answer.kind !== 'ok') return unproven(answer)
  const { facts, profile } = answer.value
  const asGiven: Proven = { kind: 'proven', how: 'as_given', token, facts, profile }
  const kind = kindOf(facts)
  switch (kind) {
    case 'long':
    case 'permanent':
      return asGiven
    case 'short':
      if (!appSecret) return { kind: 'refused', reason: 'short-lived-no-secret', profile, facts }
      return exchanged(await exchange(candidate, asGiven, appSecret), asGiven)
    case 'unknown':
      return exchangeUnknown(candidate, asGiven)
    default:
      return kind satisfies never
  }
}

/** An exchange tells: it succeeds for a short-lived token and for no other. */
async function exchangeUnknown(candidate: Candidate, asGiven: Proven): Promise<Proof> {
  const { appSecret, ifUnknown } = candidate
  const { profile, facts } = asGiven
  if (!appSecret) {
    return ifUnknown === 'take'
      ? asGiven
      : { kind: 'refused', reason: 'short-lived-no-secret', profile, facts }
  }
  const outcome = await exchange(candidate, asGiven, appSecret)
  if (outcome.kind === 'minted') return exchanged(outcome, asGiven)
  return ifUnknown === 'take' || outcome.kind === 'long_already' ? asGiven : exchanged(outcome, asGiven)
}

export function unproven(answer: Exclude<Answer<Look>, { kind: 'ok' }>): Refused | Unclear {
  if (answer.kind === 'refused') return answer
  if (answer.kind === 'no_answer' || answer.kind === 'suspect')
    return { kind: 'unclear', reason: answer.reason, detail: answer.detail }
  return { kind: 'unclear', reason: 'suspect', detail: `the token was answered with ${answer.kind}` }
}

/**
 * An exchange uses nothing up: the short-lived token stays where it is and works for its hour, so that what is lost in a
 * crash is exchanged again. Hence no journal on a disk.
 */
const NO_JOURNAL: AttemptJournal = {
  prepare: () => undefined,
  record: () => undefined,
  discard: () => undefined,
}

function exchange(
  { api, crashPoint, token }: Candidate,
  { facts, profile }: Proven,
  appSecret: Secret,
): Promise<AttemptOutcome> {
  const context = { api, crashPoint, token, facts, appSecret, userId: profile.id }
  return attempt({ ...context, journal: NO_JOURNAL, explainLocal: explainFileFailure }, 'exchanged')
}

function exchanged(outcome: AttemptOutcome, given: Proven): Proof {
  const { profile, facts } = given
  switch (outcome.kind) {
    case 'minted': {
      const { token, facts: minted } = outcome.minted
      const { scopes, dataAccessExpiresAt } = facts
      const granted = { ...(scopes && { scopes }), ...(dataAccessExpiresAt && { dataAccessExpiresAt }) }
      return {
        kind: 'proven',
        how: 'exchanged',
        token,
        facts: { ...granted, ...minted },
        profile: outcome.profile,
      }
    }
    case 'needs_person':
      return { kind: 'refused', reason: outcome.reason, profile, facts }
    case 'transient':
    case 'unverified':
    case 'suspect':
    case 'local':
      return { kind: 'unclear', reason: outcome.reason, detail: outcome.detail }
    case 'too_young':
    case 'long_already':
      return { kind: 'unclear', reason: 'suspect', detail: `the exchange was answered with ${outcome.kind}` }
    default:
      return outcome satisfies never
  }
}
