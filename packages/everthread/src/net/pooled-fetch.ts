/**
 * The `fetch` of a service: as the command line's, until many calls are out at once; from then on by undici's pool, which is
 * six times as fast. It is loaded when it is needed, because loading it takes as long as several calls.
 */
import type * as Undici from 'undici'
import type { Dispatcher, Pool } from 'undici'
import { toHttpFetchError } from './http-fetch-error.ts'
import type { HttpFetch, HttpRequestInit, HttpResponse } from './http-fetch.ts'
import { isLoopbackHost } from './loopback-host.ts'
import type { ProxyVariables } from './proxy-agents.ts'

export interface PooledFetchOptions {
  /** Stays open. Where a proxy stands between, calls go on by this one, which knows of proxies. */
  readonly direct: HttpFetch
  readonly proxies: ProxyVariables
}

/** Calls out at once from which a pool is worth its loading. */
const MANY = 8

/** Meta sees at most so many connections of one service. */
export const CONNECTIONS = 64

export function createPooledFetch({ direct, proxies }: PooledFetchOptions): HttpFetch {
  const pools = new Map<string, Pool>()
  let undici: typeof Undici | undefined
  let loading: Promise<void> | undefined
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
    for (const pool of pools.values()) void pool.destroy()
    pools.clear()
  }
  return {
    fetch: async (url, init) => {
      out += 1
      try {
        // Whoever comes while it is loaded waits for it: a connection for each of them would take longer.
        if (out >= MANY && !undici) await (loading ??= load())
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

/** More than any answer of the API has; the client's own limit is lower. */
const MOST_BYTES = 4 * 1024 * 1024

/**
 * The answer whole, by the pool's own callbacks: what its streams cost is as much as the rest of a call. The client reads
 * whole answers and no others.
 */
function send(pool: Pool, url: URL, init: HttpRequestInit): Promise<HttpResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpResponse>()
  const { method, headers, body = null, signal } = init
  const chunks: Buffer[] = []
  let size = 0
  let head: Pick<HttpResponse, 'status' | 'headers'> | undefined
  let controller: Dispatcher.DispatchController | undefined
  const abort = (): void => {
    controller?.abort(new Error('given up'))
    reject(signal.reason)
  }
  signal.addEventListener('abort', abort)
  pool.dispatch(
    { path: url.pathname + url.search, method, headers, body },
    {
      onRequestStart: (started) => {
        controller = started
        if (signal.aborted) abort()
      },
      onResponseStart: (_, status, given) => {
        head = { status, headers: { get: (name) => headerOf(given, name) } }
      },
      onResponseData: (running, chunk) => {
        size += chunk.length
        chunks.push(chunk)
        if (size > MOST_BYTES) running.abort(new Error('the answer has no end'))
      },
      onResponseEnd: () => {
        signal.removeEventListener('abort', abort)
        if (head) resolve({ ...head, body: wholeBody(chunks) })
      },
      onResponseError: (_, error) => {
        signal.removeEventListener('abort', abort)
        reject(toHttpFetchError(error, { host: url.host }))
      },
    },
  )
  return promise
}

function headerOf(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  name: string,
): string | null {
  const value = headers[name.toLowerCase()]
  return Array.isArray(value) ? value.join(', ') : (value ?? null)
}

async function* wholeBody(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
