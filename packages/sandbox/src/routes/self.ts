/** The `{user}` of a call that reads: the token's own, nobody else (threads-api.md §5.1). */
import type { Scope } from '../entities/scopes.ts'
import type { User } from '../entities/user.ts'
import type { Call } from '../http/call.ts'
import { unknownObject } from '../reading/sight.ts'
import { userOf } from '../state/state.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** @throws MetaRefusal for a token that may not, and 100/33 when the path names another */
export function requireSelf(call: Call, ...scopes: readonly Scope[]): User {
  const user = userOf(call.world.state, authenticate(call, 'threads_basic', ...scopes))
  if (call.id !== undefined && call.id !== 'me' && call.id !== user.id) throw unknownObject(call)
  return user
}
