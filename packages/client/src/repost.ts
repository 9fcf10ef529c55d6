/** A repost: somebody's post in the account's own list. No way back is documented. */
import { requireId } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { tell } from './tell.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { id } from './wire-value.ts'

/** What {@link repost} needs. */
export interface RepostParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** The post's. */
  readonly mediaId: string
}

/** A repost that was made. */
export interface Repost {
  /** The repost's own: in the lists it has the media type `REPOST_FACADE`. */
  readonly id: string
}

const REPOST: Shape<Repost> = { id: ['id', id, 'required'] }

/**
 * Reposts a post. Needs `threads_content_publish`.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: no such post (100/33), without the permission (10)
 * @throws {ThreadsTransportError} when no answer came; with the outcome `unknown` the repost may be out
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/posts/reposts (read 2026-11)
 */
export async function repost(transport: Transport, parameters: RepostParameters): Promise<Repost> {
  return readRepost(await sendRepost(transport, parameters))
}

/**
 * Sends a repost.
 *
 * @throws as {@link repost}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendRepost(
  transport: Transport,
  { token, mediaId }: RepostParameters,
): Promise<RawAnswer> {
  const path = `${requireId('mediaId', mediaId)}/repost`
  return tell(transport, { endpoint: 'repost', path, token, form: {} })
}

/**
 * Reads the answer of {@link sendRepost}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readRepost(answer: RawAnswer): Repost {
  return answerOf(answer, REPOST)
}
