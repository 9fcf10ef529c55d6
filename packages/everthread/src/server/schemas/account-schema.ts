/** Accounts on the wire: the shapes of `status --json`, `renew --json` and `history --json`. */
import { z } from '@hono/zod-openapi'
import { REASONS } from '../../keeper/reasons.ts'
import { ID, INSTANT } from './common.ts'

export const REASON = z.enum(REASONS).openapi('Reason', { description: 'docs/reasons.md' })

export const TOKEN = z
  .strictObject({
    fingerprint: z.string(),
    kind: z.enum(['short', 'long', 'permanent']).optional(),
    issued_at: INSTANT.optional(),
    expires_at: INSTANT.optional(),
    renewable_from: INSTANT.optional(),
    data_access_expires_at: INSTANT.optional(),
    scopes: z.array(z.string()).readonly().optional(),
    missing_scopes: z.array(z.string()).readonly().optional(),
  })
  .openapi('Token', { description: 'What is known of a token; the token itself is never shown' })

const DECISION = z
  .strictObject({
    kind: z.enum(['wait', 'exchange', 'renew', 'probe', 'needs_person']),
    reason: REASON,
    message: z.string(),
    at: INSTANT.optional(),
  })
  .openapi('Decision')

export const ACCOUNT = z
  .strictObject({
    account: z.strictObject({
      account_id: ID,
      id: z.string().optional(),
      username: z.string().optional(),
      picture_url: z.string().optional(),
    }),
    token: TOKEN,
    decision: DECISION.optional(),
    last_look_at: INSTANT.optional(),
    sinks: z
      .array(
        z.strictObject({
          path: z.string(),
          key: z.string(),
          delivered: z.boolean(),
          delivered_at: INSTANT.optional(),
          reason: REASON.optional(),
          message: z.string().optional(),
        }),
      )
      .readonly(),
  })
  .openapi('Account')

export const ACCOUNTS = z
  .strictObject({
    accounts: z.array(ACCOUNT),
    next: ID.optional().openapi({ description: '`after` of the next page; absent on the last' }),
  })
  .openapi('Accounts')

export const ROUND = z
  .strictObject({
    outcome: z.enum([
      'renewed',
      'exchanged',
      'not_due',
      'too_young',
      'transient',
      'suspect',
      'needs_person',
      'failed',
    ]),
    reason: REASON,
    message: z.string(),
    remedy: z.string().optional(),
    account: ACCOUNT,
  })
  .openapi('Round', { description: 'What one round of the keeper came to' })

export const HISTORY = z
  .strictObject({
    generations: z.array(
      z.strictObject({
        number: z.int(),
        state: z.enum(['current', 'previous']),
        source: z.enum(['adopted', 'connected', 'exchanged', 'renewed', 'found_in_file', 'rolled_back']),
        obtained_at: INSTANT,
        token: TOKEN,
      }),
    ),
  })
  .openapi('History')

export const REMOVED = z
  .strictObject({
    posts: z.int().openapi({ description: 'How many posts went with it' }),
    stays: z.strictObject({
      files: z.array(z.strictObject({ path: z.string(), key: z.string() })).readonly(),
      copies: z.array(z.string()).readonly(),
      notes: z.array(z.string()).readonly(),
    }),
  })
  .openapi('Removed')
