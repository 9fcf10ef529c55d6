/** Drafts and the voice that they are written in, on the wire. */
import { z } from '@hono/zod-openapi'
import {
  DRAFT_TROUBLES,
  LONGEST_PROMPT,
  MOST_PARTS,
  MOST_VARIANTS,
  USUAL_VARIANTS,
} from '../../drafts/draft.ts'

const LONGEST_PROFILE = 2000
const MOST_PHRASES = 50

export const DRAFT_REQUEST = z
  .strictObject({
    prompt: z.string().trim().min(1).max(LONGEST_PROMPT),
    topic: z.string().trim().min(1).max(200).optional(),
    tone: z.string().trim().min(1).max(200).optional(),
    language: z.enum(['en', 'ru']).optional().openapi({ description: 'Else that of the request' }),
    variants: z.int().min(1).max(MOST_VARIANTS).default(USUAL_VARIANTS),
    grounded: z
      .boolean()
      .default(false)
      .openapi({ description: 'Shows the model the account’s own best and worst posts of the last 90 days' }),
    most_parts: z.int().min(1).max(MOST_PARTS).default(1).openapi({ description: 'More than 1: a chain' }),
  })
  .openapi('DraftRequest')

const TEXTS = z.array(z.string())
const FLAW = z.strictObject({
  kind: z.enum(['too-long', 'too-many-parts', 'banned-phrase', 'too-many-links']),
  message: z.string(),
  position: z.int().optional(),
})
const VARIANT = z.strictObject({
  parts: TEXTS,
  why: z.string().optional(),
  before: TEXTS.optional().openapi({ description: 'What it was before the model shortened it' }),
  flaws: z.array(FLAW),
})
const TROUBLE = z.strictObject({
  code: z.enum(DRAFT_TROUBLES),
  message: z.string(),
  remedy: z.string(),
  retry_after_ms: z.int().optional(),
})

export const DRAFTS = z
  .strictObject({
    variants: z.array(VARIANT),
    model: z.string().optional(),
    usage: z.strictObject({ input: z.int().optional(), output: z.int().optional() }),
    trouble: TROUBLE.optional(),
    kept: z.array(TEXTS).openapi({ description: 'Written until then, and not among the variants' }),
  })
  .openapi('Drafts')

export const VOICE = z
  .strictObject({
    profile: z.string().max(LONGEST_PROFILE),
    banned_phrases: z.array(z.string().trim().min(1).max(200)).max(MOST_PHRASES),
  })
  .openapi('Voice')
