/** A question: a GET with the user's token in the header, under the only version that the API has had. */
import { requireId, requireSecret } from './arguments.ts'
import type { EndpointId } from './endpoint.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'

/** What to ask. A parameter without a value is not sent, and a list is joined with commas. */
export interface Question {
  readonly endpoint: EndpointId
  /** Below the version. */
  readonly path: string
  readonly token: Secret
  readonly query: { readonly [name: string]: string | number | boolean | readonly string[] | undefined }
}

/**
 * Sends a question.
 *
 * @throws as {@link send}
 */
export function ask(transport: Transport, { endpoint, path, token, query }: Question): Promise<RawAnswer> {
  requireSecret('token', token)
  const given: Record<string, string> = {}
  for (const name in query) if (query[name] !== undefined) given[name] = String(query[name])
  return send(transport, { endpoint, path: `/v1.0/${path}`, query: given, bearer: token })
}

/** `me`, or the id of the token's user. */
export function userPath(userId = 'me'): string {
  return userId === 'me' ? userId : requireId('userId', userId)
}
