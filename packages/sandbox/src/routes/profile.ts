/** `/me` and `/{user-id}`: the token's own user, nobody else (threads-api.md §5.1). */
import { selectFields } from '../formatters/fields.ts'
import { PROFILE } from '../formatters/profile.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { requireSelf } from './self.ts'

export function readProfile(call: Call): Answer {
  const { world, params } = call
  return json(selectFields(PROFILE, { world, user: requireSelf(call) }, params.get('fields')))
}
