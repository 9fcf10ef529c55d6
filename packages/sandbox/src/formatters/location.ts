/** A location (threads-api.md §5.4). */
import type { Place } from '../locations/gazetteer.ts'
import type { NodeShape } from './fields.ts'

export const LOCATION: NodeShape<Place> = {
  type: 'ThreadsLocation',
  defaults: ['id'],
  readers: {
    id: ({ id }) => id,
    name: ({ name }) => name,
    address: ({ address }) => address,
    city: ({ city }) => city,
    country: ({ country }) => country,
    latitude: ({ latitude }) => latitude,
    longitude: ({ longitude }) => longitude,
    postal_code: ({ postalCode }) => postalCode,
  },
}
