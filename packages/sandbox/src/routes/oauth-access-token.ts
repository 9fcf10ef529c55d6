/** `/oauth/access_token`: a code becomes a short-lived token (threads-api.md §2.4), or an app gets its own (§2.8). */
import type { App } from '../entities/app.ts'
import type { LoginCode } from '../entities/login-code.ts'
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type Answer, JSON_TYPE, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { mintAppToken } from '../tokens/app-token.ts'
import { mintToken } from '../tokens/mint-token.ts'
import type { World } from '../world.ts'
import { required, requireClient, requireGrantType } from './parameters.ts'

export function exchangeCode(call: Call): Answer {
  const { world } = call
  requireGrantType(call, 'authorization_code', 'client_credentials')
  const app = requireClient(call)
  const code = acceptableCode(call, app)
  const token = mintToken(world, {
    kind: 'short',
    appId: app.appId,
    userId: code.userId,
    scopes: code.scopes,
    mintedAt: world.clock.now(),
    loginAt: code.issuedAt,
  })
  code.used = true
  return codeAnswer(world, token)
}

export function issueAppToken(call: Call): Answer {
  const app = requireClient(call)
  return json({ access_token: mintAppToken(call.world, app.appId), token_type: 'bearer' })
}

function acceptableCode(call: Call, app: App): LoginCode {
  const { world } = call
  const redirectUri = required(call, 'redirect_uri')
  // People paste the redirect with its `#_`, which is not part of the code; Meta's servers refuse such a code, so we do.
  const code = world.state.codes.get(required(call, 'code'))
  if (!code || code.appId !== app.appId) throw codeRefused(world, 'invalid_authorization_code')
  if (code.used) throw codeRefused(world, 'used_authorization_code')
  if (world.clock.now() >= code.expiresAt) throw codeRefused(world, 'expired_authorization_code')
  if (code.redirectUri !== redirectUri) throw redirectMismatch(world)
  return code
}

function codeRefused(world: World, reason: string): MetaRefusal {
  return world.switches.codeReuseShape === 'docs'
    ? new MetaRefusal('code_refused_docs')
    : new MetaRefusal('code_refused', { reason })
}

function redirectMismatch(world: World): MetaRefusal {
  return new MetaRefusal(
    world.switches.redirectMismatchCode === 191 ? 'redirect_mismatch' : 'redirect_mismatch_100',
  )
}

/** Written by hand: `user_id` is a bare integer that no JavaScript number can hold. */
function codeAnswer(world: World, token: UserToken): Answer {
  if (world.switches.codeExchangeUserId === 'string') {
    return json({ access_token: token.value, user_id: token.userId })
  }
  const body = `{"access_token":${JSON.stringify(token.value)},"user_id":${token.userId}}`
  return { kind: 'text', status: 200, type: JSON_TYPE, body }
}
