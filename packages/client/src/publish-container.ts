/** The second step of publishing: the container becomes a post. */
import { requireId } from './arguments.ts'
import { userPath } from './ask.ts'
import type { OpenText } from './media.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { tell } from './tell.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { id, text } from './wire-value.ts'

/** What {@link publishContainer} needs. */
export interface PublicationParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default `me`. */
  readonly userId?: string
  /** The container's: `id` of {@link createContainer}. */
  readonly creationId: string
}

/** A post that is out. */
export interface Publication {
  /** The media object's; it differs from the container's. */
  readonly id: string
  /** Whether the Instagram story was made as well. Only where it was asked for. */
  readonly crossreshareToIgStatus?: OpenText<'SUCCESS' | 'FAILED'>
}

const PUBLICATION: Shape<Publication> = {
  id: ['id', id, 'required'],
  crossreshareToIgStatus: ['crossreshare_to_ig_status', text],
}

/**
 * Publishes a container. Needs `threads_content_publish`.
 *
 * What was published cannot be taken back, and Meta has answered code 10 or nothing although a post was out. So never
 * repeat this blindly: when {@link classify} says `outcome-unknown`, {@link getContainer} tells whether the container is
 * `PUBLISHED`.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: not ready, even after `FINISHED` (24/4279009), over the limit (613), …
 * @throws {ThreadsTransportError} when no answer came; with the outcome `unknown` the post may be out
 * @throws {ThreadsProtocolError} when the answer is not the API's; the post may be out
 * @see https://developers.facebook.com/docs/threads/reference/publishing (read 2026-11)
 */
export async function publishContainer(
  transport: Transport,
  parameters: PublicationParameters,
): Promise<Publication> {
  return readPublication(await sendPublication(transport, parameters))
}

/**
 * Sends the publication of a container.
 *
 * @throws as {@link publishContainer}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendPublication(
  transport: Transport,
  { token, userId, creationId }: PublicationParameters,
): Promise<RawAnswer> {
  const form = { creation_id: requireId('creationId', creationId) }
  return tell(transport, { endpoint: 'publish', path: `${userPath(userId)}/threads_publish`, token, form })
}

/**
 * Reads the answer of {@link sendPublication} or {@link sendTextPublication}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readPublication(answer: RawAnswer): Publication {
  return answerOf(answer, PUBLICATION)
}
