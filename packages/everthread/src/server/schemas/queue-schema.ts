/** How an account publishes, on the wire. */
import { z } from '@hono/zod-openapi'
import { isZone } from '../../time/is-zone.ts'
import { INSTANT } from './common.ts'

const DAY_MS = 86_400_000

export const ZONE = z
  .string()
  .max(64)
  .refine(isZone, { message: 'no time zone' })
  .openapi({ description: 'IANA: `Europe/Berlin`' })

const POLICY = {
  zone: ZONE,
  missed: z
    .enum(['publish', 'hold'])
    .openapi({ description: 'What becomes of a post that is later than the limit' }),
  late_limit_ms: z
    .int()
    .min(0)
    .max(365 * DAY_MS),
}

export const QUEUE = z
  .strictObject({
    ...POLICY,
    pause: z
      .strictObject({ reason: z.enum(['paused', 'restricted']), at: INSTANT, detail: z.string().optional() })
      .optional(),
  })
  .openapi('Queue')

export const QUEUE_CHANGE = z.strictObject(POLICY).partial().openapi('QueueChange')

export const RESUME_ALL = z.strictObject({ how: z.enum(['now', 'new_slots', 'skip']) }).openapi('QueueResume')

export const RESUMED = z
  .strictObject({
    resumed: z.int(),
    left: z.int().openapi({ description: 'Still held: each says why' }),
  })
  .openapi('QueueResumed')

const SLOT = z.strictObject({
  weekday: z.int().min(1).max(7).openapi({ description: '1 is Monday' }),
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .openapi({ description: 'On the wall of the queue’s zone' }),
})

export const SLOTS = z
  .strictObject({
    slots: z
      .array(SLOT)
      .max(7 * 24 * 60)
      .readonly(),
  })
  .openapi('Slots')
