/** From the string that came with a call to the token that it is, or to Meta's refusal. */
import type { Scope } from '../entities/scopes.ts'
import type { UserToken } from '../entities/token.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'
import type { World } from '../world.ts'
import { tokenShape } from './token-shape.ts'
import { deathOf, grantRefusal } from './token-verdict.ts'

/** A living token of a user who may use the app, with the scopes. @throws MetaRefusal */
export function authenticate(call: Call, ...scopes: readonly Scope[]): UserToken {
  const token = livingToken(call.world, call.token)
  const refusal = grantRefusal(call.world, token)
  if (refusal) throw refusal
  for (const scope of scopes) requireScope(token, scope)
  return token
}

/** A living token, whatever it may do. @throws MetaRefusal */
export function livingToken(world: World, value: string | undefined): UserToken {
  const token = knownToken(world, value)
  const death = deathOf(world, token)
  if (death) throw death
  return token
}

export function knownToken(world: World, value: string | undefined): UserToken {
  if (value === undefined || value === '') throw missingToken(world)
  const token = world.state.tokens.get(value)
  if (!token) throw unknownToken(world, value)
  return token
}

export function requireScope(token: UserToken, scope: Scope): void {
  if (!token.scopes.includes(scope)) throw new MetaRefusal('scope_missing')
}

/** For a string that is no token, or none that was issued here. */
export function unknownToken(world: World, value: string): MetaRefusal {
  const shape = world.switches.damagedToken === 'by-damage' ? tokenShape(value) : 'foreign'
  if (shape === 'cut') return new MetaRefusal('token_malformed', { token: value })
  if (shape === 'whole') return new MetaRefusal('token_undecryptable')
  return new MetaRefusal('cannot_parse', {}, { status: world.switches.unparseableTokenStatus })
}

function missingToken(world: World): MetaRefusal {
  return new MetaRefusal(world.switches.missingTokenCode === 104 ? 'token_missing' : 'no_active_token')
}
