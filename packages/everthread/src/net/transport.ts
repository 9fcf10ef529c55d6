/** The client's transport over our own `fetch`. */
import type { Transport } from '@everthread/client'
import type { HttpFetch } from './http-fetch.ts'

export interface TransportSource {
  readonly http: HttpFetch
  readonly config: { readonly apiBaseUrl: string }
  readonly signal: AbortSignal
}

export function transportOf({ http, config, signal }: TransportSource, timeoutMs: number): Transport {
  return { fetch: http.fetch, baseUrl: config.apiBaseUrl, signal, timeoutMs }
}
