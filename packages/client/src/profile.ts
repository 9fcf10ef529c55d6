/** A profile: the token's own user. The cheapest proof that a token lives; it says nothing of how long. */
import { requireKnown } from './arguments.ts'
import { ask, userPath } from './ask.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'
import { type FieldOf, type Shape, answerOf, fieldsOf, list, object } from './wire-shape.ts'
import { flag, id, millisInstant, text } from './wire-value.ts'

/** A profile. What was not asked for, and what Meta leaves out for want of a value, is absent. */
export interface Profile {
  /** Decimal digits. */
  readonly id: string
  readonly username?: string
  readonly name?: string
  /** On Meta's CDN; stops working after a while, so do not store it. */
  readonly pictureUrl?: string
  readonly biography?: string
  readonly isVerified?: boolean
  readonly isEligibleForGeoGating?: boolean
  /** What the user searched for last, through {@link searchKeyword}. */
  readonly recentlySearchedKeywords?: readonly SearchedKeyword[]
}

/** A search of the user's. */
export interface SearchedKeyword {
  readonly query: string
  /** Epoch milliseconds. */
  readonly searchedAt?: number
}

const PROFILE = {
  id: ['id', id, 'required'],
  username: ['username', text],
  name: ['name', text],
  pictureUrl: ['threads_profile_picture_url', text],
  biography: ['threads_biography', text],
  isVerified: ['is_verified', flag],
  isEligibleForGeoGating: ['is_eligible_for_geo_gating', flag],
  recentlySearchedKeywords: [
    'recently_searched_keywords',
    list(
      object<SearchedKeyword>({
        query: ['query', text, 'required'],
        searchedAt: ['timestamp', millisInstant],
      }),
    ),
  ],
} as const satisfies Shape<Profile>

/** One of {@link PROFILE_FIELDS}. */
export type ProfileField = FieldOf<typeof PROFILE>
/** The fields of a profile that may be asked for, by Meta's names. `id` always comes. */
export const PROFILE_FIELDS: readonly ProfileField[] = /* @__PURE__ */ fieldsOf(PROFILE)

const DEFAULT_FIELDS: readonly ProfileField[] = ['id', 'username', 'name', 'threads_profile_picture_url']

/** What {@link getMe} needs. */
export interface MeParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default id, username, name and picture. */
  readonly fields?: readonly ProfileField[]
}

/**
 * Gets the profile of the token's own user.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: the token is dead (190/…), not a tester (100/10)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/threads-profiles (read 2026-11)
 */
export async function getMe(transport: Transport, parameters: MeParameters): Promise<Profile> {
  return readMe(await sendMe(transport, parameters))
}

/**
 * Sends the request for the profile of the token's own user.
 *
 * @throws as {@link getMe}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export function sendMe(transport: Transport, parameters: MeParameters): Promise<RawAnswer> {
  return sendProfile(transport, { ...parameters, userId: 'me' })
}

/** What {@link getProfile} needs. */
export interface ProfileParameters extends MeParameters {
  /** Decimal digits. Meta shows nobody but the token's own user; for others there is {@link lookupProfile}. */
  readonly userId: string
}

/**
 * Gets a profile by its id.
 *
 * @throws as {@link getMe}; for anybody else's id `ThreadsApiError` (100/33)
 * @see https://developers.facebook.com/docs/threads/threads-profiles (read 2026-11)
 */
export async function getProfile(transport: Transport, parameters: ProfileParameters): Promise<Profile> {
  return readMe(await sendProfile(transport, parameters))
}

/**
 * Sends the request for a profile.
 *
 * @throws as {@link getProfile}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendProfile(
  transport: Transport,
  { token, userId, fields = DEFAULT_FIELDS }: ProfileParameters,
): Promise<RawAnswer> {
  requireKnown('fields', fields, PROFILE_FIELDS)
  return ask(transport, {
    endpoint: 'me',
    path: userPath(userId),
    token,
    query: { fields },
  })
}

/**
 * Reads the answer of {@link sendMe} and {@link sendProfile}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readMe(answer: RawAnswer): Profile {
  return answerOf<Profile>(answer, PROFILE)
}
