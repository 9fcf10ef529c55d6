/**
 * `/healthz` alone, where there is no data folder and so no service: 200 while the scheduler ticks, 503 when it has not for
 * ten seconds (P13). Bare node:http, because one answer needs no framework.
 */
import { createServer } from 'node:http'
import type { Health } from '../service/health.ts'
import { type Listening, listenOn } from './listen.ts'

export interface HealthServerOptions {
  readonly host: string
  readonly port: number
  readonly health: () => Promise<Health>
}

export function startHealthServer({ health, ...place }: HealthServerOptions): Promise<Listening> {
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
  return listenOn(server, place)
}
