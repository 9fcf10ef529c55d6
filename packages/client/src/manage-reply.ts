/** What the author of a post may do to the replies below it. All of it needs `threads_manage_replies`. */
import { requireId } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { readSuccess } from './success.ts'
import { tell } from './tell.ts'
import type { Transport } from './transport.ts'

/** What {@link manageReply} needs. */
export interface ReplyManagementParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** The reply's: one directly below the post. What is below it follows. */
  readonly replyId: string
  /** `false` shows it again. */
  readonly hide: boolean
}

/**
 * Hides a reply, or shows it again.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: no such reply (100/33), without the permission (10)
 * @throws {ThreadsTransportError} when no answer came; to repeat it does no harm
 * @throws {ThreadsProtocolError} when the answer is not the API's, or does not say that it was done
 * @see https://developers.facebook.com/docs/threads/reply-management (read 2026-11)
 */
export async function manageReply(
  transport: Transport,
  parameters: ReplyManagementParameters,
): Promise<void> {
  readSuccess(await sendReplyManagement(transport, parameters))
}

/**
 * Sends what hides a reply or shows it again; {@link readSuccess} reads the answer.
 *
 * @throws as {@link manageReply}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendReplyManagement(
  transport: Transport,
  { token, replyId, hide }: ReplyManagementParameters,
): Promise<RawAnswer> {
  const path = `${requireId('replyId', replyId)}/manage_reply`
  return tell(transport, { endpoint: 'manage_reply', path, token, form: { hide: flagText('hide', hide) } })
}

/** What {@link managePendingReply} needs. */
export interface PendingReplyManagementParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** The reply's. */
  readonly replyId: string
  /** `false` ignores it, which may be approved later all the same. */
  readonly approve: boolean
}

/**
 * Approves or ignores a reply that waits for approval, below a post with `enableReplyApprovals`.
 *
 * @throws as {@link manageReply}
 * @see https://developers.facebook.com/docs/threads/reply-management (read 2026-11)
 */
export async function managePendingReply(
  transport: Transport,
  parameters: PendingReplyManagementParameters,
): Promise<void> {
  readSuccess(await sendPendingReplyManagement(transport, parameters))
}

/**
 * Sends the approval or the refusal of a waiting reply; {@link readSuccess} reads the answer.
 *
 * @throws as {@link managePendingReply}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendPendingReplyManagement(
  transport: Transport,
  { token, replyId, approve }: PendingReplyManagementParameters,
): Promise<RawAnswer> {
  const path = `${requireId('replyId', replyId)}/manage_pending_reply`
  const form = { approve: flagText('approve', approve) }
  return tell(transport, { endpoint: 'manage_pending_reply', path, token, form })
}

function flagText(name: string, value: boolean): string {
  if (typeof value !== 'boolean') throw new TypeError(`${name} must be true or false`)
  return String(value)
}
