/** `GET /location_search` and `GET /{location}` (threads-api.md §5.10). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { parseFields, selectFields, selection } from '../formatters/fields.ts'
import { LOCATION } from '../formatters/location.ts'
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import {
  CITY_OF_STANDARD_ACCESS,
  distanceKm,
  findPlace,
  type Place,
  PLACES,
  placesNamed,
} from '../locations/gazetteer.ts'
import { spendQuota } from '../quotas/quota.ts'
import { unknownObject } from '../reading/sight.ts'
import { authenticate } from '../tokens/authenticate.ts'
import type { World } from '../world.ts'

/** How far from a point a place may be that is found by it. */
const NEAR_KM = 50

/** What a search shows unless it is asked for more. */
const SEARCH_FIELDS = 'id,name'

/** By name, by a point, or by both. Every search counts. @throws MetaRefusal */
export function searchLocations(call: Call): Answer {
  const { world, params } = call
  const { userId } = authenticate(call, 'threads_basic', 'threads_location_tagging')
  const places = placesFor(call).filter(({ city }) => isOpen(world, city))
  const select = selection(LOCATION, parseFields(params.get('fields') || SEARCH_FIELDS))
  spendQuota(world, userId, 'location_searches')
  return json({ data: places.map((place) => ({ ...select(place), id: searchId(world, place) })) })
}

/** @throws MetaRefusal */
export function readLocation(call: Call): Answer {
  const { world, id, params } = call
  authenticate(call, 'threads_basic', world.switches.locationScope)
  const place = id === undefined ? undefined : findPlace(id)
  if (!place) throw unknownObject(call)
  return json(selectFields(LOCATION, place, params.get('fields')))
}

/** The nearest first where a point is given. */
function placesFor(call: Call): readonly Place[] {
  // The guide calls it `q`, the reference page `query`.
  const q = call.params.get('q') || call.params.get('query') || ''
  const point = readPoint(call)
  if (q === '' && !point) throw new MetaRefusal('param_required', { name: 'q' })
  const named = q === '' ? PLACES : placesNamed(q)
  if (!point) return named
  return named
    .map((place) => ({ place, km: distanceKm(place, point) }))
    .filter(({ km }) => q !== '' || km <= NEAR_KM)
    .toSorted((a, b) => a.km - b.km)
    .map(({ place }) => place)
}

interface Point {
  readonly latitude: number
  readonly longitude: number
}

/** Both or none. @throws MetaRefusal */
function readPoint(call: Call): Point | undefined {
  const [latitude, longitude] = [readDegrees(call, 'latitude', 90), readDegrees(call, 'longitude', 180)]
  if (latitude === undefined && longitude === undefined) return undefined
  if (latitude === undefined) throw new MetaRefusal('param_required', { name: 'latitude' })
  if (longitude === undefined) throw new MetaRefusal('param_required', { name: 'longitude' })
  return { latitude, longitude }
}

function readDegrees({ params }: Call, name: string, most: number): number | undefined {
  const given = params.get(name) ?? ''
  if (given === '') return undefined
  const degrees = Number(given)
  if (Math.abs(degrees) <= most) return degrees
  throw new MetaRefusal('number_invalid', { name, least: String(-most), most: String(most) })
}

function isOpen({ switches }: World, city: string): boolean {
  return switches.accessTier === 'advanced' || city === CITY_OF_STANDARD_ACCESS
}

/** In one sample of the documentation it is a number (switch `locationSearchId`). */
function searchId({ switches }: World, { id }: Place): string | number {
  return switches.locationSearchId === 'number' ? Number(id) : id
}
