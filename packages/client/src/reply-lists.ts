/** What hangs below a post: its replies, its whole conversation, and the replies that wait for approval. */
import { requireId, requireKnown } from './arguments.ts'
import type { Media } from './media.ts'
import { type ListParameters, type ListQuestion, type Page, askPage, readMediaPage } from './media-page.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Transport } from './transport.ts'
import { REPLY_FIELDS } from './media-shape.ts'

/** What the lists below a post take. */
export type ReplyListParameters = ListParameters & {
  /** The post: decimal digits. */
  readonly mediaId: string
  /** `true`, the default, is newest first. */
  readonly reverse?: boolean
}

/**
 * Lists the direct replies to a post or a reply. Needs `threads_read_replies`.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission (10), no such post (100/33)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/retrieve-and-manage-replies/replies-and-conversations (read 2026-11)
 */
export async function listMediaReplies(
  transport: Transport,
  parameters: ReplyListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendMediaReplyList(transport, parameters))
}

/**
 * Sends the question for a page of direct replies; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listMediaReplies}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendMediaReplyList(
  transport: Transport,
  parameters: ReplyListParameters,
): Promise<RawAnswer> {
  return askBelow(transport, { endpoint: 'media_replies', path: 'replies', parameters })
}

/**
 * Lists all replies of a conversation at every depth, flattened. For top-level posts only. Needs `threads_read_replies`.
 *
 * @throws as {@link listMediaReplies}
 * @see https://developers.facebook.com/docs/threads/retrieve-and-manage-replies/replies-and-conversations (read 2026-11)
 */
export async function listConversation(
  transport: Transport,
  parameters: ReplyListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendConversation(transport, parameters))
}

/**
 * Sends the question for a page of a conversation; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listConversation}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendConversation(
  transport: Transport,
  parameters: ReplyListParameters,
): Promise<RawAnswer> {
  return askBelow(transport, { endpoint: 'conversation', path: 'conversation', parameters })
}

/** What {@link listPendingReplies} takes. */
export type PendingReplyListParameters = ReplyListParameters & {
  /** By default both. */
  readonly approvalStatus?: 'pending' | 'ignored'
}

/**
 * Lists the replies that wait for approval or were ignored, of a post with `enableReplyApprovals`.
 *
 * @throws as {@link listMediaReplies}
 * @see https://developers.facebook.com/docs/threads/retrieve-and-manage-replies (read 2026-11)
 */
export async function listPendingReplies(
  transport: Transport,
  parameters: PendingReplyListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendPendingReplyList(transport, parameters))
}

/**
 * Sends the question for a page of waiting replies; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listPendingReplies}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendPendingReplyList(
  transport: Transport,
  parameters: PendingReplyListParameters,
): Promise<RawAnswer> {
  const { approvalStatus } = parameters
  if (approvalStatus !== undefined) requireKnown('approvalStatus', [approvalStatus], ['pending', 'ignored'])
  return askBelow(transport, {
    endpoint: 'pending_replies',
    path: 'pending_replies',
    parameters,
    query: { approval_status: approvalStatus },
    fields: [...REPLY_FIELDS, 'reply_approval_status'],
  })
}

interface QuestionBelow extends ListQuestion {
  readonly parameters: ReplyListParameters
}

async function askBelow(transport: Transport, question: QuestionBelow): Promise<RawAnswer> {
  const { mediaId, reverse } = question.parameters
  const path = `${requireId('mediaId', mediaId)}/${question.path}`
  return askPage(transport, {
    fields: REPLY_FIELDS,
    ...question,
    path,
    query: { ...question.query, reverse },
  })
}
