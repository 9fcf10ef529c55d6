/** Why an HTTP call brought no answer, in a form that names the host and nothing else of the URL. */
import { type ProxyVariable, shownProxy } from './proxy-variable.ts'

/** Codes of our own. The others are Node's: `ECONNREFUSED`, `ENOTFOUND`, `CERT_HAS_EXPIRED`, `DEPTH_ZERO_SELF_SIGNED_CERT`, … */
export const HTTP_FETCH_CODES = {
  /** The proxy answered CONNECT with something else than 200 (`proxyStatus` says with what). Node's own code, kept. */
  proxyRefused: 'ERR_PROXY_TUNNEL',
  /** There was no connection to the proxy. */
  proxyUnreachable: 'ERR_PROXY_UNREACHABLE',
  /** A proxy variable holds something that is no `http:` or `https:` proxy. */
  proxyInvalid: 'ERR_PROXY_INVALID_CONFIG',
  /** The connection ended without a code. */
  unknown: 'ERR_NO_ANSWER',
} as const

export interface HttpFetchErrorDetails {
  readonly code: string
  /** What the proxy answered CONNECT with: 407 wants a password, 403 forbids the host. */
  readonly proxyStatus?: number
  readonly cause?: unknown
}

export class HttpFetchError extends Error {
  override readonly name = 'HttpFetchError'
  readonly code: string
  readonly proxyStatus: number | undefined

  constructor(message: string, details: HttpFetchErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = details.code
    this.proxyStatus = details.proxyStatus
  }
}

/** Whom a call was to reach. */
export interface CallWay {
  readonly host: string
  /** The proxy that its connection was opened to, where there was one. */
  readonly proxy?: ProxyVariable | undefined
}

/**
 * Node's error, with its code. Node's messages are sometimes empty (an `AggregateError` of several addresses), so the
 * sentence is ours.
 */
export function toHttpFetchError(error: unknown, { host, proxy }: CallWay): HttpFetchError {
  if (error instanceof HttpFetchError) return error
  const code = textOf(error, 'code') ?? HTTP_FETCH_CODES.unknown
  if (proxy) return behindProxy(error, code, { host, proxy })
  return new HttpFetchError(`no answer from ${host}: ${code}`, { code, cause: error })
}

interface ProxiedWay {
  readonly host: string
  readonly proxy: ProxyVariable
}

/** Whoever resolves the host's name and connects to it is the proxy: of ours, these are about the proxy itself. */
const NOT_CONNECTED = /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH)$/

function behindProxy(cause: unknown, code: string, { host, proxy }: ProxiedWay): HttpFetchError {
  const named = `the proxy ${shownProxy(proxy.value)} (${proxy.name})`
  const proxyStatus = code === HTTP_FETCH_CODES.proxyRefused ? numberOf(cause, 'statusCode') : undefined
  if (proxyStatus !== undefined) {
    const message = `${named} refused the tunnel to ${host} with status ${proxyStatus}`
    return new HttpFetchError(message, { code, proxyStatus, cause })
  }
  if (NOT_CONNECTED.test(code)) {
    const message = `${named} cannot be reached: ${code}`
    return new HttpFetchError(message, { code: HTTP_FETCH_CODES.proxyUnreachable, cause })
  }
  return new HttpFetchError(`no answer from ${host} through ${named}: ${code}`, { code, cause })
}

function textOf(error: unknown, field: string): string | undefined {
  const value = fieldOf(error, field)
  return typeof value === 'string' ? value : undefined
}

function numberOf(error: unknown, field: string): number | undefined {
  const value = fieldOf(error, field)
  return typeof value === 'number' ? value : undefined
}

function fieldOf(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined
}
