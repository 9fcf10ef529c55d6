/** What belongs to a user: threads, ghost posts, replies, mentions. Meta shows the token's own user's only. */
import { userPath } from './ask.ts'
import type { Media } from './media.ts'
import { type ListParameters, type Page, askPage, readMediaPage } from './media-page.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { TimeRange } from './time-range.ts'
import type { Transport } from './transport.ts'

/** What the lists of a user take. */
export type UserListParameters = ListParameters &
  TimeRange & {
    /** Decimal digits; by default `me`, whose token it is. */
    readonly userId?: string
  }

/**
 * Lists the user's top-level posts and reposts, newest first. Replies are in {@link listReplies}.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/retrieve-and-discover-posts/retrieve-posts (read 2026-11)
 */
export async function listThreads(
  transport: Transport,
  parameters: UserListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendThreadList(transport, parameters))
}

/**
 * Sends the question for a page of threads; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listThreads}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendThreadList(
  transport: Transport,
  parameters: UserListParameters,
): Promise<RawAnswer> {
  return askUserPage(transport, 'threads', parameters)
}

/**
 * Lists the user's ghost posts, archived ones included. Whether {@link listThreads} has them as well is not documented.
 *
 * @throws as {@link listThreads}
 * @see https://developers.facebook.com/docs/threads/create-posts/ghost-posts (read 2026-11)
 */
export async function listGhostPosts(
  transport: Transport,
  parameters: UserListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendGhostPostList(transport, parameters))
}

/**
 * Sends the question for a page of ghost posts; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listGhostPosts}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendGhostPostList(
  transport: Transport,
  parameters: UserListParameters,
): Promise<RawAnswer> {
  return askUserPage(transport, 'ghost_posts', parameters)
}

/**
 * Lists the replies that the user wrote. Needs `threads_read_replies`.
 *
 * @throws as {@link listThreads}; without the permission `ThreadsApiError` (10)
 * @see https://developers.facebook.com/docs/threads/retrieve-and-manage-replies/replies-and-conversations (read 2026-11)
 */
export async function listReplies(
  transport: Transport,
  parameters: UserListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendReplyList(transport, parameters))
}

/**
 * Sends the question for a page of the user's replies; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listReplies}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendReplyList(
  transport: Transport,
  parameters: UserListParameters,
): Promise<RawAnswer> {
  return askUserPage(transport, 'user_replies', parameters)
}

/**
 * Lists the public posts that mention the user; of private profiles none. Needs `threads_manage_mentions`, and an app
 * without approval sees only those of its testers.
 *
 * @throws as {@link listThreads}; without the permission or the approval `ThreadsApiError` (10, 10/4279067)
 * @see https://developers.facebook.com/docs/threads/threads-mentions (read 2026-11)
 */
export async function listMentions(
  transport: Transport,
  parameters: UserListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendMentionList(transport, parameters))
}

/**
 * Sends the question for a page of mentions; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listMentions}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendMentionList(
  transport: Transport,
  parameters: UserListParameters,
): Promise<RawAnswer> {
  return askUserPage(transport, 'mentions', parameters)
}

const LISTS = {
  threads: 'threads',
  ghost_posts: 'ghost_posts',
  user_replies: 'replies',
  mentions: 'mentions',
} as const

async function askUserPage(
  transport: Transport,
  endpoint: keyof typeof LISTS,
  parameters: UserListParameters,
): Promise<RawAnswer> {
  const path = `${userPath(parameters.userId)}/${LISTS[endpoint]}`
  return askPage(transport, { endpoint, path, parameters })
}
