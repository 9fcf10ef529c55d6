/** The typed client of our own API: its routes are the types. The only module of the web app that names `fetch`. */
import { hc } from 'hono/client'
import type { AppType } from '../../../src/server/api.ts'
import { pickLanguage } from '../words/language.ts'

export const api = hc<AppType>('/', {
  fetch: (input: RequestInfo | URL, init?: RequestInit) =>
    fetch(input, { ...init, headers: spoken(init?.headers) }),
}).api.v1

function spoken(given: HeadersInit | undefined): Headers {
  const headers = new Headers(given)
  headers.set('Accept-Language', pickLanguage())
  return headers
}
