/** A user's access token. */
import type { Scope } from './scopes.ts'

/** `permanent` is what `debug_token` shows with `expires_at` 0. */
export type TokenKind = 'short' | 'long' | 'permanent'

export const TOKEN_KINDS: readonly TokenKind[] = ['long', 'short', 'permanent']

/** Subcodes of 190 that a token can be killed with (threads-api.md §3.2). */
export const DEATHS = [458, 459, 460, 463, 464, 467, 492] as const

export type Death = (typeof DEATHS)[number]

export interface UserToken {
  readonly value: string
  readonly kind: TokenKind
  readonly appId: string
  readonly userId: string
  readonly scopes: readonly Scope[]
  /** When this token came to be: the 24 hours of a renewal count from here. */
  mintedAt: number
  /** What `debug_token` shows as `issued_at` (switch `issuedAtAfterRefresh`). */
  issuedAt: number
  expiresAt: number | 'never'
  /** The second clock: 90 days from the login, moved by renewals. */
  dataAccessExpiresAt: number
  /** Why it was killed before its time; 463 is an expiry and never stands here. */
  death: Exclude<Death, 463> | undefined
}
