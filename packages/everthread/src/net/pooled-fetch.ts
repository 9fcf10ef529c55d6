/**
 * The `fetch` of a service: as the command line's, until many calls are out at once; from then on by undici's pool, which is
 * six times as fast. It is loaded when it is needed, because loading it takes as long as several calls.
 */
import type { Dispatcher, Pool } from 'undici'
import { toHttpFetchError } from './http-fetch-error.ts'
import type { HttpFetch, HttpRequestInit, HttpResponse } from './http-fetch.ts'
import { isLoopbackHost } from './loopback-host.ts'
import type { ProxyVariables } from './proxy-agents.ts'

export interface PooledFetchOptions {
  /** Where a proxy stands between, calls go on by the one that knows of proxies. */
  readonly direct: HttpFetch
  readonly proxies: ProxyVariables
}

/** Calls out at once from which a pool is worth its loading. */
const MANY = 8

/** Meta sees at most so many connections of one service. */
const CONNECTIONS = 64

export function createPooledFetch({ direct, proxies }: PooledFetchOptions): HttpFetch {
  const pools = new Map<string, Pool>()
  let undici: typeof import('undici') | undefined
  let out = 0
  const load = async (): Promise<void> => {
    undici = await import('undici')
  }
  const poolFor = ({ origin, hostname }: URL): Pool | undefined => {
    if (!undici || (isProxied(proxies) && !isLoopbackHost(hostname))) return undefined
    const pool = pools.get(origin) ?? new undici.Pool(origin, { connections: CONNECTIONS })
    pools.set(origin, pool)
    return pool
  }
  const close = (): void => {
    direct.close()
    for (const pool of pools.values()) void pool.destroy()
    pools.clear()
  }
  return {
    fetch: async (url, init) => {
      out += 1
      if (out === MANY && !undici) void load()
      try {
        const parsed = URL.parse(url)
        const pool = parsed && poolFor(parsed)
        return await (pool ? send(pool, parsed, init) : direct.fetch(url, init))
      } finally {
        out -= 1
      }
    },
    close,
    [Symbol.asyncDispose]: () => Promise.resolve(close()),
  }
}

function isProxied({ httpProxy, httpsProxy }: ProxyVariables): boolean {
  return httpProxy !== undefined || httpsProxy !== undefined
}

async function send(pool: Pool, url: URL, init: HttpRequestInit): Promise<HttpResponse> {
  const { method, headers, body = null, signal } = init
  try {
    const answer = await pool.request({
      path: url.pathname + url.search,
      method: method as Dispatcher.HttpMethod,
      headers,
      body,
      signal,
    })
    return {
      status: answer.statusCode,
      headers: { get: (name) => headerOf(answer.headers, name) },
      body: bodyOf(answer.body, url.host, signal),
    }
  } catch (error) {
    signal.throwIfAborted()
    throw toHttpFetchError(error, { host: url.host })
  }
}

function headerOf(headers: Dispatcher.ResponseData['headers'], name: string): string | null {
  const value = headers[name.toLowerCase()]
  return Array.isArray(value) ? value.join(', ') : (value ?? null)
}

async function* bodyOf(
  body: AsyncIterable<Uint8Array>,
  host: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) yield chunk
  } catch (error) {
    signal.throwIfAborted()
    throw toHttpFetchError(error, { host })
  }
}
