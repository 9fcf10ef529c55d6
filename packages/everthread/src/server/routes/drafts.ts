/** Texts that a model proposes, and the voice that it writes in. Nothing here schedules or publishes. */
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { stepJson, troubleJson, variantJson } from '../../cli/json/draft-json.ts'
import type { DraftRequest, DraftStep } from '../../drafts/draft.ts'
import { findAccount } from '../../store/accounts.ts'
import { findVoice, putVoice } from '../../store/voices.ts'
import type { Language } from '../../words/language.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { idempotent } from '../idempotency.ts'
import { jsonBody, jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { ID_PARAMETER } from '../schemas/common.ts'
import { DRAFT_REQUEST, DRAFTS, VOICE } from '../schemas/draft-schema.ts'
import type { ServerDeps } from '../server-deps.ts'

const STREAM_TYPE = 'text/event-stream'

const getVoice = apiRoute(
  { access: 'read', problems: ['account-unknown'] },
  {
    method: 'get',
    path: '/accounts/{id}/voice',
    summary: 'How the account writes; empty until somebody says it',
    request: { params: ID_PARAMETER },
    responses: { 200: jsonContent('The voice', VOICE) },
  },
)
const setVoice = apiRoute(
  { access: 'settings:write', problems: ['account-unknown'] },
  {
    method: 'put',
    path: '/accounts/{id}/voice',
    summary: 'Say how the account writes',
    request: { params: ID_PARAMETER, body: jsonBody(VOICE) },
    responses: { 200: jsonContent('The voice', VOICE) },
  },
)

export function draftRoutes(deps: ServerDeps) {
  const { db } = deps.installation.store
  const requireAccount = async (id: string): Promise<string> => {
    if (!(await findAccount(db, id))) throw new Problem('account-unknown')
    return id
  }
  const write = apiRoute(
    {
      access: 'posts:write',
      problems: ['account-unknown', 'not-available'],
      before: [idempotent(deps)],
    },
    {
      method: 'post',
      path: '/accounts/{id}/drafts',
      summary: 'Have a model propose texts; with `Accept: text/event-stream`, as they are written',
      request: { params: ID_PARAMETER, body: jsonBody(DRAFT_REQUEST) },
      responses: { 200: jsonContent('What was written, and what was not', DRAFTS) },
    },
  )
  return createRouter()
    .openapi(getVoice, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      const { profile, bannedPhrases } = (await findVoice(db, id)) ?? { profile: '', bannedPhrases: [] }
      return c.json({ profile, banned_phrases: [...bannedPhrases] }, 200)
    })
    .openapi(setVoice, async (c) => {
      const id = await requireAccount(c.req.valid('param').id)
      const { profile, banned_phrases: bannedPhrases } = c.req.valid('json')
      await putVoice(db, id, { profile, bannedPhrases })
      return c.json({ profile, banned_phrases: bannedPhrases }, 200)
    })
    .openapi(write, async (c) => {
      if (!deps.drafting) throw new Problem('not-available')
      const id = await requireAccount(c.req.valid('param').id)
      const language = c.get('language')
      const request = requestFrom(c.req.valid('json'), language)
      const over = AbortSignal.any([deps.signal, c.req.raw.signal])
      const steps = deps.drafting.write(id, request, over)
      // What is to be answered again is a document.
      const streams =
        c.req.header('accept')?.includes(STREAM_TYPE) && c.req.header('idempotency-key') === undefined
      if (streams) return streamOf(c, steps, language) as never
      return c.json(await documentOf(steps, language), 200)
    })
}

function requestFrom(
  {
    prompt,
    topic,
    tone,
    language,
    variants,
    grounded,
    most_parts: mostParts,
  }: z.output<typeof DRAFT_REQUEST>,
  spoken: Language,
): DraftRequest {
  return {
    prompt,
    variants,
    mostParts,
    language: language ?? spoken,
    ...(grounded && { isGrounded: true }),
    ...(topic !== undefined && { topic }),
    ...(tone !== undefined && { tone }),
  }
}

async function documentOf(
  steps: AsyncIterable<DraftStep>,
  language: Language,
): Promise<z.input<typeof DRAFTS>> {
  const document: z.input<typeof DRAFTS> = { variants: [], usage: {}, kept: [] }
  for await (const step of steps) {
    if (step.kind === 'variant') document.variants.push(variantJson(step.variant, language))
    if (step.kind === 'done') Object.assign(document, { model: step.model, usage: { ...step.usage } })
    if (step.kind === 'trouble') {
      const { trouble, usage, kept } = step
      Object.assign(document, { trouble: troubleJson(trouble, language), usage: { ...usage }, kept })
    }
  }
  return document
}

/** One message for each step, under its kind. */
function streamOf(c: Context<AppEnv>, steps: AsyncIterable<DraftStep>, language: Language): Response {
  return streamSSE(c, async (stream) => {
    for await (const step of steps) {
      if (stream.aborted) return
      await stream.writeSSE({ event: step.kind, data: JSON.stringify(stepJson(step, language)) })
    }
  })
}
