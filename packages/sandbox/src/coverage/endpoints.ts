/** Every endpoint of threads-api.md §1.8. The names are those that faults use. */
import { type EndpointRow, SUPPORTED } from './endpoint-row.ts'
import { proofs } from './proof.ts'
import { PUBLISHING_ENDPOINTS } from './publishing-endpoints.ts'
import { READING_ENDPOINTS } from './reading-endpoints.ts'

export const ENDPOINTS = {
  oauth_authorize: {
    ...SUPPORTED,
    methods: ['GET', 'POST'],
    path: '/oauth/authorize',
    section: '2.2',
    note: 'POST is the form of the sandbox’s own login window',
    tests: proofs(
      'routes/oauth-authorize.test.ts',
      'the window shows the app, the people and the scopes, and nothing of the outside world',
      'approving sends the code and the state back, with #_ at the end',
      'denying sends the documented error back, with the state',
      'scopes are separated by commas or spaces, and what was unticked is not granted',
    ),
  },
  oauth_access_token: {
    ...SUPPORTED,
    methods: ['POST', 'GET'],
    path: '/oauth/access_token',
    section: '2.4',
    tests: proofs(
      'routes/oauth-access-token.test.ts',
      'a code becomes a short-lived token, by POST and by GET',
      'user_id is a bare integer above 2^53 that JSON.parse rounds',
      'a code works once (100/4279030)',
    ),
  },
  oauth_client_credentials: {
    ...SUPPORTED,
    methods: ['GET', 'POST'],
    path: '/oauth/access_token',
    section: '2.8',
    note: 'the same path with grant_type=client_credentials',
    tests: proofs(
      'routes/oauth-access-token.test.ts',
      'an app gets its own token, the same each time, without expires_in',
    ),
  },
  access_token: {
    ...SUPPORTED,
    methods: ['GET', 'POST'],
    path: '/access_token',
    section: '2.5',
    tests: proofs(
      'routes/access-token.test.ts',
      'a short-lived token becomes a long-lived one of 60 days less at most a minute',
      'POST with a form works too',
      'somebody who is no tester gets a short token but no long one (100/10)',
    ),
  },
  refresh_access_token: {
    ...SUPPORTED,
    methods: ['GET'],
    path: '/refresh_access_token',
    section: '2.6',
    tests: proofs(
      'routes/refresh-access-token.test.ts',
      'a renewal answers a new token of 60 days, and the old one lives to its own end',
      'however renewals are spaced, one succeeds exactly when the token is alive and at least 24 hours old',
      'a renewal moves the 90 days of a public profile and not those of a private one',
    ),
  },
  debug_token: {
    ...SUPPORTED,
    methods: ['GET', 'POST'],
    path: '/debug_token',
    section: '2.9',
    tests: proofs(
      'routes/debug-token.test.ts',
      'a token that inspects itself sees exactly the eight fields',
      'a dead input token is 200 with is_valid false and the error; a dead access token is the error',
      'somebody who is no tester is refused (100/10)',
    ),
  },
  me: {
    ...SUPPORTED,
    methods: ['GET'],
    path: '/me',
    section: '5.1',
    note: 'and /{user-id}',
    tests: proofs(
      'routes/profile.test.ts',
      'the asked-for fields come in their order, and those without a value are left out',
      'everything that a user has is shown, and the picture can be fetched',
      'the token’s own id is the same as me; another’s, and an unknown one, do not exist (100/33)',
    ),
  },
  ...PUBLISHING_ENDPOINTS,
  ...READING_ENDPOINTS,
} as const satisfies Readonly<Record<string, EndpointRow>>

export type EndpointId = keyof typeof ENDPOINTS

export function isEndpointId(text: string): text is EndpointId {
  return Object.hasOwn(ENDPOINTS, text)
}
