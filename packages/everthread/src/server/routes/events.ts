/** What happened: a list, or with `Accept: text/event-stream` a stream. */
import { z } from '@hono/zod-openapi'
import { createMiddleware } from 'hono/factory'
import { lastEventNumber, listEvents } from '../../store/events.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { createEventStreams } from '../event-stream.ts'
import { ID } from '../schemas/common.ts'
import { EVENTS } from '../schemas/event-schema.ts'
import type { ServerDeps } from '../server-deps.ts'
import { eventView } from '../views/event-view.ts'

const QUERY = z.strictObject({
  account_id: ID.optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const STREAM_TYPE = 'text/event-stream'

export function eventRoutes(deps: ServerDeps) {
  const { db } = deps.installation.store
  const openStream = createEventStreams(deps)
  const streamed = createMiddleware<AppEnv>((c, next) =>
    c.req.header('accept')?.includes(STREAM_TYPE) ? openStream(c) : next(),
  )
  const list = apiRoute(
    { access: 'read', problems: ['too-many-streams'], before: [streamed] },
    {
      method: 'get',
      path: '/events',
      summary: 'What happened, the newest first; or, as a stream, what happens from now on',
      request: { query: QUERY },
      responses: {
        200: {
          description: 'Events',
          content: {
            'application/json': { schema: EVENTS },
            [STREAM_TYPE]: {
              schema: z.string().openapi({ description: 'Messages `event`; go on with `Last-Event-ID`' }),
            },
          },
        },
      },
    },
  )
  return createRouter().openapi(list, async (c) => {
    const { account_id: accountId, before, limit } = c.req.valid('query')
    const events = await listEvents(db, {
      limit,
      ...(accountId !== undefined && { accountId }),
      ...(before !== undefined && { before }),
    })
    const told = events.map((event) => eventView(event, c.get('language')))
    return c.json({ events: told, last: await lastEventNumber(db) }, 200)
  })
}
