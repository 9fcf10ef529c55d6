/** The places of the sandbox (threads-api.md §5.10): some of everywhere, and those that people without app review may find. */

export interface Place {
  /** Decimal digits. */
  readonly id: string
  readonly name: string
  readonly address: string | undefined
  readonly city: string
  readonly country: string
  readonly latitude: number
  readonly longitude: number
  readonly postalCode: string | undefined
}

type Row = readonly [name: string, city: string, country: string, latitude: number, longitude: number]

/** The only city that standard access finds. */
export const CITY_OF_STANDARD_ACCESS = 'Menlo Park'

const HEADQUARTERS: Place = {
  id: '104048449631599',
  name: 'Facebook Headquarters',
  address: '1 Hacker Way',
  city: CITY_OF_STANDARD_ACCESS,
  country: 'USA',
  latitude: 37.483_751_157_746_28,
  longitude: -122.148_921_318_436_17,
  postalCode: '94025',
}

const ROWS: readonly Row[] = [
  ['Menlo Park, California', 'Menlo Park', 'USA', 37.453, -122.1817],
  ['Golden Gate Park', 'San Francisco', 'USA', 37.7694, -122.4862],
  ['Central Park', 'New York', 'USA', 40.7829, -73.9654],
  ['Griffith Observatory', 'Los Angeles', 'USA', 34.1184, -118.3004],
  ['Stanley Park', 'Vancouver', 'Canada', 49.3017, -123.1417],
  ['Zócalo', 'Mexico City', 'Mexico', 19.4326, -99.1332],
  ['Parque Ibirapuera', 'São Paulo', 'Brazil', -23.5874, -46.6576],
  ['Hyde Park', 'London', 'United Kingdom', 51.5073, -0.1657],
  ['Jardin du Luxembourg', 'Paris', 'France', 48.8462, 2.3372],
  ['Tiergarten', 'Berlin', 'Germany', 52.5145, 13.3501],
  ['Parque del Retiro', 'Madrid', 'Spain', 40.4153, -3.6845],
  ['Villa Borghese', 'Rome', 'Italy', 41.9142, 12.4923],
  ['Парк Горького', 'Москва', 'Russia', 55.7298, 37.6019],
  ['Летний сад', 'Санкт-Петербург', 'Russia', 59.9447, 30.3357],
  ['Парк Победы', 'Алматы', 'Kazakhstan', 43.2589, 76.9547],
  ['Cascade', 'Yerevan', 'Armenia', 40.1915, 44.5155],
  ['Gülhane Parkı', 'Istanbul', 'Türkiye', 41.013, 28.981],
  ['Cubbon Park', 'Bengaluru', 'India', 12.9763, 77.5929],
  ['Lumphini Park', 'Bangkok', 'Thailand', 13.7307, 100.5418],
  ['上野公園', 'Tokyo', 'Japan', 35.7156, 139.7745],
  ['서울숲', 'Seoul', 'South Korea', 37.5444, 127.0374],
  ['Royal Botanic Garden', 'Sydney', 'Australia', -33.8642, 151.2166],
  ['Uhuru Park', 'Nairobi', 'Kenya', -1.2894, 36.8172],
]

const FIRST_ID = 214_048_449_631_600

export const PLACES: readonly Place[] = [
  HEADQUARTERS,
  ...ROWS.map(([name, city, country, latitude, longitude], index) => ({
    id: String(FIRST_ID + index * 7919),
    name,
    address: undefined,
    city,
    country,
    latitude,
    longitude,
    postalCode: undefined,
  })),
]

export function findPlace(id: string): Place | undefined {
  return PLACES.find((place) => place.id === id)
}

/** Places whose name, city or country contains the text, whatever the case. */
export function placesNamed(text: string): readonly Place[] {
  const wanted = text.toLowerCase()
  return PLACES.filter(({ name, city, country }) =>
    [name, city, country].some((word) => word.toLowerCase().includes(wanted)),
  )
}

const EARTH_RADIUS_KM = 6371

/** Great-circle distance (haversine). */
export function distanceKm(
  place: { readonly latitude: number; readonly longitude: number },
  from: { readonly latitude: number; readonly longitude: number },
): number {
  const [a, b] = [radians(place.latitude), radians(from.latitude)]
  const across = Math.sin((b - a) / 2) ** 2
  const along = Math.sin(radians(from.longitude - place.longitude) / 2) ** 2
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, across + Math.cos(a) * Math.cos(b) * along)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
