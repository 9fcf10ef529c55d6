/**
 * `debug_token`: what Meta knows about a token.
 *
 * Meta's samples put both tokens into the query. The one asked with goes into the header here, as on every call that
 * reads: its own place is one log less for it to be found in.
 */
import { requireSecret } from './arguments.ts'
import { ThreadsApiError } from './errors.ts'
import { isJsonObject } from './json.ts'
import type { RawAnswer } from './raw-answer.ts'
import { graphRefusal } from './refusal.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf, list, object } from './wire-shape.ts'
import { flag, id, text, unixInstant } from './wire-value.ts'

/** When something ends. `never` is what Meta writes as 0; a field that is not there is `unknown`, and never 0. */
export type Expiry =
  /** `at` in epoch milliseconds. */
  { readonly kind: 'at'; readonly at: number } | { readonly kind: 'never' } | { readonly kind: 'unknown' }

/** What {@link debugToken} needs. */
export interface TokenDebugParameters {
  /** The token to ask about. Travels in the query: it is a parameter, and the call a GET. */
  readonly token: Secret
  /** The token to ask with, of a tester of the same app; by default the same one. Travels in the header. */
  readonly accessToken?: Secret
}

/** What Meta knows about a token. */
export interface TokenDebug {
  readonly isValid: boolean
  /** When the token ends. `never` counts only while {@link isValid}: Graph writes 0 for dead tokens as well. */
  readonly expires: Expiry
  /** When the user's grant ends: 90 days, another clock than the token's 60. */
  readonly dataAccessExpires: Expiry
  /** Epoch milliseconds. Whether a renewal moves it is not documented. */
  readonly issuedAt?: number
  /** What the user granted: `threads_basic`, … */
  readonly scopes?: readonly string[]
  readonly userId?: string
  /** The app's name. */
  readonly application?: string
  /** `USER`, … */
  readonly type?: string
  /** Why it is not valid, where Meta says so: {@link classify} takes it. */
  readonly refusal?: ThreadsApiError
}

/**
 * Asks what Meta knows about a token. A dead token may come as an answer with `isValid` false or, when it is also the
 * one asked with, as a `ThreadsApiError`.
 *
 * @throws {TypeError} when a token is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses; it may do so to people who are not testers of the app
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/troubleshooting/debug-access-token (read 2026-11)
 */
export async function debugToken(
  transport: Transport,
  parameters: TokenDebugParameters,
): Promise<TokenDebug> {
  return readTokenDebug(await sendTokenDebug(transport, parameters))
}

/**
 * Sends the question about a token.
 *
 * @throws as {@link debugToken}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendTokenDebug(
  transport: Transport,
  parameters: TokenDebugParameters,
): Promise<RawAnswer> {
  const { token, accessToken = token } = parameters
  requireSecret('token', token)
  requireSecret('accessToken', accessToken)
  return send(transport, {
    endpoint: 'debug_token',
    path: '/v1.0/debug_token',
    query: { input_token: token },
    bearer: accessToken,
  })
}

/** On the wire, an end that is not known is absent. */
type WireTokenDebug = Omit<TokenDebug, 'expires' | 'dataAccessExpires'> & {
  readonly expires?: Expiry
  readonly dataAccessExpires?: Expiry
}

const UNKNOWN: Expiry = { kind: 'unknown' }

/**
 * Reads the answer of {@link sendTokenDebug}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readTokenDebug(answer: RawAnswer): TokenDebug {
  const shape: Shape<WireTokenDebug> = {
    isValid: ['is_valid', flag, 'required'],
    expires: ['expires_at', expiry],
    dataAccessExpires: ['data_access_expires_at', expiry],
    issuedAt: ['issued_at', unixInstant],
    scopes: ['scopes', list(text)],
    userId: ['user_id', id],
    application: ['application', text],
    type: ['type', text],
    refusal: ['error', (error) => refusalOf(error, answer)],
  }
  return {
    expires: UNKNOWN,
    dataAccessExpires: UNKNOWN,
    ...answerOf<{ debug: WireTokenDebug }>(answer, { debug: ['data', object(shape), 'required'] }).debug,
  }
}

function expiry(value: unknown): Expiry | undefined {
  const at = unixInstant(value)
  if (at === undefined) return undefined
  return at === 0 ? { kind: 'never' } : { kind: 'at', at }
}

function refusalOf(error: unknown, answer: RawAnswer): ThreadsApiError | undefined {
  const refusal = isJsonObject(error) ? graphRefusal(error, answer) : undefined
  return refusal && new ThreadsApiError(refusal)
}
