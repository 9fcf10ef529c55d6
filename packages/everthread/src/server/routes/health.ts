/** `/healthz`, for whoever watches the watcher: 200 while the scheduler ticks, 503 when it has not for ten seconds (P13). */
import { Hono } from 'hono'
import type { AppEnv } from '../app-env.ts'
import type { ServerDeps } from '../server-deps.ts'

export function healthRoutes({ health }: Pick<ServerDeps, 'health'>): Hono<AppEnv> {
  return new Hono<AppEnv>().get('/healthz', async (c) => {
    try {
      const state = await health()
      return c.json(state, state.ok ? 200 : 503)
    } catch {
      return c.json({ ok: false, error: 'the store cannot be read' }, 503)
    }
  })
}
