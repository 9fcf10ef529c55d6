/** RFC 9457: a problem as a document. Nothing of an unexpected error's own text goes out. */
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from '@hono/zod-openapi'
import { StoreError } from '../store/store-error.ts'
import { SECOND } from '../time/duration.ts'
import { problemSentences } from '../words/problem-words.ts'
import type { AppEnv } from './app-env.ts'
import { Problem, type ProblemCode, PROBLEM_STATUS } from './problem.ts'

export const PROBLEM_TYPE = 'application/problem+json'

const CODES = Object.keys(PROBLEM_STATUS) as [ProblemCode, ...ProblemCode[]]

const FIELD_PROBLEM = z
  .strictObject({
    pointer: z.string().optional().openapi({ description: 'A JSON Pointer into the body' }),
    parameter: z.string().optional().openapi({ description: 'The name of a parameter' }),
    code: z.string(),
    message: z.string(),
    remedy: z.string().optional(),
  })
  .openapi('FieldProblem')

export const PROBLEM = z
  .strictObject({
    type: z.string().openapi({ description: '`urn:everthread:problem:CODE`' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(CODES).openapi({ description: 'Stable; match on it' }),
    remedy: z.string().optional(),
    request_id: z.string(),
    errors: z.array(FIELD_PROBLEM).optional(),
  })
  .openapi('Problem')

export type ProblemDocument = z.infer<typeof PROBLEM>

export function answerProblem(c: Context<AppEnv>, problem: Problem): Response {
  const { code, status, details } = problem
  const sentences = problemSentences(code, c.get('language'))
  const remedy = details.remedy ?? sentences.remedy
  const document: ProblemDocument = {
    type: `urn:everthread:problem:${code}`,
    title: details.message ?? sentences.message,
    status,
    code,
    ...(remedy !== undefined && { remedy }),
    request_id: c.get('requestId'),
    ...(details.fields && { errors: [...details.fields] }),
  }
  c.header('Content-Type', PROBLEM_TYPE)
  c.header('Content-Language', c.get('language'))
  if (details.retryAfterMs !== undefined)
    c.header('Retry-After', String(Math.max(1, Math.ceil(details.retryAfterMs / SECOND))))
  if (details.allow) c.header('Allow', details.allow.join(', '))
  if (status === 401) c.header('WWW-Authenticate', 'Bearer')
  return c.body(JSON.stringify(document), status)
}

/** Whatever was thrown, as a problem. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return new Problem(OF_HONO[error.status] ?? 'defect', { cause: error })
  if (error instanceof StoreError)
    return new Problem('store-unavailable', { cause: error, retryAfterMs: STORE_RETRY_MS })
  return new Problem('defect', { cause: error })
}

const STORE_RETRY_MS = 5 * SECOND

/** What the framework itself throws. */
const OF_HONO: Partial<Record<number, ProblemCode>> = {
  400: 'not-json',
  413: 'body-too-large',
  415: 'unsupported-media-type',
}
