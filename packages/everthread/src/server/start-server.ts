/** The service on a socket. Loaded by `serve` alone: Hono and zod are not for every start. */
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Listening, listenOn } from './listen.ts'
import type { ServerDeps } from './server-deps.ts'

export { findWebFolder } from './web-folder.ts'

export function startServer(
  deps: ServerDeps,
  place: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const { fetch } = createApp(deps)
  // Node's own Request and Response stay what they are: the rest of the process uses them.
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false })
  return listenOn(
    createServer((request, response) => void answer(request, response)),
    place,
  )
}
