/**
 * What the keeper asks of Meta, with every answer already sorted: the steps above this line never see a status, a code
 * or an exception. `keeper/threads-api.ts` implements it with the client.
 */
import type { Secret } from '@everthread/client'
import type { Millis } from '../time/clock.ts'
import type { TokenFacts } from './facts.ts'
import type { Reason } from './reasons.ts'

export interface Profile {
  readonly id: string
  readonly username?: string
  readonly pictureUrl?: string
}

/** A token that a renewal, an exchange or a login has just given us. */
export interface Minted {
  readonly token: Secret
  readonly facts: TokenFacts
}

/** What one look told: whose token it is and, where Meta says it, how long it lives. */
export interface Look {
  readonly profile: Profile
  /** Absent parts are unknown, not refuted. */
  readonly facts: TokenFacts
}

/**
 * | kind | what is certain |
 * |---|---|
 * | `ok` | the value |
 * | `refused` | Meta said no to this token, in a way that only a person repairs |
 * | `too_young` | Meta said no to a renewal that may simply be early |
 * | `long_already` | an exchange of a token that is long-lived already |
 * | `suspect` | Meta said no for a reason that we do not know |
 * | `no_answer` | nothing usable came back; `effect` says whether it can have happened all the same |
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: Reason }
  | { readonly kind: 'too_young' }
  | { readonly kind: 'long_already' }
  | { readonly kind: 'suspect'; readonly reason: Reason; readonly detail: string }
  | {
      readonly kind: 'no_answer'
      readonly reason: Reason
      readonly effect: 'none' | 'possible'
      readonly detail: string
      readonly retryAfterMs?: number
    }

export interface KeeperApi {
  /** `/me`: the proof that a token works, and whose it is. */
  profileOf(token: Secret): Promise<Answer<Profile>>
  /** `debug_token` and `/me` together; a refused `debug_token` alone leaves the lifetime unknown. */
  look(token: Secret): Promise<Answer<Look>>
  renew(token: Secret): Promise<Answer<Minted>>
  exchange(token: Secret, appSecret: Secret): Promise<Answer<Minted>>
  /** Calendar time as the last answer left it. */
  now(): Millis
}
