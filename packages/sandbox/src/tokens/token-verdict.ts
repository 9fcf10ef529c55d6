/** Whether a token is good, and if not which of Meta's refusals it meets. */
import type { UserToken } from '../entities/token.ts'
import type { ErrorId } from '../errors/catalogue.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { appOf, userOf } from '../state/state.ts'
import { toPacific } from '../time/pacific.ts'
import type { World } from '../world.ts'

const DEATH_ERRORS = {
  458: 'app_removed',
  459: 'checkpoint',
  460: 'session_invalidated',
  464: 'unconfirmed_user',
  467: 'token_invalid',
  492: 'session_invalid',
} as const satisfies Readonly<Record<NonNullable<UserToken['death']>, ErrorId>>

/** Refuses a token that was killed, or that has expired. A killed one says why, also after its expiry. */
export function deathOf(world: World, token: UserToken): MetaRefusal | undefined {
  if (token.death !== undefined) return new MetaRefusal(DEATH_ERRORS[token.death], { app_id: token.appId })
  const now = world.clock.now()
  if (token.expiresAt === 'never' || now < token.expiresAt) return undefined
  return new MetaRefusal('session_expired', { expired: toPacific(token.expiresAt), now: toPacific(now) })
}

/** Refuses a living token whose user may not use the app (any more): no tester, or the 90 days of the grant are over. */
export function grantRefusal(world: World, token: UserToken): MetaRefusal | undefined {
  const allowed = appOf(world.state, token).live || userOf(world.state, token).tester
  const lapsed =
    world.switches.afterGrantExpiry === 'refuse' && world.clock.now() >= token.dataAccessExpiresAt
  return allowed && !lapsed ? undefined : new MetaRefusal('not_tester')
}
