/** An authorization code: one hour, one use, for one app and one redirect URI (threads-api.md §2.4). */
import type { Scope } from './scopes.ts'

export interface LoginCode {
  readonly value: string
  readonly appId: string
  readonly userId: string
  readonly redirectUri: string
  readonly scopes: readonly Scope[]
  readonly issuedAt: number
  readonly expiresAt: number
  used: boolean
}
