/** Which call is which endpoint, and who serves it. */
import type { EndpointId } from '../coverage/endpoints.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Answer } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { authenticate } from '../tokens/authenticate.ts'
import type { State } from '../state/state.ts'
import { exchangeToken } from './access-token.ts'
import { debugToken } from './debug-token.ts'
import { exchangeCode, issueAppToken } from './oauth-access-token.ts'
import { decideLogin, showLogin } from './oauth-authorize.ts'
import { readProfile } from './profile.ts'
import { refreshToken } from './refresh-access-token.ts'

export interface Route {
  readonly endpoint: EndpointId
  readonly serve: (call: Call) => Answer | Promise<Answer>
}

type Methods = Readonly<Partial<Record<string, Route>>>

const authorizeGet: Route = { endpoint: 'oauth_authorize', serve: showLogin }
const authorizePost: Route = { endpoint: 'oauth_authorize', serve: decideLogin }
const codeExchange: Route = { endpoint: 'oauth_access_token', serve: exchangeCode }
const clientCredentials: Route = { endpoint: 'oauth_client_credentials', serve: issueAppToken }
const exchange: Route = { endpoint: 'access_token', serve: exchangeToken }
const refresh: Route = { endpoint: 'refresh_access_token', serve: refreshToken }
const debug: Route = { endpoint: 'debug_token', serve: debugToken }
const profile: Route = { endpoint: 'me', serve: readProfile }

const FIXED: ReadonlyMap<string, Methods> = new Map([
  ['/oauth/authorize', { GET: authorizeGet, POST: authorizePost }],
  ['/oauth/access_token', { GET: codeExchange, POST: codeExchange }],
  ['/access_token', { GET: exchange, POST: exchange }],
  ['/refresh_access_token', { GET: refresh }],
  ['/debug_token', { GET: debug, POST: debug }],
  ['/me', { GET: profile }],
  ['/keyword_search', { GET: notYet('keyword_search') }],
  ['/profile_lookup', { GET: notYet('profile_lookup') }],
  ['/profile_posts', { GET: notYet('profile_posts') }],
  ['/location_search', { GET: notYet('location_search') }],
  ['/oembed', { GET: notYet('oembed') }],
])

/** `/{user}/edge`, where `user` is `me` or the id of one. */
const USER_EDGES: ReadonlyMap<string, Methods> = new Map([
  ['threads', { GET: notYet('threads'), POST: notYet('create_container') }],
  ['threads_publish', { POST: notYet('publish') }],
  ['ghost_posts', { GET: notYet('ghost_posts') }],
  ['replies', { GET: notYet('user_replies') }],
  ['mentions', { GET: notYet('mentions') }],
  ['threads_publishing_limit', { GET: notYet('publishing_limit') }],
  ['threads_insights', { GET: notYet('user_insights') }],
])

/** `/{media}/edge`. */
const MEDIA_EDGES: ReadonlyMap<string, Methods> = new Map([
  ['repost', { POST: notYet('repost') }],
  ['insights', { GET: notYet('media_insights') }],
  ['replies', { GET: notYet('media_replies') }],
  ['conversation', { GET: notYet('conversation') }],
  ['pending_replies', { GET: notYet('pending_replies') }],
  ['manage_reply', { POST: notYet('manage_reply') }],
  ['manage_pending_reply', { POST: notYet('manage_pending_reply') }],
])

/** A node that is no user: container, media or location. None exists yet, and Meta refuses what does not exist. */
const OBJECTS: Methods = { GET: { endpoint: 'media', serve: refuseObject }, DELETE: notYet('delete_media') }

export interface FoundRoute {
  readonly route: Route
  readonly id: string | undefined
}

/** @throws MetaRefusal for a path or a method that the API does not have. `path` is without the version. */
export function findRoute(state: State, method: string, path: string): FoundRoute {
  const fixed = FIXED.get(path)
  if (fixed) return { route: routeFor(fixed, method), id: undefined }
  const [, id, edge, more] = path.split('/')
  if (id === undefined || id === '' || more !== undefined) throw new MetaRefusal('unknown_path', { path })
  const isUser = id === 'me' || state.users.has(id)
  if (edge === undefined) return { route: nodeRoute(isUser, method, id), id }
  const edges = (isUser ? USER_EDGES.get(edge) : undefined) ?? MEDIA_EDGES.get(edge) ?? USER_EDGES.get(edge)
  if (!edges || !isId(id)) throw new MetaRefusal('unknown_path', { path })
  return { route: routeFor(edges, method), id }
}

function nodeRoute(isUser: boolean, method: string, id: string): Route {
  if (isUser) return routeFor({ GET: profile }, method)
  if (!isId(id)) throw new MetaRefusal('unknown_path', { path: `/${id}` })
  return routeFor(OBJECTS, method)
}

function routeFor(methods: Methods, method: string): Route {
  const route = methods[method === 'HEAD' ? 'GET' : method]
  if (!route) throw new MetaRefusal('unsupported_method', { method: method.toLowerCase() })
  return route
}

/** One path serves two grants. */
export function refineRoute(route: Route, params: URLSearchParams): Route {
  const isApp = route === codeExchange && params.get('grant_type') === 'client_credentials'
  return isApp ? clientCredentials : route
}

function isId(text: string): boolean {
  return text === 'me' || /^\d{1,20}$/.test(text)
}

function notYet(endpoint: EndpointId): Route {
  return {
    endpoint,
    serve: () => {
      throw new MetaRefusal('not_yet', { endpoint })
    },
  }
}

function refuseObject(call: Call): Answer {
  authenticate(call, 'threads_basic')
  throw new MetaRefusal('unknown_object', { method: 'get', id: call.id ?? '' })
}

/** Every endpoint that is routed, with whether a real route serves it; the coverage matrix is held against this. */
export function routedEndpoints(): ReadonlyMap<EndpointId, readonly string[]> {
  const found = new Map<EndpointId, string[]>()
  const tables = [...FIXED.values(), ...USER_EDGES.values(), ...MEDIA_EDGES.values(), OBJECTS]
  for (const methods of tables) {
    for (const [method, route] of Object.entries(methods)) {
      if (route) found.set(route.endpoint, [...(found.get(route.endpoint) ?? []), method])
    }
  }
  found.set('oauth_client_credentials', ['GET', 'POST'])
  return found
}
