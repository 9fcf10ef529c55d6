/**
 * The three envelopes in which Meta says no:
 *
 * - `{"error": {"message", "type", "code", "error_subcode", …}}`: everywhere
 * - `{"error_type", "code", "error_message"}`: the code exchange, in its documentation
 * - `{"error_message", "error_code"}`: the pages of the login window
 *
 * @see https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions (read 2026-11)
 */
import type { ApiRefusal } from './errors.ts'
import { type JsonObject, isJsonObject } from './json.ts'
import { present } from './present.ts'
import type { RawAnswer } from './raw-answer.ts'
import { redacted } from './redaction.ts'

/** Where a refusal was found: in an answer, or on a page that somebody pasted and that has no status. */
export type RefusalSource = Pick<RawAnswer, 'endpoint' | 'secrets' | 'retryAfterSeconds'> & {
  readonly status?: number
}

/** The refusal in `content`, or `undefined` when it holds none that has a code. */
export function refusalIn(content: JsonObject, source: RefusalSource): ApiRefusal | undefined {
  const { error } = content
  if (isJsonObject(error)) return graphRefusal(error, source)
  const code = integer(content['error_code']) ?? integer(content['code'])
  if (code === undefined || typeof content['error_message'] !== 'string') return undefined
  return present({
    ...origin(source),
    code,
    type: text(content['error_type'], source),
    apiMessage: text(content['error_message'], source),
  })
}

/** The refusal in an error object of Graph's. `debug_token` spells the subcode `subcode`. */
export function graphRefusal(error: JsonObject, source: RefusalSource): ApiRefusal | undefined {
  const code = integer(error['code'])
  if (code === undefined) return undefined
  const type = text(error['type'], source)
  const apiMessage = text(error['message'], source)
  const isTransient = error['is_transient']
  return present({
    ...origin(source),
    code,
    subcode: integer(error['error_subcode']) ?? integer(error['subcode']),
    type,
    apiMessage,
    userTitle: text(error['error_user_title'], source),
    userMessage: text(error['error_user_msg'], source),
    isTransient: typeof isTransient === 'boolean' ? isTransient : undefined,
    fbtraceId: text(error['fbtrace_id'], source),
    apiName: API_NAME.exec(`${type} ${apiMessage}`)?.[0],
  })
}

/**
 * @NOTE The one thing that is read out of a text. It is an identifier and not prose, it is never translated, and Meta
 * documents these errors by it alone: neither the number nor the field that carries it is known.
 */
const API_NAME = /\bTHREADS_API__[A-Z_]{1,80}\b/

function origin({ endpoint, status, retryAfterSeconds }: RefusalSource) {
  return { endpoint, status, retryAfterSeconds }
}

function text(value: unknown, { secrets = [] }: RefusalSource): string | undefined {
  return typeof value === 'string' ? redacted(value, secrets) : undefined
}

function integer(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined
}
