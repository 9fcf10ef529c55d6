/** `POST tokens`: a token without a login, of any age. */
import { DEFAULT_SCOPES, SCOPES, type Scope } from '../entities/scopes.ts'
import { TOKEN_KINDS, type TokenKind, type UserToken } from '../entities/token.ts'
import { fingerprintOf } from '../fingerprint.ts'
import { getApp, getUser, userOf } from '../state/state.ts'
import { durationOf } from '../time/clock.ts'
import { toIso } from '../time/host.ts'
import { mintToken } from '../tokens/mint-token.ts'
import { deathOf } from '../tokens/token-verdict.ts'
import type { World } from '../world.ts'
import { list, object, oneOf, optional, type Parser, text, textOrNumber } from './shape.ts'

/** `POST tokens`. */
export interface TokenOrder {
  /** Username or id. */
  readonly user: string
  /** Default `long`. */
  readonly kind?: TokenKind
  /** As if issued so long ago (`'45d'`, or milliseconds); also longer than it lives. Default 0. */
  readonly age?: string | number
  /** As if the user had logged in so long ago; the 90-day clock counts from there. Default: the token's age. */
  readonly login_age?: string | number
  /** Default `threads_basic`, `threads_content_publish`, `threads_manage_insights`. */
  readonly scopes?: readonly Scope[]
  /** App id; default the first app. */
  readonly app?: string
}

export const parseTokenOrder: Parser<TokenOrder> = object({
  user: text,
  kind: optional(oneOf(TOKEN_KINDS)),
  age: optional(textOrNumber),
  login_age: optional(textOrNumber),
  scopes: optional(list(oneOf(SCOPES))),
  app: optional(text),
})

/** What `POST tokens` answers. `expires_at` is absent for a permanent token. */
export interface NewToken {
  readonly access_token: string
  readonly expires_at?: string
}

export function createToken(world: World, order: TokenOrder): NewToken {
  const { kind = 'long', age = 0, scopes = DEFAULT_SCOPES } = order
  const now = world.clock.now()
  const mintedAt = now - durationOf(age)
  const token = mintToken(world, {
    kind,
    appId: getApp(world.state, order.app).appId,
    userId: getUser(world.state, order.user).id,
    scopes: [...scopes],
    mintedAt,
    loginAt: order.login_age === undefined ? mintedAt : now - durationOf(order.login_age),
  })
  return { access_token: token.value, ...expiry(token) }
}

/** A token as `GET state` shows it. */
export interface TokenView extends NewToken {
  readonly fingerprint: string
  readonly kind: TokenKind
  readonly user: string
  readonly app: string
  readonly scopes: readonly Scope[]
  readonly created_at: string
  readonly issued_at: string
  readonly data_access_expires_at: string
  /** `alive`, or the code and subcode that it is refused with. */
  readonly verdict: string
}

export function tokenView(world: World, token: UserToken): TokenView {
  const death = deathOf(world, token)
  return {
    access_token: token.value,
    fingerprint: fingerprintOf(token.value),
    kind: token.kind,
    user: userOf(world.state, token).username,
    app: token.appId,
    scopes: token.scopes,
    created_at: toIso(token.mintedAt),
    issued_at: toIso(token.issuedAt),
    ...expiry(token),
    data_access_expires_at: toIso(token.dataAccessExpiresAt),
    verdict: death === undefined ? 'alive' : `${death.row.code}/${death.row.subcode}`,
  }
}

function expiry(token: UserToken): { expires_at?: string } {
  return token.expiresAt === 'never' ? {} : { expires_at: toIso(token.expiresAt) }
}
