/** What the AI SDK's errors mean for whoever waits for a text. Pure. */
import { HttpFetchError } from '../net/http-fetch-error.ts'
import { SECOND } from '../time/duration.ts'
import type { DraftTrouble } from './draft.ts'

/** Read by shape, not by class: the SDK is loaded only where it is called. */
interface CallError {
  readonly statusCode: number
  readonly responseHeaders?: Readonly<Record<string, string>>
  readonly responseBody?: string
}

export interface Ending {
  /** The SDK's word for how the answer ended; absent where there was none. */
  readonly finished: string | undefined
  /** Came any text? */
  readonly isBegun: boolean
}

export function troubleOf(error: unknown, { finished, isBegun }: Ending): DraftTrouble {
  if (finished === 'content-filter') return { code: 'blocked' }
  const causes = [...causesOf(error)]
  const answer = causes.find(isCallError)
  // An answer that began and broke off is told as a call's error with the transport's behind it.
  if (causes.some((cause) => cause instanceof HttpFetchError))
    return { code: isBegun || answer ? 'cut-off' : 'unreachable' }
  if (answer) return troubleOfStatus(answer)
  const isCut = isBegun && (finished === 'length' || finished === 'interrupted')
  return { code: isCut ? 'cut-off' : 'malformed' }
}

function troubleOfStatus({ statusCode, responseHeaders, responseBody = '' }: CallError): DraftTrouble {
  const retryAfter = Number(responseHeaders?.['retry-after'])
  const wait = Number.isFinite(retryAfter) && retryAfter > 0 ? { retryAfterMs: retryAfter * SECOND } : {}
  if (statusCode === 401 || statusCode === 403) return { code: 'key-refused' }
  // Gemini answers a wrong key with 400.
  if (statusCode === 400 && responseBody.includes('API_KEY_INVALID')) return { code: 'key-refused' }
  if (statusCode === 404) return { code: 'model-unknown' }
  if (statusCode === 429) return { code: 'quota', ...wait }
  if (statusCode >= 500) return { code: 'overloaded', ...wait }
  // Answered, and in a shape that nobody understands.
  return { code: statusCode >= 200 && statusCode < 300 ? 'malformed' : 'refused' }
}

function* causesOf(error: unknown): Generator {
  for (
    let cause = error;
    cause instanceof Error;
    cause = cause.cause ?? ('lastError' in cause ? cause.lastError : undefined)
  )
    yield cause
}

function isCallError(error: unknown): error is CallError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
}
