/** How tokens and codes come to be. */
import type { LoginCode } from '../entities/login-code.ts'
import type { Scope } from '../entities/scopes.ts'
import type { TokenKind, UserToken } from '../entities/token.ts'
import type { World } from '../world.ts'
import {
  CODE_LIFETIME_MS,
  GRANT_LIFETIME_MS,
  LONG_LIFETIME_MS,
  SHORT_LIFETIME_MS,
  wholeSecond,
} from './lifetimes.ts'
import { TOKEN_LENGTH, TOKEN_PREFIX } from './token-shape.ts'

export interface TokenOrder {
  readonly kind: TokenKind
  readonly appId: string
  readonly userId: string
  readonly scopes: readonly Scope[]
  readonly mintedAt: number
  /** Default: the kind's lifetime. */
  readonly lifetimeMs?: number
  /** Default: when the token is minted. */
  readonly loginAt?: number
  /** Default: when the token is minted. */
  readonly issuedAt?: number
  /** Default: 90 days after the login. */
  readonly dataAccessExpiresAt?: number
}

export function mintToken(world: World, order: TokenOrder): UserToken {
  const mintedAt = wholeSecond(order.mintedAt)
  const token: UserToken = {
    value: newTokenValue(world),
    kind: order.kind,
    appId: order.appId,
    userId: order.userId,
    scopes: order.scopes,
    mintedAt,
    issuedAt: order.issuedAt ?? mintedAt,
    expiresAt: order.kind === 'permanent' ? 'never' : mintedAt + (order.lifetimeMs ?? LIFETIMES[order.kind]),
    dataAccessExpiresAt:
      order.dataAccessExpiresAt ?? wholeSecond(order.loginAt ?? mintedAt) + GRANT_LIFETIME_MS,
    death: undefined,
  }
  world.state.tokens.set(token.value, token)
  return token
}

const LIFETIMES = { short: SHORT_LIFETIME_MS, long: LONG_LIFETIME_MS } as const

function newTokenValue(world: World): string {
  return TOKEN_PREFIX + world.random.text(TOKEN_LENGTH - TOKEN_PREFIX.length)
}

/** The code that a login sends to the redirect URI. */
export function mintCode(
  world: World,
  login: Pick<LoginCode, 'appId' | 'userId' | 'redirectUri' | 'scopes'>,
): LoginCode {
  const issuedAt = wholeSecond(world.clock.now())
  const value = `AQ${world.random.text(150)}`
  const code: LoginCode = { ...login, value, issuedAt, expiresAt: issuedAt + CODE_LIFETIME_MS, used: false }
  world.state.codes.set(value, code)
  return code
}
