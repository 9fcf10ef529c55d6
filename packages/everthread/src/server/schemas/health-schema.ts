/** How the service is, on the wire: what its own process knows, and what `doctor` finds. */
import { z } from '@hono/zod-openapi'
import { GROUPS } from '../../doctor/finding.ts'
import { INSTANT } from './common.ts'

const FINDING = z
  .strictObject({
    code: z.string().openapi({ description: 'docs/doctor.md' }),
    group: z.enum(GROUPS),
    level: z.enum(['ok', 'note', 'warning', 'problem']),
    message: z.string(),
    remedy: z.string().optional(),
    url: z.string().optional(),
  })
  .openapi('Finding')

export const HEALTH = z
  .strictObject({
    ok: z
      .boolean()
      .openapi({ description: 'The scheduler ticks, and nothing that was found is worse than a warning' }),
    version: z.string(),
    store: z.enum(['sqlite', 'postgres']),
    last_tick_ms: z.number().optional().openapi({ description: 'Since the scheduler last ticked' }),
    loop_lag_ms: z.number().openapi({
      description: 'How late the event loop came to its work at worst, since somebody last asked',
    }),
    clock_ahead_ms: z.number().openapi({ description: 'How far Meta’s clock is ahead of this machine’s' }),
    nodes: z
      .array(z.strictObject({ node: z.string(), pid: z.int() }))
      .readonly()
      .openapi({ description: 'The services that are alive on this store' }),
    checked_at: INSTANT.openapi({ description: 'When the findings were looked for' }),
    findings: z.array(FINDING).readonly(),
  })
  .openapi('Health')
