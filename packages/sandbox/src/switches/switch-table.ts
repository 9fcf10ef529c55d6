/**
 * What nobody outside Meta knows (threads-api.md §12), each as a switch. The default is §11's where §11 has one; otherwise
 * it is what the documentation says, and where it says nothing the stricter choice.
 */

import { PUBLISHING_SWITCHES } from './publishing-switches.ts'
import { READING_SWITCHES } from './reading-switches.ts'
import { ON_OFF, type SwitchRow } from './switch-row.ts'
import { WEBHOOK_SWITCHES } from './webhook-switches.ts'

export type { SwitchRow } from './switch-row.ts'

export const SWITCH_TABLE = {
  revokeOld: {
    values: ON_OFF,
    default: false,
    section: '§12.1, default §11',
    status: 'supported',
    about: 'A renewal kills the token that it renewed (190/467).',
  },
  refreshReturns: {
    values: ['new-token', 'same-token'],
    default: 'new-token',
    section: '§12.1, default §11',
    status: 'supported',
    about: 'Whether a renewal answers a new string or prolongs the old one.',
  },
  refreshBefore24h: {
    values: ['reject', 'allow'],
    default: 'reject',
    section: '§12.2, default §11',
    status: 'supported',
    about: 'What a renewal says to a token younger than 24 hours.',
  },
  refreshBefore24hCode: {
    values: [452, 100],
    default: 452,
    section: '§12.2, §2.6',
    status: 'supported',
    about: 'The code of that refusal.',
  },
  refreshShortToken: {
    values: [100, 190],
    default: 100,
    section: '§2.6',
    status: 'supported',
    about: 'The code for a short-lived token at the renewal endpoint.',
  },
  expiresInShortBy: {
    values: ['random'],
    default: 'random',
    duration: true,
    section: '§2.5, default §11',
    status: 'supported',
    about:
      'By how much a long-lived token falls short of 60 days: 0 to 60 s at random, or a duration (81000s was seen).',
  },
  debugTokenInvalidInput: {
    values: ['is-valid-false', 'error'],
    default: 'is-valid-false',
    section: '§12.3, default §11',
    status: 'supported',
    about: 'What debug_token says of a dead input_token: 200 with is_valid false, or its error.',
  },
  debugTokenWithAppToken: {
    values: ['refuse', 'allow'],
    default: 'refuse',
    section: '§12.3, §2.8',
    status: 'supported',
    about: 'Whether debug_token takes an app token as access_token.',
  },
  debugTokenForNonTesters: {
    values: ['refuse', 'allow'],
    default: 'refuse',
    section: '§12.23, §2.9',
    status: 'supported',
    about: 'Whether debug_token answers to the token of somebody who is no tester.',
  },
  issuedAtAfterRefresh: {
    values: ['new', 'login'],
    default: 'new',
    section: '§12.23',
    status: 'supported',
    about: 'Whether issued_at moves on a renewal or stays where it was.',
  },
  privateGrantOnRefresh: {
    values: ['keep', 'extend'],
    default: 'keep',
    section: '§12.13, §2.7',
    status: 'supported',
    about: 'Whether a renewal extends the 90-day grant of a private profile too.',
  },
  afterGrantExpiry: {
    values: ['refuse', 'ignore'],
    default: 'refuse',
    section: '§2.7',
    status: 'supported',
    about: 'What calls say once data_access_expires_at has passed: 100/10, or nothing.',
  },
  thApiExceptionStatus: {
    values: [500, 400],
    default: 500,
    section: '§12.7, default §11',
    status: 'supported',
    about: 'The HTTP status of THApiException for parameters and scopes.',
  },
  unparseableTokenStatus: {
    values: [400, 401],
    default: 400,
    section: '§3.2, default §11',
    status: 'supported',
    about: 'The HTTP status of "Cannot parse access token".',
  },
  damagedToken: {
    values: ['cannot-parse', 'by-damage'],
    default: 'cannot-parse',
    section: '§3.2, default §11',
    status: 'supported',
    about:
      'Whether a damaged token is garbage as any other, or named as elsewhere at Meta: "Malformed", with the token, or not decrypted.',
  },
  missingTokenCode: {
    values: [104, 2500],
    default: 104,
    section: '§3.2, default §11',
    status: 'supported',
    about: 'The code of a call without a token.',
  },
  codeReuseShape: {
    values: ['envelope', 'docs'],
    default: 'envelope',
    section: '§2.4, default §11',
    status: 'supported',
    about: 'How a used or unknown code is refused: 100/4279030, or the older shape of the docs.',
  },
  codeExchangeUserId: {
    values: ['number', 'string'],
    default: 'number',
    section: '§2.4, default §11',
    status: 'supported',
    about: 'user_id of the code exchange as a bare integer above 2^53, or as the string of Postman.',
  },
  redirectMismatchCode: {
    values: [191, 100],
    default: 191,
    section: '§12.11, §2.4',
    status: 'supported',
    about: 'The code for a redirect_uri that is not the one of the login.',
  },
  wrongSecretCode: {
    values: [1, 101],
    default: 1,
    section: '§12.11, §2.4',
    status: 'supported',
    about: 'The code for a wrong client_secret.',
  },
  loginErrorStatus: {
    values: [400, 200],
    default: 400,
    section: '§12.22, §2.2',
    status: 'supported',
    about: "The HTTP status of the login window's JSON errors.",
  },
  localhostRedirect: {
    values: ['https', 'refuse', 'any'],
    default: 'https',
    section: '§12.12, §2.3',
    status: 'supported',
    about: 'Whether localhost may be a redirect host: with https, not at all, or with http as well.',
  },
  jsonBodies: {
    values: ['ignore', 'accept'],
    default: 'ignore',
    section: '§12.15, default §1.4',
    status: 'supported',
    about: 'Whether parameters in a JSON body count.',
  },
  getBodies: {
    values: ['ignore', 'accept'],
    default: 'ignore',
    section: '§1.4',
    status: 'supported',
    about: 'Whether parameters in the form body of a GET count.',
  },
  unknownVersion: {
    values: ['refuse', 'serve'],
    default: 'refuse',
    section: '§12.22',
    status: 'supported',
    about: 'What a path such as /v2.0/me does.',
  },
  signedRequestSecret: {
    values: ['threads', 'meta'],
    default: 'threads',
    section: '§12.14, §2.11',
    status: 'supported',
    about: "Which secret signs a signed_request: the Threads app's, or the Meta app's.",
  },
  appUsageHeader: {
    values: ON_OFF,
    default: false,
    section: '§12.10, default §11',
    status: 'supported',
    about: 'Sends X-App-Usage.',
  },
  wwwAuthenticateHeader: {
    values: ON_OFF,
    default: false,
    section: '§12.10, §1.7',
    status: 'supported',
    about: 'Sends WWW-Authenticate with token errors.',
  },
  retryAfterHeader: {
    values: ON_OFF,
    default: false,
    section: '§12.10, §1.7',
    status: 'supported',
    about: 'Sends Retry-After: 60 with rate limits.',
  },
  ...PUBLISHING_SWITCHES,
  ...READING_SWITCHES,
  ...WEBHOOK_SWITCHES,
} as const satisfies Readonly<Record<string, SwitchRow>>

export type SwitchName = keyof typeof SWITCH_TABLE
