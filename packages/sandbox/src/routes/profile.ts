/** `/me` and `/{user-id}`: the token's own user, nobody else (threads-api.md §5.1). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { selectFields } from '../formatters/fields.ts'
import { PROFILE } from '../formatters/profile.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { userOf } from '../state/state.ts'
import { authenticate } from '../tokens/authenticate.ts'

export function readProfile(call: Call): Answer {
  const { world, id } = call
  const user = userOf(world.state, authenticate(call, 'threads_basic'))
  if (id !== undefined && id !== 'me' && id !== user.id) {
    throw new MetaRefusal('unknown_object', { method: 'get', id })
  }
  return json(selectFields(PROFILE, { user, url: world.url }, call.params.get('fields')))
}
