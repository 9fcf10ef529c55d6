/** `/access_token`: a short-lived token becomes a long-lived one (threads-api.md §2.5). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { tokenAnswer } from '../formatters/token-answer.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { appOf } from '../state/state.ts'
import { livingToken, requireScope } from '../tokens/authenticate.ts'
import { longLifetimeMs } from '../tokens/lifetimes.ts'
import { mintToken } from '../tokens/mint-token.ts'
import { grantRefusal } from '../tokens/token-verdict.ts'
import { required, requireGrantType, requireSecret } from './parameters.ts'

export function exchangeToken(call: Call): Answer {
  const { world } = call
  requireGrantType(call, 'th_exchange_token')
  required(call, 'client_secret')
  const short = livingToken(world, call.token)
  requireSecret(call, appOf(world.state, short))
  if (short.kind !== 'short') throw new MetaRefusal('already_long_lived')
  const refusal = grantRefusal(world, short)
  if (refusal) throw refusal
  requireScope(short, 'threads_basic')
  const long = mintToken(world, {
    kind: 'long',
    appId: short.appId,
    userId: short.userId,
    scopes: short.scopes,
    mintedAt: world.clock.now(),
    lifetimeMs: longLifetimeMs(world),
    dataAccessExpiresAt: short.dataAccessExpiresAt,
  })
  return tokenAnswer(world, long)
}
