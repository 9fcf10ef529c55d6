/** threads-api.md §3.5: limits and what every Graph API knows. */
import { rows } from './error-row.ts'

const OAUTH = { type: 'OAuthException', status: 400, section: '3.5' } as const
const GRAPH = { ...OAUTH, confidence: 'C', note: 'Graph-wide' } as const

export const GENERIC_ERRORS = rows({
  rate_limited: {
    ...OAUTH,
    code: 613,
    subcode: 4279002,
    confidence: 'S',
    message: 'Calls to this api have exceeded the rate limit.',
    title: 'Threads API Rate Limit Exceeded',
  },
  app_request_limit: { ...GRAPH, code: 4, message: 'Application request limit reached', isTransient: true },
  user_request_limit: { ...GRAPH, code: 17, message: 'User request limit reached', isTransient: true },
  page_request_limit: { ...GRAPH, code: 32, message: 'Page request limit reached' },
  application_limit: { ...GRAPH, code: 341, message: 'Application limit reached' },
  business_limit: {
    ...GRAPH,
    code: 80001,
    message: 'There have been too many calls to this account. Wait a bit and try again.',
    note: 'Graph-wide, 80001 to 80014',
  },
  unknown_error: { ...GRAPH, code: 1, status: 500, message: 'An unknown error has occurred.' },
  unavailable: {
    ...GRAPH,
    code: 2,
    status: 500,
    message: 'An unexpected error has occurred. Please retry your request later.',
    isTransient: true,
  },
  unknown_method: { ...GRAPH, code: 3, message: 'Unknown method' },
  invalid_parameter: { ...GRAPH, code: 100, message: 'Invalid parameter' },
  duplicate_post: { ...GRAPH, code: 506, message: 'Duplicate status message' },
  unknown_alias: { ...GRAPH, code: 803, message: 'Some of the aliases you requested do not exist' },
  unknown_path: { ...GRAPH, code: 2500, message: 'Unknown path components: %path%' },
  link_not_attached: { ...GRAPH, code: 1609005, message: 'The link could not be attached' },
})
