/**
 * Other people's public profiles, by their exact names: of grown-ups with at least 100 followers. Needs
 * `threads_profile_discovery`; an app without approval for it sees @meta, @threads, @instagram and @facebook only. 1,000
 * questions in 24 hours.
 */
import { requireText } from './arguments.ts'
import { ask } from './ask.ts'
import type { Media } from './media.ts'
import { type ListParameters, type Page, askPage, readMediaPage } from './media-page.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { TimeRange } from './time-range.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { count, flag, text } from './wire-value.ts'

/** What {@link lookupProfile} needs. */
export interface ProfileLookupParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** Exactly, without `@`. */
  readonly username: string
}

/** Somebody's public profile. It has no id. The counts, but for the followers, are of the last 7 days. */
export interface PublicProfile {
  readonly username: string
  readonly name?: string
  /** On Meta's CDN; stops working after a while, so do not store it. */
  readonly pictureUrl?: string
  readonly biography?: string
  readonly isVerified?: boolean
  readonly followerCount?: number
  readonly likesCount?: number
  readonly quotesCount?: number
  readonly repliesCount?: number
  readonly repostsCount?: number
  readonly viewsCount?: number
}

const PUBLIC_PROFILE: Shape<PublicProfile> = {
  username: ['username', text, 'required'],
  name: ['name', text],
  pictureUrl: ['profile_picture_url', text],
  biography: ['biography', text],
  isVerified: ['is_verified', flag],
  followerCount: ['follower_count', count],
  likesCount: ['likes_count', count],
  quotesCount: ['quotes_count', count],
  repliesCount: ['replies_count', count],
  repostsCount: ['reposts_count', count],
  viewsCount: ['views_count', count],
}

/**
 * Looks up a public profile.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission (10) or the approval (10/4279067)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/threads-profiles (read 2026-11)
 */
export async function lookupProfile(
  transport: Transport,
  parameters: ProfileLookupParameters,
): Promise<PublicProfile> {
  return readProfileLookup(await sendProfileLookup(transport, parameters))
}

/**
 * Sends the question about a public profile.
 *
 * @throws as {@link lookupProfile}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendProfileLookup(
  transport: Transport,
  { token, username }: ProfileLookupParameters,
): Promise<RawAnswer> {
  requireText('username', username)
  return ask(transport, { endpoint: 'profile_lookup', path: 'profile_lookup', token, query: { username } })
}

/**
 * Reads the answer of {@link sendProfileLookup}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readProfileLookup(answer: RawAnswer): PublicProfile {
  return answerOf(answer, PUBLIC_PROFILE)
}

/** What {@link listProfilePosts} takes. */
export type ProfilePostListParameters = ListParameters &
  TimeRange & {
    /** Exactly, without `@`. */
    readonly username: string
  }

/**
 * Lists the posts of a public profile.
 *
 * @throws as {@link lookupProfile}
 * @see https://developers.facebook.com/docs/threads/retrieve-and-discover-posts/retrieve-posts (read 2026-11)
 */
export async function listProfilePosts(
  transport: Transport,
  parameters: ProfilePostListParameters,
): Promise<Page<Media>> {
  return readMediaPage(await sendProfilePostList(transport, parameters))
}

/**
 * Sends the question for a page of a public profile's posts; {@link readMediaPage} reads the answer.
 *
 * @throws as {@link listProfilePosts}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendProfilePostList(
  transport: Transport,
  parameters: ProfilePostListParameters,
): Promise<RawAnswer> {
  const { username } = parameters
  requireText('username', username)
  return askPage(transport, {
    endpoint: 'profile_posts',
    path: 'profile_posts',
    parameters,
    query: { username },
  })
}
