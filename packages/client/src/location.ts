/** Places that a post can be tagged with. */
import { ask } from './ask.ts'
import { requireFilled, requireId, requireNumber } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf, fieldsOf, list, object } from './wire-shape.ts'
import { id, number, text } from './wire-value.ts'

/** A place. What Meta has no value for is absent. */
export interface Location {
  /** Decimal digits: the `locationId` of a new post. */
  readonly id: string
  readonly name?: string
  readonly address?: string
  readonly city?: string
  readonly country?: string
  /** Degrees, north positive. */
  readonly latitude?: number
  /** Degrees, east positive. */
  readonly longitude?: number
  readonly postalCode?: string
}

/** The wire's form of a {@link Location}. */
export const LOCATION: Shape<Location> = {
  id: ['id', id, 'required'],
  name: ['name', text],
  address: ['address', text],
  city: ['city', text],
  country: ['country', text],
  latitude: ['latitude', number],
  longitude: ['longitude', number],
  postalCode: ['postal_code', text],
}

/** What {@link searchLocations} needs: words, a point, or both. */
export type LocationSearchParameters = {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
} & (
  | { readonly query: string; readonly latitude?: never; readonly longitude?: never }
  | {
      readonly query?: string
      /** Degrees, north positive. */
      readonly latitude: number
      /** Degrees, east positive. */
      readonly longitude: number
    }
)

/**
 * Searches for places by words, near a point, or both. 500 searches in 24 hours; an app without approval for
 * `threads_location_tagging` finds Menlo Park only.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/create-posts/location-tagging (read 2026-11)
 */
export async function searchLocations(
  transport: Transport,
  parameters: LocationSearchParameters,
): Promise<readonly Location[]> {
  return readLocationSearch(await sendLocationSearch(transport, parameters))
}

/**
 * Sends the search for places.
 *
 * @throws as {@link searchLocations}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendLocationSearch(
  transport: Transport,
  { token, query, latitude, longitude }: LocationSearchParameters,
): Promise<RawAnswer> {
  if ((latitude === undefined) !== (longitude === undefined))
    throw new TypeError('latitude and longitude go together')
  requireNumber('latitude', latitude, [-90, 90])
  requireNumber('longitude', longitude, [-180, 180])
  if (latitude === undefined) requireFilled('query', query)
  return ask(transport, {
    endpoint: 'location_search',
    path: 'location_search',
    token,
    query: { q: query, latitude, longitude, fields: fieldsOf(LOCATION) },
  })
}

/**
 * Reads the answer of {@link sendLocationSearch}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readLocationSearch(answer: RawAnswer): readonly Location[] {
  return answerOf<{ places: readonly Location[] }>(answer, {
    places: ['data', list(object(LOCATION)), 'required'],
  }).places
}

/** What {@link getLocation} needs. */
export interface LocationParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** Decimal digits. */
  readonly locationId: string
}

/**
 * Gets a place by its id.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/create-posts/location-tagging (read 2026-11)
 */
export async function getLocation(transport: Transport, parameters: LocationParameters): Promise<Location> {
  return readLocation(await sendLocation(transport, parameters))
}

/**
 * Sends the question about a place.
 *
 * @throws as {@link getLocation}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendLocation(
  transport: Transport,
  { token, locationId }: LocationParameters,
): Promise<RawAnswer> {
  const path = requireId('locationId', locationId)
  return ask(transport, { endpoint: 'location', path, token, query: { fields: fieldsOf(LOCATION) } })
}

/**
 * Reads the answer of {@link sendLocation}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readLocation(answer: RawAnswer): Location {
  return answerOf(answer, LOCATION)
}
