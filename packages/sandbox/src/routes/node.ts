/** `/{id}` of what is no user: a container, a place, else a post or nothing. Which of them it is, the id alone must tell. */
import { findPlace } from '../locations/gazetteer.ts'
import type { State } from '../state/state.ts'
import { readContainer } from './container.ts'
import { deleteMedia } from './delete-media.ts'
import { readLocation } from './locations.ts'
import { readMedia } from './media.ts'
import type { Methods, Route } from './route.ts'

const container: Route = { endpoint: 'container', serve: readContainer }
const place: Route = { endpoint: 'location', serve: readLocation }
const media: Route = { endpoint: 'media', serve: readMedia }

/** Of whatever cannot be deleted it says that it is not there. */
const deletion: Route = { endpoint: 'delete_media', serve: deleteMedia }

export function nodeMethods(state: State, id: string): Methods {
  return { GET: readerOf(state, id), DELETE: deletion }
}

function readerOf({ containers }: State, id: string): Route {
  if (containers.has(id)) return container
  return findPlace(id) ? place : media
}

/** All that `nodeMethods` can answer. */
export const NODES: readonly Methods[] = [
  { GET: container },
  { GET: place },
  { GET: media, DELETE: deletion },
]
