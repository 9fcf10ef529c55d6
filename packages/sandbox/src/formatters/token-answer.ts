/** A long-lived token as exchange and renewal answer it (threads-api.md §2.5). */
import type { UserToken } from '../entities/token.ts'
import { type Answer, json } from '../http/answer.ts'
import { SECOND } from '../time/duration.ts'
import type { World } from '../world.ts'

export function tokenAnswer(world: World, token: UserToken): Answer {
  const lifetimeMs = token.expiresAt === 'never' ? 0 : token.expiresAt - world.clock.now()
  return json({
    access_token: token.value,
    token_type: 'bearer',
    expires_in: Math.ceil(lifetimeMs / SECOND),
  })
}
