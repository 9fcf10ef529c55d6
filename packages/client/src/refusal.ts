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
import { type JsonObject, isJsonObject, wholeNumber } from './json.ts'
import { present } from './present.ts'
import type { RawAnswer } from './raw-answer.ts'
import { redacted } from './redaction.ts'

/** Where a refusal was found: in an answer, or on a page that somebody pasted and that has no status. */
export type RefusalSource = Pick<RawAnswer, 'endpoint' | 'secrets' | 'retryAfterSeconds'> & {
  readonly status?: number
}

/** The refusal in `content`, or `undefined` when it holds none that has a code. */
export function refusalIn(content: JsonObject, source: RefusalSource): ApiRefusal | undefined {
  const { error, error_message: message, error_type: type, error_code: code = content['code'] } = content
  if (isJsonObject(error)) return graphRefusal(error, source)
  return typeof message === 'string' ? graphRefusal({ code, type, message }, source) : undefined
}

/** The refusal in an error object of Graph's. `debug_token` spells the subcode `subcode`. */
export function graphRefusal(error: JsonObject, source: RefusalSource): ApiRefusal | undefined {
  const { endpoint, status, retryAfterSeconds, secrets = [] } = source
  const code = wholeNumber(error['code'])
  if (code === undefined) return undefined
  const text = (field: string): string | undefined => {
    const value = error[field]
    return typeof value === 'string' ? redacted(value, secrets) : undefined
  }
  const type = text('type')
  const apiMessage = text('message')
  const isTransient = error['is_transient']
  return present({
    endpoint,
    status,
    retryAfterSeconds,
    code,
    subcode: wholeNumber(error['error_subcode'] ?? error['subcode']),
    type,
    apiMessage,
    userTitle: text('error_user_title'),
    userMessage: text('error_user_msg'),
    isTransient: typeof isTransient === 'boolean' ? isTransient : undefined,
    fbtraceId: text('fbtrace_id'),
    apiName: API_NAME.exec(`${type} ${apiMessage}`)?.[0],
  })
}

/**
 * @NOTE The one thing that is read out of a text. It is an identifier and not prose, it is never translated, and Meta
 * documents these errors by it alone: neither the number nor the field that carries it is known.
 */
const API_NAME = /THREADS_API__[A-Z_]+/
