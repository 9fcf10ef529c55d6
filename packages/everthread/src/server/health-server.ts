/**
 * `/healthz`, for whoever watches the watcher: 200 while the scheduler ticks, 503 when it has not for ten seconds (P13).
 * Bare node:http, because one answer needs no framework; the API brings one when it comes.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Health } from '../service/health.ts'

export interface HealthServer extends AsyncDisposable {
  readonly url: string
}

export interface HealthServerOptions {
  readonly host: string
  readonly port: number
  readonly health: () => Promise<Health>
}

export async function startHealthServer({ host, port, health }: HealthServerOptions): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(`${JSON.stringify(body)}\n`)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(405, { error: 'only GET is answered here' })
    if (request.url?.split('?')[0] !== '/healthz')
      return answer(404, { error: 'only /healthz is answered here for now' })
    health().then(
      (state) => answer(state.ok ? 200 : 503, state),
      () => answer(503, { ok: false, error: 'the store cannot be read' }),
    )
  })
  await listen(server, host, port)
  const address = server.address() as AddressInfo
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
