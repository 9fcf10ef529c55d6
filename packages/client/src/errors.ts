/**
 * The three families of failure.
 *
 * | family                  | means                                      | then                                    |
 * | ----------------------- | ------------------------------------------ | --------------------------------------- |
 * | `TypeError`             | the caller's mistake; nothing was sent     | repair the call                         |
 * | `ThreadsApiError`       | the API answered, and the answer is no     | ask `classify` what kind of no          |
 * | `ThreadsTransportError` | there was no answer                        | `outcome` says whether it may have been acted on |
 * | `ThreadsProtocolError`  | there was an answer, but not the API's     | look for what stands between            |
 *
 * (The last two are one family: no usable answer.) No field and no message of theirs holds a token, a secret, or a URL
 * with a query. Recognise them by class, `code` and `subcode`; texts are for people, and Meta's are localised.
 */
import type { EndpointId } from './endpoint.ts'

/**
 * Meta's error codes that this client knows by name; `ThreadsApiError.code` holds others as well.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling (read 2026-11)
 */
export const API_CODE = {
  UNKNOWN: 1,
  SERVICE: 2,
  APP_LIMIT: 4,
  PERMISSION: 10,
  USER_LIMIT: 17,
  NOT_FOUND: 24,
  INVALID_PARAMETER: 100,
  TOKEN: 190,
  RATE_LIMIT: 613,
} as const

/** Meta's error subcodes that this client knows by name; `ThreadsApiError.subcode` holds others as well. */
export const API_SUBCODE = {
  NOT_A_TESTER: 10,
  APP_REMOVED: 458,
  CHECKPOINT: 459,
  PASSWORD_CHANGED: 460,
  EXPIRED: 463,
  INVALID_TOKEN: 467,
  MEDIA_NOT_FOUND: 4279009,
  ALREADY_LONG_LIVED: 4279023,
} as const

/** What an error answer of Meta's says, read from any of its envelopes. Absent means that Meta did not say. */
export interface ApiRefusal {
  /** What was called. */
  readonly endpoint: EndpointId
  /** Meta's error code; `error_code` of the login window; negative ones exist. */
  readonly code: number
  /** The HTTP status; absent for the login window's pages, which come by hand. Meta answers 200, 400 or 500 as it likes. */
  readonly status?: number
  /** `error_subcode`. */
  readonly subcode?: number
  /** `OAuthException`, `THApiException`, … */
  readonly type?: string
  /** Meta's text for developers, redacted and cut to 500 characters. */
  readonly apiMessage?: string
  /** `error_user_title`, in the user's language. */
  readonly userTitle?: string
  /** `error_user_msg`, in the user's language. */
  readonly userMessage?: string
  /** `is_transient`. `false` proves nothing: 24/4279009 says so and goes away by itself. */
  readonly isTransient?: boolean
  /** What Meta's support asks for. */
  readonly fbtraceId?: string
  /** A `THREADS_API__…` name found in the answer; three errors are documented by such a name only. */
  readonly apiName?: string
  /** `Retry-After` in seconds. Not seen from Meta yet; proxies send it. */
  readonly retryAfterSeconds?: number
}

class CallError extends Error {
  constructor(failure: { readonly endpoint: EndpointId }, text: string, options: ErrorOptions | undefined) {
    super(`${failure.endpoint}: ${text}`, options)
    Object.assign(this, failure)
  }
}

/** The API answered, and the answer is no. Ask {@link classify} what kind of no it is. */
export class ThreadsApiError extends CallError implements ApiRefusal {
  override readonly name = 'ThreadsApiError'
  declare readonly endpoint: EndpointId
  declare readonly code: number
  declare readonly status?: number
  declare readonly subcode?: number
  declare readonly type?: string
  declare readonly apiMessage?: string
  declare readonly userTitle?: string
  declare readonly userMessage?: string
  declare readonly isTransient?: boolean
  declare readonly fbtraceId?: string
  declare readonly apiName?: string
  declare readonly retryAfterSeconds?: number

  /** @param refusal already redacted: what is passed here is printed */
  constructor(refusal: ApiRefusal, options?: ErrorOptions) {
    super(refusal, refusalText(refusal), options)
  }
}

function refusalText({ code, subcode, status, apiMessage, userTitle, userMessage }: ApiRefusal): string {
  const http = status === undefined ? '' : ` (HTTP ${status})`
  const refused = `Meta refused with error ${said([code, subcode], '/')}${http}`
  return said([refused, apiMessage, userTitle, userMessage], ': ')
}

function said(parts: readonly (string | number | undefined)[], separator: string): string {
  return parts.filter((part) => part !== undefined && part !== '').join(separator)
}

/** The values of `ThreadsTransportError.code`. */
export const TRANSPORT_CODE = {
  /** The connection failed or broke. */
  NETWORK: 'network',
  /** No complete answer within `timeoutMs`. */
  TIMEOUT: 'timeout',
  /** The caller's `signal` aborted. */
  ABORTED: 'aborted',
  /** The name of the host could not be resolved. */
  DNS: 'dns',
  /** The encrypted connection could not be made: a certificate that is not trusted, an interception. */
  TLS: 'tls',
  /** The proxy refused, or could not be reached. */
  PROXY: 'proxy',
} as const
/** One of {@link TRANSPORT_CODE}. */
export type TransportCode = (typeof TRANSPORT_CODE)[keyof typeof TRANSPORT_CODE]

/** What is known about a call that got no answer. */
export interface TransportFailure {
  /** What was called. */
  readonly endpoint: EndpointId
  readonly code: TransportCode
  /** `not_sent`: the API cannot have seen the call. `unknown`: it may have acted on it, so find out before repeating. */
  readonly outcome: 'not_sent' | 'unknown'
  /** The runtime's own code where it gave one: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, … */
  readonly systemCode?: string
}

/** There was no answer. `cause` is a redacted copy of the runtime's error. */
export class ThreadsTransportError extends CallError implements TransportFailure {
  override readonly name = 'ThreadsTransportError'
  declare readonly endpoint: EndpointId
  declare readonly code: TransportCode
  declare readonly outcome: 'not_sent' | 'unknown'
  declare readonly systemCode?: string

  /** @param failure what is known; `options.cause` must already be redacted */
  constructor(failure: TransportFailure, options?: ErrorOptions) {
    const { code, outcome, systemCode } = failure
    const next = outcome === 'not_sent' ? 'nothing was sent' : 'the API may have acted on it'
    super(failure, `no answer (${said([code, systemCode], ', ')}); ${next}`, options)
  }
}

/** The values of `ThreadsProtocolError.code`. */
export const PROTOCOL_CODE = {
  /** A redirect. The API has none, and following one would take the token along. */
  REDIRECT: 'redirect',
  /** Not declared as JSON: a captive portal, a proxy's page, an empty answer. */
  CONTENT_TYPE: 'content_type',
  /** Declared as JSON, but cut off or otherwise not JSON. */
  JSON: 'json',
  /** Longer than `maxBytes`. */
  TOO_LARGE: 'too_large',
  /** JSON, but not an object of the API's. */
  SHAPE: 'shape',
  /** Neither success by its HTTP status nor an error by its content. */
  STATUS: 'status',
  /** A field is missing or is not what it must be; `field` names it. */
  FIELD: 'field',
} as const
/** One of {@link PROTOCOL_CODE}. */
export type ProtocolCode = (typeof PROTOCOL_CODE)[keyof typeof PROTOCOL_CODE]

/** What is known about an answer that is not the API's. */
export interface ProtocolFailure {
  /** What was called. */
  readonly endpoint: EndpointId
  readonly code: ProtocolCode
  /** The HTTP status. */
  readonly status: number
  /** The media type that the answer claims, without parameters. */
  readonly contentType?: string
  /** The field that is wrong, for the code `field`. */
  readonly field?: string
  /** `Retry-After` in seconds. */
  readonly retryAfterSeconds?: number
}

/** There was an answer, but it is not the API's, or not one that can be believed. Its content is never quoted. */
export class ThreadsProtocolError extends CallError implements ProtocolFailure {
  override readonly name = 'ThreadsProtocolError'
  declare readonly endpoint: EndpointId
  declare readonly code: ProtocolCode
  declare readonly status: number
  declare readonly contentType?: string
  declare readonly field?: string
  declare readonly retryAfterSeconds?: number

  /** @param failure what is known */
  constructor(failure: ProtocolFailure, options?: ErrorOptions) {
    const { code, status, contentType, field } = failure
    const what = said([code, field, `HTTP ${status}`, contentType], ', ')
    super(failure, `the answer is not the Threads API's (${what})`, options)
  }
}
