/** `/debug_token`: what a token is (threads-api.md §2.9). */
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { debugAnswer, invalidDebugAnswer } from '../formatters/debug-answer.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { getApp, userOf } from '../state/state.ts'
import { appOfToken } from '../tokens/app-token.ts'
import { livingToken, unknownToken } from '../tokens/authenticate.ts'
import { deathOf } from '../tokens/token-verdict.ts'
import type { World } from '../world.ts'
import { required } from './parameters.ts'

export function debugToken(call: Call): Answer {
  const { world } = call
  const appId = inspectingApp(call)
  const input = required(call, 'input_token')
  const found = inspected(world, input, appId)
  if (found instanceof MetaRefusal) {
    if (world.switches.debugTokenInvalidInput === 'error') throw found
    return invalidDebugAnswer(found)
  }
  return debugAnswer(getApp(world.state, appId), found)
}

/** The app on whose behalf somebody asks. @throws MetaRefusal when the asker may not. */
function inspectingApp(call: Call): string {
  const { world, token } = call
  const appId = token === undefined ? undefined : appOfToken(world, token)
  if (appId !== undefined && world.switches.debugTokenWithAppToken === 'allow') return appId
  const asker = livingToken(world, token)
  if (world.switches.debugTokenForNonTesters === 'refuse' && !userOf(world.state, asker).tester) {
    throw new MetaRefusal('not_tester')
  }
  return asker.appId
}

function inspected(world: World, input: string, appId: string): UserToken | MetaRefusal {
  const token = world.state.tokens.get(input)
  if (!token) return unknownToken(world, input)
  if (token.appId !== appId) return new MetaRefusal('input_token_of_other_app')
  return deathOf(world, token) ?? token
}
