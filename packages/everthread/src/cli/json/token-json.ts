/** The parts that `check`, `renew` and `status` share. Instants are ISO 8601 UTC; what is unknown is absent. */
import type { Decision, TokenFacts } from '../../keeper/facts.ts'
import { kindOf, renewableFrom } from '../../keeper/lifetime.ts'
import type { Profile } from '../../keeper/api.ts'
import type { Reason } from '../../keeper/reasons.ts'
import { toIso } from '../../time/clock.ts'

/** What everything that this product does with an account needs. */
export const WANTED_SCOPES = ['threads_basic', 'threads_content_publish', 'threads_manage_insights'] as const

export interface AccountJson {
  readonly id?: string
  readonly username?: string
  readonly picture_url?: string
}

export interface TokenJson {
  readonly fingerprint: string
  readonly kind?: 'short' | 'long' | 'permanent'
  readonly issued_at?: string
  readonly expires_at?: string
  readonly renewable_from?: string
  readonly data_access_expires_at?: string
  readonly scopes?: readonly string[]
  readonly missing_scopes?: readonly string[]
}

export interface DecisionJson {
  readonly kind: Decision['kind']
  readonly reason: Reason
  readonly message: string
  readonly at?: string
}

export interface ProblemJson {
  readonly code: string
  readonly message: string
  readonly remedy?: string
}

export function accountJson(profile: Profile | undefined): AccountJson {
  return {
    ...(profile && { id: profile.id }),
    ...(profile?.username !== undefined && { username: profile.username }),
    ...(profile?.pictureUrl !== undefined && { picture_url: profile.pictureUrl }),
  }
}

export function tokenJson(facts: TokenFacts): TokenJson {
  const kind = kindOf(facts)
  const issuedAt = facts.mintedAt ?? facts.issuedAt
  const from = kind === 'long' || kind === 'unknown' ? renewableFrom(facts) : undefined
  return {
    fingerprint: facts.fingerprint,
    ...(kind !== 'unknown' && { kind }),
    ...(issuedAt !== undefined && { issued_at: toIso(issuedAt) }),
    ...(facts.expiry.kind === 'at' && { expires_at: toIso(facts.expiry.at) }),
    ...(from !== undefined && { renewable_from: toIso(from) }),
    ...(facts.dataAccessExpiresAt !== undefined && {
      data_access_expires_at: toIso(facts.dataAccessExpiresAt),
    }),
    ...(facts.scopes && { scopes: facts.scopes, missing_scopes: missingScopes(facts) }),
  }
}

/** Empty where nobody told the scopes: what is unknown is not missing. */
export function missingScopes({ scopes }: TokenFacts): string[] {
  return scopes ? WANTED_SCOPES.filter((scope) => !scopes.includes(scope)) : []
}

export function decisionJson(decision: Decision, message: string): DecisionJson {
  const at = 'at' in decision ? decision.at : undefined
  return {
    kind: decision.kind,
    reason: decision.reason,
    message,
    ...(at !== undefined && { at: toIso(at) }),
  }
}
