/**
 * The token's own arithmetic: how long it lives, how old it is, from when it may be renewed. Pure.
 * @see https://developers.facebook.com/docs/threads/get-started/long-lived-tokens (read 2026-11)
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import type { TokenFacts, TokenKind } from './facts.ts'

/** Meta's lifetime of a long-lived token. A fallback where Meta gives no numbers, and the cap where it gives odd ones. */
export const LONG_LIFETIME_MS = 60 * DAY

/** Meta renews a token only when it is at least this old. */
export const MINIMUM_AGE_MS = 24 * HOUR

/** Our clock and Meta's differ by seconds, and `issued_at` is in whole seconds. */
export const AGE_MARGIN_MS = 10 * MINUTE

/** A token with a lifetime below this is the one-hour kind. */
const SHORT_LIFETIME_MS = 3 * HOUR

export interface Lifetime {
  readonly expiresAt: Millis
  readonly lengthMs: number
  /** The latest instant at which the token can have been made: its age counts from here. */
  readonly bornAt: Millis
}

/** `undefined` where no expiry is known, or there is none. */
export function lifetimeOf(token: TokenFacts): Lifetime | undefined {
  if (token.expiry.kind !== 'at') return undefined
  const expiresAt = token.expiry.at
  const latestIssue = token.mintedAt ?? token.issuedAt
  const lengthMs =
    latestIssue === undefined ? LONG_LIFETIME_MS : Math.min(expiresAt - latestIssue, LONG_LIFETIME_MS)
  const births = [token.issuedAt, token.mintedAt, expiresAt - LONG_LIFETIME_MS].filter(
    (at) => at !== undefined,
  )
  return { expiresAt, lengthMs: Math.max(lengthMs, 0), bornAt: Math.max(...births) as Millis }
}

/** From when Meta will renew it. Without an expiry, what we minted ourselves still tells its age. */
export function renewableFrom(token: TokenFacts): Millis | undefined {
  const bornAt = lifetimeOf(token)?.bornAt ?? token.mintedAt ?? token.issuedAt
  return bornAt === undefined ? undefined : ((bornAt + MINIMUM_AGE_MS) as Millis)
}

export function kindOf(token: TokenFacts): TokenKind {
  if (token.expiry.kind === 'never') return 'permanent'
  if (token.expiry.kind === 'unknown') return 'unknown'
  const issuedAt = token.mintedAt ?? token.issuedAt
  if (issuedAt === undefined) return 'long'
  return token.expiry.at - issuedAt <= SHORT_LIFETIME_MS ? 'short' : 'long'
}
