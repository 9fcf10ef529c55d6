/** Deleting a post of the account's own. 100 in 24 hours. */
import { requireId, requireSecret } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import { readSuccess } from './success.ts'
import type { Transport } from './transport.ts'

/** What {@link deleteMedia} needs. */
export interface DeletionParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** The post's. */
  readonly mediaId: string
}

/**
 * Deletes a post. Needs `threads_delete`.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: no such post (100/33), without the permission (10), over the limit (613)
 * @throws {ThreadsTransportError} when no answer came; with the outcome `unknown` the post may be gone
 * @throws {ThreadsProtocolError} when the answer is not the API's, or does not say that it was done
 * @see https://developers.facebook.com/docs/threads/posts/delete-posts (read 2026-11)
 */
export async function deleteMedia(transport: Transport, parameters: DeletionParameters): Promise<void> {
  readSuccess(await sendDeletion(transport, parameters))
}

/**
 * Sends a deletion; {@link readSuccess} reads the answer.
 *
 * @throws as {@link deleteMedia}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendDeletion(
  transport: Transport,
  { token, mediaId }: DeletionParameters,
): Promise<RawAnswer> {
  requireSecret('token', token)
  const path = `/v1.0/${requireId('mediaId', mediaId)}`
  return send(transport, { endpoint: 'delete_media', method: 'DELETE', path, bearer: token })
}
