/** `/refresh_access_token`: a long-lived token, at least 24 hours old and alive, renews itself (threads-api.md §2.6). */
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { tokenAnswer } from '../formatters/token-answer.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { userOf } from '../state/state.ts'
import { authenticate } from '../tokens/authenticate.ts'
import { GRANT_LIFETIME_MS, longLifetimeMs, wholeSecond, YOUNGEST_REFRESH_MS } from '../tokens/lifetimes.ts'
import { mintToken } from '../tokens/mint-token.ts'
import type { World } from '../world.ts'
import { requireGrantType } from './parameters.ts'

export function refreshToken(call: Call): Answer {
  const { world } = call
  requireGrantType(call, 'th_refresh_token')
  const old = authenticate(call, 'threads_basic')
  refuseShort(world, old)
  refuseYoung(world, old)
  const renewed = world.switches.refreshReturns === 'same-token' ? prolonged(world, old) : renewal(world, old)
  return tokenAnswer(world, renewed)
}

function refuseShort(world: World, token: UserToken): void {
  if (token.kind === 'short') {
    throw new MetaRefusal('refresh_needs_long_lived', {}, { code: world.switches.refreshShortToken })
  }
}

function refuseYoung(world: World, token: UserToken): void {
  const { refreshBefore24h, refreshBefore24hCode } = world.switches
  if (refreshBefore24h === 'allow' || world.clock.now() - token.mintedAt >= YOUNGEST_REFRESH_MS) return
  throw new MetaRefusal(refreshBefore24hCode === 452 ? 'refresh_refused' : 'invalid_parameter')
}

/** A new string. The old one lives to its own end, unless the switch `revokeOld` is on. */
function renewal(world: World, old: UserToken): UserToken {
  const now = wholeSecond(world.clock.now())
  const renewed = mintToken(world, {
    kind: old.kind,
    appId: old.appId,
    userId: old.userId,
    scopes: old.scopes,
    mintedAt: now,
    lifetimeMs: longLifetimeMs(world),
    issuedAt: issuedAtAfter(world, old),
    dataAccessExpiresAt: dataAccessAfter(world, old),
  })
  if (world.switches.revokeOld) old.death = 467
  return renewed
}

/** The same string with a new life (switch `refreshReturns`). */
function prolonged(world: World, token: UserToken): UserToken {
  const now = wholeSecond(world.clock.now())
  token.issuedAt = issuedAtAfter(world, token)
  token.mintedAt = now
  token.dataAccessExpiresAt = dataAccessAfter(world, token)
  if (token.expiresAt !== 'never') token.expiresAt = now + longLifetimeMs(world)
  return token
}

function issuedAtAfter(world: World, old: UserToken): number {
  return world.switches.issuedAtAfterRefresh === 'login' ? old.issuedAt : wholeSecond(world.clock.now())
}

/** The grant of a public profile starts anew; a private one's only by the switch (threads-api.md §2.7). */
function dataAccessAfter(world: World, old: UserToken): number {
  const extended = !userOf(world.state, old).private || world.switches.privateGrantOnRefresh === 'extend'
  return extended ? wholeSecond(world.clock.now()) + GRANT_LIFETIME_MS : old.dataAccessExpiresAt
}
