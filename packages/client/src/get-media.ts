/** One post by its id. */
import { requireId } from './arguments.ts'
import { ask } from './ask.ts'
import type { Media } from './media.ts'
import { COMMON_FIELDS, MEDIA, type MediaField, mediaFields } from './media-shape.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'
import { answerOf } from './wire-shape.ts'

/** What {@link getMedia} needs. */
export interface MediaParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** Decimal digits: what publishing answered, not a container's. */
  readonly mediaId: string
  /** By default all that needs no special permission; `children`, polls and locations come with all their parts. */
  readonly fields?: readonly MediaField[]
}

/**
 * Gets a post, a reply or a repost.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: no such post, or not for this token's eyes (100/33)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/retrieve-and-discover-posts/retrieve-posts (read 2026-11)
 */
export async function getMedia(transport: Transport, parameters: MediaParameters): Promise<Media> {
  return readMedia(await sendMedia(transport, parameters))
}

/**
 * Sends the question about a post.
 *
 * @throws as {@link getMedia}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendMedia(
  transport: Transport,
  { token, mediaId, fields = COMMON_FIELDS }: MediaParameters,
): Promise<RawAnswer> {
  const path = requireId('mediaId', mediaId)
  return ask(transport, { endpoint: 'media', path, token, query: { fields: mediaFields(fields) } })
}

/**
 * Reads the answer of {@link sendMedia}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readMedia(answer: RawAnswer): Media {
  return answerOf<Media>(answer, MEDIA)
}
