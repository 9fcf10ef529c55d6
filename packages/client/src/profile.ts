/** `/me`: whose token it is. The cheapest proof that a token lives; it says nothing of how long. */
import { contentOf } from './answer-content.ts'
import { requireSecret } from './arguments.ts'
import { present } from './present.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'
import { optionalFlag, optionalText, requiredId } from './wire-field.ts'

/** The fields of a profile that may be asked for, by Meta's names. `id` always comes. */
export const PROFILE_FIELDS = [
  'id',
  'username',
  'name',
  'threads_profile_picture_url',
  'threads_biography',
  'is_verified',
  'is_eligible_for_geo_gating',
] as const
/** One of {@link PROFILE_FIELDS}. */
export type ProfileField = (typeof PROFILE_FIELDS)[number]

const DEFAULT_FIELDS: readonly ProfileField[] = ['id', 'username', 'name', 'threads_profile_picture_url']

/** What {@link getMe} needs. */
export interface ProfileParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default id, username, name and picture. */
  readonly fields?: readonly ProfileField[]
}

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
export async function getMe(transport: Transport, parameters: ProfileParameters): Promise<Profile> {
  return readMe(await sendMe(transport, parameters))
}

/**
 * Sends the request for the profile.
 *
 * @throws as {@link getMe}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendMe(
  transport: Transport,
  { token, fields = DEFAULT_FIELDS }: ProfileParameters,
): Promise<RawAnswer> {
  requireSecret('token', token)
  if (!fields.every((field) => PROFILE_FIELDS.includes(field)))
    throw new TypeError('fields must be of PROFILE_FIELDS')
  return send(transport, {
    endpoint: 'me',
    path: '/v1.0/me',
    query: { fields: fields.join(',') },
    bearer: token,
  })
}

/**
 * Reads the answer of {@link sendMe}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readMe(answer: RawAnswer): Profile {
  const wire = { answer, content: contentOf(answer) }
  return present({
    id: requiredId(wire, 'id'),
    username: optionalText(wire, 'username'),
    name: optionalText(wire, 'name'),
    pictureUrl: optionalText(wire, 'threads_profile_picture_url'),
    biography: optionalText(wire, 'threads_biography'),
    isVerified: optionalFlag(wire, 'is_verified'),
    isEligibleForGeoGating: optionalFlag(wire, 'is_eligible_for_geo_gating'),
  })
}
