/**
 * From bytes to an object of the API's, or to the right error. Strict, because what passes here may replace a good
 * token: a status, a content type and a text that say JSON, an object, and no error inside it.
 */
import { type ProtocolCode, ThreadsApiError, ThreadsProtocolError } from './errors.ts'
import { type JsonObject, isJsonObject, parseLosslessJson } from './json.ts'
import { present } from './present.ts'
import type { AnswerHead, RawAnswer } from './raw-answer.ts'
import { refusalIn } from './refusal.ts'

/**
 * The object in a successful answer.
 *
 * @throws {ThreadsApiError} when the answer is an error of the API's, whatever its HTTP status
 * @throws {ThreadsProtocolError} when it is not an answer of the API's
 */
export function contentOf(answer: RawAnswer): JsonObject {
  const { status, endpoint, contentType = '' } = answer
  if (status === 0 || (status >= 300 && status < 400)) throw notTheApi(answer, 'redirect')
  if (!JSON_TYPE.test(contentType)) throw notTheApi(answer, 'content_type')
  const content = parsedJson(answer)
  if (!isJsonObject(content)) throw notTheApi(answer, 'shape')
  const refusal = refusalIn(content, answer)
  if (refusal !== undefined) throw new ThreadsApiError(refusal)
  // A failed container's own field has the name that two of the envelopes use.
  const message = endpoint === 'container' ? undefined : content['error_message']
  if ((content['error'] ?? message ?? undefined) !== undefined) throw notTheApi(answer, 'shape')
  if (!(status >= 200 && status < 300)) throw notTheApi(answer, 'status')
  return content
}

/** Graph servers have called their JSON `text/javascript` as well. */
const JSON_TYPE = /^\s*(?:application\/(?:[\w.-]{1,55}\+)?json|text\/javascript)\s*(?:;|$)/i

/** The error for an answer that is not the API's. */
export function notTheApi(answer: AnswerHead, code: ProtocolCode, field?: string): ThreadsProtocolError {
  const { endpoint, status, retryAfterSeconds } = answer
  return new ThreadsProtocolError(
    present({ endpoint, code, status, contentType: mediaTypeOf(answer), field, retryAfterSeconds }),
  )
}

function mediaTypeOf({ contentType = '' }: Pick<RawAnswer, 'contentType'>): string | undefined {
  return /^\s*([\w.+-]{1,60}\/[\w.+-]{1,60})\s*(?:;|$)/.exec(contentType)?.[1]?.toLowerCase()
}

function parsedJson(answer: RawAnswer): unknown {
  try {
    return parseLosslessJson(new TextDecoder('utf-8', { fatal: true }).decode(answer.body))
  } catch {
    throw notTheApi(answer, 'json') // No cause: the parser's message quotes the text, and the text may hold a token.
  }
}
