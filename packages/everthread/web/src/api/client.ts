/**
 * The typed client of our own API: its routes are the types. Hono's own, `hc`, brings forms, cookies and sockets as well, which is
 * 2 KB on every first load; what these pages call is a path, a query and JSON. The only module of the web app that names `fetch`.
 */
import type { hc } from 'hono/client'
import type { AppType } from '../../../src/server/api.ts'
import { pickLanguage } from '../words/language.ts'
import { requestTo, type Sent } from './request-to.ts'

type Client = ReturnType<typeof hc<AppType>>['api']['v1']

/** As `hc` takes them. */
interface Options {
  readonly headers?: Readonly<Record<string, string>>
  readonly init?: RequestInit
}

// Every property is a step of a path until one is called; what there is to call, the type knows.
export const api = stepTo('/api/v1') as Client

function stepTo(path: string): unknown {
  return new Proxy(() => undefined, {
    get: (_, name) => stepTo(`${path}/${String(name)}`),
    apply: (_, __, [sent, options]: [Sent?, Options?]) => {
      const at = path.lastIndexOf('/$')
      const method = path.slice(at + 2).toUpperCase()
      return send(method, requestTo(path.slice(0, at), sent ?? {}), options)
    },
  })
}

function send(
  method: string,
  { url, body }: ReturnType<typeof requestTo>,
  { headers, init }: Options = {},
): Promise<Response> {
  const spoken = new Headers({ 'Accept-Language': pickLanguage(), ...headers })
  if (body !== undefined) spoken.set('Content-Type', 'application/json')
  return fetch(url, { ...(body !== undefined && { body }), ...init, method, headers: spoken })
}
