/** An answer as it came: what the `send…` functions resolve with and the `read…` functions interpret. */
import type { EndpointId } from './endpoint.ts'
import type { Secret } from './secret.ts'

/**
 * An answer as it came, whatever its status. `body` may hold a new token: store it encrypted or not at all.
 * The answers that the `send…` functions make hide `body` from `JSON.stringify`, `util.inspect` and spreading.
 */
export interface RawAnswer {
  /** What was called. */
  readonly endpoint: EndpointId
  /** The HTTP status; 0 where a browser hides a redirect. */
  readonly status: number
  /** The `Content-Type` header. */
  readonly contentType?: string
  /** The `Date` header in epoch milliseconds: the server's clock, to a second, when it answered. */
  readonly date?: number
  /** The `Retry-After` header where it is a number of seconds. */
  readonly retryAfterSeconds?: number
  /** The content, at most `maxBytes` of it. */
  readonly body: Uint8Array
  /** The secrets that the call carried, so that the readers can cut them out of what they quote. */
  readonly secrets?: readonly Secret[]
}

/** What is known of an answer before its body is. */
export type AnswerHead = Omit<RawAnswer, 'body'>

/** An answer whose body nothing prints by accident: it is not enumerable. */
export function withBody(head: AnswerHead, body: Uint8Array): RawAnswer {
  return Object.defineProperty(head, 'body', { value: body }) as RawAnswer
}
