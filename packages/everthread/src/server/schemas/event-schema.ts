/** What happened, on the wire: `everthread/event@1`, with the number by which a reader goes on. */
import { z } from '@hono/zod-openapi'
import { EVENT_NAMES } from '../../alerts/event.ts'
import { REASON } from './account-schema.ts'
import { ID, INSTANT } from './common.ts'
import { POST_REASON } from './post-schema.ts'

export const EVENT = z
  .strictObject({
    schema: z.literal('everthread/event@1'),
    id: z.string(),
    at: INSTANT,
    event: z.enum(EVENT_NAMES),
    severity: z.enum(['info', 'warning', 'critical']),
    account: z.strictObject({ id: z.string().optional(), username: z.string().optional() }),
    post: z.strictObject({ id: ID, position: z.int().optional() }).optional(),
    reason: z.union([REASON, POST_REASON]),
    message: z.string(),
    remedy: z.string().optional(),
    url: z.string().optional(),
  })
  .openapi('Event')

export const EVENTS = z
  .strictObject({
    events: z.array(z.strictObject({ number: z.int(), event: EVENT })).readonly(),
    last: z.int().openapi({ description: 'The newest number; a stream goes on behind it' }),
  })
  .openapi('Events')
