/** `/api/v1`: every resource, and the document that describes them. */
import type { OpenAPIHono } from '@hono/zod-openapi'
import { VERSION } from '../version.ts'
import type { AppEnv } from './app-env.ts'
import { createRouter } from './api-route.ts'
import { accountRoutes } from './routes/accounts.ts'
import { draftRoutes } from './routes/drafts.ts'
import { checkUpRoutes } from './routes/check-up.ts'
import { keyRoutes } from './routes/api-keys.ts'
import { loginRoutes } from './routes/logins.ts'
import { eventRoutes } from './routes/events.ts'
import { insightRoutes } from './routes/insights.ts'
import { mediaRoutes } from './routes/media.ts'
import { queueRoutes } from './routes/queues.ts'
import { shiftRoutes } from './routes/shifted-posts.ts'
import { settingsRoutes } from './routes/settings.ts'
import { postRoutes } from './routes/posts.ts'
import { sandboxRoutes } from './routes/sandbox.ts'
import { ownerRoutes } from './routes/owner.ts'
import type { ServerDeps } from './server-deps.ts'

export function createApi(deps: ServerDeps) {
  const api = createRouter()
    .route('/api/v1', ownerRoutes(deps))
    .route('/api/v1', keyRoutes(deps))
    .route('/api/v1', accountRoutes(deps))
    .route('/api/v1', loginRoutes(deps))
    .route('/api/v1', shiftRoutes(deps))
    .route('/api/v1', postRoutes(deps))
    .route('/api/v1', queueRoutes(deps))
    .route('/api/v1', draftRoutes(deps))
    .route('/api/v1', insightRoutes(deps))
    .route('/api/v1', mediaRoutes(deps))
    .route('/api/v1', eventRoutes(deps))
    .route('/api/v1', settingsRoutes(deps))
    .route('/api/v1', checkUpRoutes(deps))
    .route('/api/v1', sandboxRoutes(deps))
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'everthread_session',
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer' })
  return api
}

/** Of the typed client: `hc<AppType>('/')`. */
export type AppType = ReturnType<typeof createApi>

export function openApiDocument(api: OpenAPIHono<AppEnv>) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Everthread',
      version: VERSION,
      description: 'Keeps a Threads connection alive and gets posts out through it.',
    },
  })
}
