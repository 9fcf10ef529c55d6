/**
 * What the keeper knows about one token when it decides. Facts are gathered by steps, never by the policy.
 *
 * A missing fact is absent or `unknown`, never 0: `expires_at` 0 is a statement of Meta's ("never expires"), a missing
 * `expires_at` is the lack of one.
 */
import type { Millis } from '../time/clock.ts'
import type { Reason } from './reasons.ts'

/** `short`: one hour, from a login or a console. `long`: 60 days. `permanent`: Meta says that it never expires. */
export type TokenKind = 'short' | 'long' | 'permanent' | 'unknown'

export type Expiry =
  | { readonly kind: 'at'; readonly at: Millis }
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }

export interface TokenFacts {
  readonly fingerprint: string
  readonly expiry: Expiry
  /** Meta's `issued_at`. It may stay at the login when a token is renewed (threads-api.md §12.23). */
  readonly issuedAt?: Millis
  /** The end of the grant: Meta's second clock, 90 days. */
  readonly dataAccessExpiresAt?: Millis
  readonly scopes?: readonly string[]
  /** When this string came out of a renewal or an exchange that we made or saw. */
  readonly mintedAt?: Millis
}

/** What has failed since the last success. Bookkeeping of one streak: a success forgets it. */
export interface Attempts {
  readonly count: number
  readonly lastAt: Millis
  readonly reason: Reason
  /** No further attempt before this instant, unless the emergency band says otherwise. */
  readonly notBefore: Millis
}

/** A clear refusal (190 and its kin), and how often it has been seen. */
export interface Refusal {
  readonly reason: Reason
  readonly firstAt: Millis
  readonly lastAt: Millis
  readonly confirmations: number
}

/** When to renew: a share of the lifetime that is left, or a time before the expiry. */
export type RenewBefore =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'duration'; readonly ms: number }

export interface KeeperFacts {
  readonly token: TokenFacts
  readonly attempts?: Attempts
  readonly refusal?: Refusal
  readonly renewBefore: RenewBefore
  /** Drawn once for each account and stored: [0, 1). Spreads renewals, and the retries after an outage. */
  readonly jitter: number
  /** Is the app secret known, without which a short-lived token cannot be exchanged? */
  readonly canExchange: boolean
}

/** What to do, why, and when it is looked at again. */
export type Decision =
  | { readonly kind: 'wait'; readonly reason: Reason; readonly at?: Millis }
  | { readonly kind: 'exchange'; readonly reason: Reason }
  | { readonly kind: 'renew'; readonly reason: Reason }
  | { readonly kind: 'probe'; readonly reason: Reason }
  | { readonly kind: 'needs_person'; readonly reason: Reason; readonly at?: Millis }

/** Wanted by a person on the command line; the loop wants nothing. */
export interface Wish {
  /** Skip the window and the back-off. Never the 24 hours. */
  readonly force?: boolean
  /** Another window than the account's, for this once. */
  readonly renewBefore?: RenewBefore
  /** Ask Meta first, whenever it was asked last. */
  readonly look?: boolean
}
