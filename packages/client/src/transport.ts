/** How a call travels: the `fetch` to use, where to, and the limits on it. */
import { requireNumber } from './arguments.ts'
import { remembering } from './remembering.ts'

/** The production API. `https://graph.threads.com` answers as well since June 2025. */
export const API_BASE_URL = 'https://graph.threads.net'

const DEFAULT_TIMEOUT_MS = 30_000
const LONGEST_TIMEOUT_MS = 60_000
const DEFAULT_MAX_BYTES = 1024 * 1024

/** Where a body comes from: the runtime's stream, or anything that can be iterated, such as Node's `IncomingMessage`. */
export type BodySource = AsyncIterable<Uint8Array> | BodyStream

/** The part of `ReadableStream` that is used. */
export interface BodyStream {
  getReader(): BodyReader
}

/** The part of `ReadableStreamDefaultReader` that is used. */
export interface BodyReader {
  read(): Promise<{ done?: boolean | undefined; value?: Uint8Array | undefined }>
  cancel(): Promise<void>
}

/** The part of `Response` that is used. */
export interface FetchResponse {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly body: BodySource | null
}

/** What `fetch` is called with, always complete. */
export interface FetchInit {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly headers: Record<string, string>
  /** A form, for `POST` only. */
  readonly body?: string
  /** Aborts when the time is over or the caller gives up. */
  readonly signal: AbortSignal
  /** Redirects are never followed: they would take the token along. */
  readonly redirect: 'manual'
}

/**
 * The global `fetch`, undici's, or a few lines round `node:http`. The URL holds a token on three calls (Meta takes it
 * nowhere else): an implementation must not log it.
 */
export type FetchLike = (url: string, init: FetchInit) => Promise<FetchResponse>

/** How calls travel. One object serves any number of calls. */
export interface Transport {
  /** `fetch`, or what does the same. */
  readonly fetch: FetchLike
  /** Scheme and host, perhaps a path in front, without a version; {@link API_BASE_URL} by default. `http:` on loopback only. */
  readonly baseUrl?: string
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal
  /** The limit on one call, its body included, in milliseconds: 1 to 60 000, by default 30 000. */
  readonly timeoutMs?: number
  /** The limit on the size of an answer in bytes, by default 1 048 576. */
  readonly maxBytes?: number
}

/** A transport that has been checked, with its defaults filled in. */
export interface CheckedTransport {
  readonly fetch: FetchLike
  readonly baseUrl: string
  readonly signal: AbortSignal | undefined
  readonly timeoutMs: number
  readonly maxBytes: number
}

/** @throws {TypeError} naming the field that is wrong */
export function checkedTransport({
  fetch,
  baseUrl = API_BASE_URL,
  signal,
  timeoutMs = DEFAULT_TIMEOUT_MS,
  maxBytes = DEFAULT_MAX_BYTES,
}: Transport): CheckedTransport {
  if (typeof fetch !== 'function') throw new TypeError('transport.fetch must be a function')
  requireNumber('transport.timeoutMs', timeoutMs, [1, LONGEST_TIMEOUT_MS])
  requireNumber('transport.maxBytes', maxBytes, [1, Number.MAX_SAFE_INTEGER])
  return { fetch, baseUrl: checkedBaseUrl(baseUrl), signal, timeoutMs, maxBytes }
}

const checkedBaseUrl = /* @__PURE__ */ remembering((baseUrl: string) => {
  const { search, hash, href } = requireSecureUrl('transport.baseUrl', baseUrl)
  if (search + hash !== '') throw new TypeError('transport.baseUrl must have no query')
  return href.replace(/\/+$/, '')
})

/**
 * A URL that may carry secrets: `https:`, or `http:` that does not leave the machine.
 *
 * @throws {TypeError} naming the argument, without quoting it
 */
export function requireSecureUrl(name: string, value: string): URL {
  const url = parsedUrl(value)
  if (url === undefined || !SECURE_ORIGIN.test(url.origin) || url.username + url.password !== '')
    throw new TypeError(`${name} must be an https: URL without a user (or http: on loopback)`)
  return url
}

const SECURE_ORIGIN = /^https:|^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/

/** `URL.parse` is not in Node 20. */
export function parsedUrl(value: string): URL | undefined {
  try {
    return new URL(value)
  } catch {
    return undefined // The exception quotes the URL; the callers say in their own words that it is none.
  }
}
