/**
 * Fetches what a user named: a picture's address, a webhook's. The name is resolved here and the connection goes to the very
 * address that was looked at, so that a name cannot mean another machine a moment later; every hop of a redirect is looked at
 * anew. Nothing of ours travels along: no cookie, no credential.
 *
 * @NOTE No proxy is asked: it would resolve the name itself, and reach what it reaches.
 */
import { lookup } from 'node:dns/promises'
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { systemCode } from '../env-file/file-system.ts'
import type { Clock } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import { isPublicAddress } from './public-address.ts'

export const GUARD_CODES = [
  'not-a-url', // or not http:, or with a password in it
  'not-public', // an address of a private network
  'name-unknown',
  'too-many-redirects',
  'too-large',
  'timeout',
  'no-answer',
] as const

export type GuardCode = (typeof GUARD_CODES)[number]

/** Never holds the URL: its path and query are the user's. */
export class GuardedFetchError extends Error {
  override readonly name = 'GuardedFetchError'
  readonly code: GuardCode
  readonly host: string

  constructor(code: GuardCode, host: string, options?: ErrorOptions) {
    super(host === '' ? code : `${code}: ${host}`, options)
    this.code = code
    this.host = host
  }
}

export interface GuardedFetchDeps {
  readonly clock: Pick<Clock, 'sleep'>
  /** All addresses of a name: {@link resolveName}. Rejects where there are none. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>
  /** `host` or `host:port`, in lower case: reached wherever they are. */
  readonly allowedHosts?: readonly string[]
}

/** As every program of this machine resolves it: hosts file, DNS and all. */
export async function resolveName(hostname: string): Promise<readonly string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address)
}

export interface GuardedRequest {
  readonly method: 'GET' | 'HEAD' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** More is `too-large`, or cut off where that is said. */
  readonly mostBytes: number
  readonly whenLarger?: 'fail' | 'cut'
  /** For everything, from the name to the last byte. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

export interface GuardedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Buffer
}

export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<GuardedAnswer>

const TIMEOUT_MS = 20 * SECOND
const MOST_REDIRECTS = 3
const REDIRECTS: readonly (number | undefined)[] = [301, 302, 303, 307, 308]

/** The function that it makes rejects with `GuardedFetchError`, or with the signal's reason. Redirects of a POST are answers. */
export function createGuardedFetch(deps: GuardedFetchDeps): GuardedFetch {
  return async (url, request) => {
    const { timeoutMs = TIMEOUT_MS, signal } = request
    const late = new AbortController()
    const done = new AbortController()
    const stop = AbortSignal.any([late.signal, ...(signal ? [signal] : [])])
    void deps.clock.sleep(timeoutMs, done.signal).then(() => late.abort())
    const first = parse(url)
    try {
      return await follow(deps, first, { ...request, signal: stop })
    } catch (error) {
      signal?.throwIfAborted()
      if (late.signal.aborted) throw new GuardedFetchError('timeout', first.host, { cause: error })
      throw toGuardedError(error, first.host)
    } finally {
      done.abort()
    }
  }
}

type Timed = GuardedRequest & { readonly signal: AbortSignal }

function toGuardedError(error: unknown, host: string): unknown {
  return systemCode(error) === undefined || error instanceof GuardedFetchError
    ? error
    : new GuardedFetchError('no-answer', host, { cause: error })
}

async function follow(deps: GuardedFetchDeps, first: URL, request: Timed): Promise<GuardedAnswer> {
  let url = first
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const response = await send(url, await addressOf(deps, url, request.signal), request)
    const next = redirectOf(response, request)
    if (next === undefined) return await toAnswer(response, url, request)
    response.destroy()
    url = parse(next, url)
  }
  throw new GuardedFetchError('too-many-redirects', first.host)
}

function redirectOf(
  { statusCode, headers }: IncomingMessage,
  { method }: GuardedRequest,
): string | undefined {
  return method !== 'POST' && REDIRECTS.includes(statusCode) ? headers.location : undefined
}

/** `URL` knows every notation of an address (0x7f.1, 2130706433) and writes the usual one. */
function parse(text: string, base?: URL): URL {
  const url = URL.parse(text, base?.href)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  if (!isWeb || url.username !== '' || url.password !== '') throw new GuardedFetchError('not-a-url', '')
  return url
}

async function addressOf(
  { resolve, allowedHosts = [] }: GuardedFetchDeps,
  { hostname, host }: URL,
  signal: AbortSignal,
): Promise<string> {
  const name = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(name) === 0 ? await resolved(resolve(name), host, signal) : [name]
  const [address] = addresses
  if (address === undefined) throw new GuardedFetchError('name-unknown', host)
  const isAllowed = allowedHosts.includes(host) || allowedHosts.includes(hostname)
  // One that is not public among others is no accident.
  if (isAllowed || addresses.every(isPublicAddress)) return address
  throw new GuardedFetchError('not-public', host)
}

/** A resolver that does not answer cannot be stopped; it is waited for no longer. */
async function resolved(
  answer: Promise<readonly string[]>,
  host: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    signal.throwIfAborted()
    return await Promise.race([answer, aborted.promise])
  } catch (cause) {
    signal.throwIfAborted()
    throw new GuardedFetchError('name-unknown', host, { cause })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

/** To the address; the name stays in `Host`, in TLS and in the check of the certificate. */
function send(url: URL, address: string, { method, headers, body, signal }: Timed): Promise<IncomingMessage> {
  const isSecure = url.protocol === 'https:'
  const isName = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0
  const options: RequestOptions & { readonly servername?: string } = {
    method,
    host: address,
    port: url.port === '' ? (isSecure ? 443 : 80) : url.port,
    path: `${url.pathname}${url.search}`,
    headers: { 'user-agent': 'everthread', 'accept-encoding': 'identity', ...headers, host: url.host },
    // A connection of its own: one that is kept would be found by address.
    agent: false,
    signal,
    ...(isSecure && isName && { servername: url.hostname }),
  }
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const request = isSecure ? requestHttps(options) : requestHttp(options)
  // `on`, not `once`: a second error after the first would otherwise end the process.
  request.on('error', reject)
  request.once('response', resolve)
  request.end(body)
  return promise
}

async function toAnswer(
  response: IncomingMessage,
  { host }: URL,
  { mostBytes, whenLarger = 'fail' }: GuardedRequest,
): Promise<GuardedAnswer> {
  const pieces: Buffer[] = []
  let size = 0
  // Leaving the loop early closes the connection.
  for await (const piece of response as AsyncIterable<Buffer>) {
    pieces.push(piece)
    size += piece.length
    if (size <= mostBytes) continue
    if (whenLarger === 'fail') throw new GuardedFetchError('too-large', host)
    break
  }
  const headers = Object.entries(response.headers).map(([name, value]) => [name, value?.toString()])
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(headers) as GuardedAnswer['headers'],
    body: Buffer.concat(pieces).subarray(0, mostBytes),
  }
}
