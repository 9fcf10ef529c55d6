/** threads-api.md §3.2: code 190 and its family. */
import { rows } from './error-row.ts'

const OAUTH = { type: 'OAuthException', status: 400, section: '3.2' } as const

export const AUTHENTICATION_ERRORS = rows({
  session_expired: {
    ...OAUTH,
    code: 190,
    subcode: 463,
    confidence: 'C',
    message: 'Error validating access token: Session has expired on %expired%. The current time is %now%.',
  },
  session_invalidated: {
    ...OAUTH,
    code: 190,
    subcode: 460,
    confidence: 'C',
    note: 'Graph-wide; that Threads answers the same is a guess',
    message:
      'Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.',
  },
  app_removed: {
    ...OAUTH,
    code: 190,
    subcode: 458,
    confidence: 'C',
    note: 'Graph-wide; that Threads answers the same is a guess',
    message: 'Error validating access token: The user has not authorized application %app_id%.',
  },
  checkpoint: {
    ...OAUTH,
    code: 190,
    subcode: 459,
    confidence: 'C',
    note: 'the wording is ours after the Graph-wide meaning',
    message:
      'Error validating access token: You cannot access the app till you log in at the website and follow the instructions given.',
  },
  unconfirmed_user: {
    ...OAUTH,
    code: 190,
    subcode: 464,
    confidence: 'C',
    note: 'the wording is ours after the Graph-wide meaning',
    message:
      'Error validating access token: Sessions for the user are not allowed because the user is not a confirmed user.',
  },
  token_invalid: {
    ...OAUTH,
    code: 190,
    subcode: 467,
    confidence: 'C',
    note: 'the wording is ours after the Graph-wide meaning',
    message: 'Error validating access token: The access token is invalid: expired, revoked or otherwise.',
  },
  session_invalid: {
    ...OAUTH,
    code: 190,
    subcode: 492,
    confidence: 'C',
    note: 'the wording is ours after the Graph-wide meaning',
    message: 'Error validating access token: The session is invalid.',
  },
  cannot_parse: {
    ...OAUTH,
    code: 190,
    confidence: 'C',
    note: 'status 400 or 401: switch unparseableTokenStatus',
    message: 'Invalid OAuth access token - Cannot parse access token',
  },
  token_malformed: {
    ...OAUTH,
    code: 190,
    confidence: 'C',
    note: 'Graph-wide; for a token that was cut. Switch damagedToken',
    message: 'Malformed access token %token%',
  },
  token_undecryptable: {
    ...OAUTH,
    code: 190,
    confidence: 'C',
    note: 'Graph-wide; for a token that was altered. Switch damagedToken',
    message: 'The access token could not be decrypted',
  },
  token_missing: {
    ...OAUTH,
    code: 104,
    confidence: 'G',
    note: 'Graph-wide; 104 or 2500: switch missingTokenCode',
    message: 'An access token is required to request this resource.',
  },
  no_active_token: {
    ...OAUTH,
    code: 2500,
    confidence: 'G',
    message: 'An active access token must be used to query information about the current user.',
  },
  session: {
    ...OAUTH,
    code: 102,
    confidence: 'C',
    note: 'the wording is ours',
    message: 'Session key invalid',
  },
  refresh_refused: {
    ...OAUTH,
    code: 452,
    confidence: 'S',
    note: 'the code was seen once, its message never: the wording is ours',
    message: 'The access token cannot be refreshed yet.',
  },
  not_tester: {
    code: 100,
    subcode: 10,
    status: 400,
    type: 'THApiException',
    section: '3.2',
    confidence: 'C',
    message:
      'This action requires the threads_basic permission. You must submit for app review, or your user must be in the list of Threads testers.',
  },
})
