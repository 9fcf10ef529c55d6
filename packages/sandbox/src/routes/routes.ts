/** Which call is which endpoint, and who serves it. */
import type { EndpointId } from '../coverage/endpoints.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { findUserById, type State } from '../state/state.ts'
import { exchangeToken } from './access-token.ts'
import { createContainer } from './create-container.ts'
import { debugToken } from './debug-token.ts'
import { searchKeyword } from './keyword-search.ts'
import { searchLocations } from './locations.ts'
import { exchangeCode, issueAppToken } from './oauth-access-token.ts'
import { decideLogin, showLogin } from './oauth-authorize.ts'
import { embed } from './oembed.ts'
import { readMediaInsights } from './media-insights.ts'
import { nodeMethods, NODES } from './node.ts'
import { listProfilePosts, lookUpProfile } from './profile-discovery.ts'
import { readProfile } from './profile.ts'
import { publishContainer } from './publish.ts'
import { readPublishingLimit } from './publishing-limit.ts'
import { refreshToken } from './refresh-access-token.ts'
import { repost } from './repost.ts'
import type { Methods, Route } from './route.ts'
import { listConversation, listReplies } from './replies.ts'
import { listPendingReplies, managePendingReply, manageReply } from './reply-management.ts'
import { readUserInsights } from './user-insights.ts'
import { listGhostPosts, listMentions, listThreads, listUserReplies } from './user-lists.ts'

export type { Route } from './route.ts'

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
  ['/keyword_search', { GET: { endpoint: 'keyword_search', serve: searchKeyword } }],
  ['/profile_lookup', { GET: { endpoint: 'profile_lookup', serve: lookUpProfile } }],
  ['/profile_posts', { GET: { endpoint: 'profile_posts', serve: listProfilePosts } }],
  ['/location_search', { GET: { endpoint: 'location_search', serve: searchLocations } }],
  ['/oembed', { GET: { endpoint: 'oembed', serve: embed } }],
])

/** `/{user}/edge`, where `user` is `me` or the id of one. */
const USER_EDGES: ReadonlyMap<string, Methods> = new Map([
  [
    'threads',
    {
      GET: { endpoint: 'threads', serve: listThreads },
      POST: { endpoint: 'create_container', serve: createContainer },
    },
  ],
  ['threads_publish', { POST: { endpoint: 'publish', serve: publishContainer } }],
  ['ghost_posts', { GET: { endpoint: 'ghost_posts', serve: listGhostPosts } }],
  ['replies', { GET: { endpoint: 'user_replies', serve: listUserReplies } }],
  ['mentions', { GET: { endpoint: 'mentions', serve: listMentions } }],
  ['threads_publishing_limit', { GET: { endpoint: 'publishing_limit', serve: readPublishingLimit } }],
  ['threads_insights', { GET: { endpoint: 'user_insights', serve: readUserInsights } }],
])

/** `/{media}/edge`. */
const MEDIA_EDGES: ReadonlyMap<string, Methods> = new Map([
  ['repost', { POST: { endpoint: 'repost', serve: repost } }],
  ['insights', { GET: { endpoint: 'media_insights', serve: readMediaInsights } }],
  ['replies', { GET: { endpoint: 'media_replies', serve: listReplies } }],
  ['conversation', { GET: { endpoint: 'conversation', serve: listConversation } }],
  ['pending_replies', { GET: { endpoint: 'pending_replies', serve: listPendingReplies } }],
  ['manage_reply', { POST: { endpoint: 'manage_reply', serve: manageReply } }],
  ['manage_pending_reply', { POST: { endpoint: 'manage_pending_reply', serve: managePendingReply } }],
])

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
  const isUser = id === 'me' || findUserById(state, id) !== undefined
  if (edge === undefined) return { route: routeFor(isUser ? PROFILES : nodesAt(state, id), method), id }
  const edges = (isUser ? USER_EDGES.get(edge) : undefined) ?? MEDIA_EDGES.get(edge) ?? USER_EDGES.get(edge)
  if (!edges || !isId(id)) throw new MetaRefusal('unknown_path', { path })
  return { route: routeFor(edges, method), id }
}

const PROFILES: Methods = { GET: profile }

function nodesAt(state: State, id: string): Methods {
  if (!isId(id)) throw new MetaRefusal('unknown_path', { path: `/${id}` })
  return nodeMethods(state, id)
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

/** Every endpoint that is routed, with whether a real route serves it; the coverage matrix is held against this. */
export function routedEndpoints(): ReadonlyMap<EndpointId, readonly string[]> {
  const found = new Map<EndpointId, string[]>()
  const tables = [...FIXED.values(), ...USER_EDGES.values(), ...MEDIA_EDGES.values(), ...NODES]
  for (const methods of tables) {
    for (const [method, route] of Object.entries(methods)) {
      if (route) found.set(route.endpoint, [...(found.get(route.endpoint) ?? []), method])
    }
  }
  found.set('oauth_client_credentials', ['GET', 'POST'])
  return found
}
