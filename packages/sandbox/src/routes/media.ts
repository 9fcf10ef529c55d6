/** `GET /{media}`: one post, reply or repost, or the child of a carousel (threads-api.md §5.3). */
import { selectFields } from '../formatters/fields.ts'
import { MEDIA } from '../formatters/media.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { requireMedia } from '../reading/sight.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** @throws MetaRefusal 24/4279009 while it is on its way, 100/33 when there is none to be seen, 100 for an unknown field */
export function readMedia(call: Call): Answer {
  const { userId } = authenticate(call, 'threads_basic')
  const post = requireMedia(call, userId)
  return json(selectFields(MEDIA, { world: call.world, viewerId: userId, post }, call.params.get('fields')))
}
