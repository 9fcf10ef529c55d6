/** The app's own token, which stands for no user. */
import { requireSecret, requireText } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'
import { answerOf } from './wire-shape.ts'
import { text, token } from './wire-value.ts'

/** What {@link getAppToken} needs. */
export interface AppTokenParameters {
  /** The Threads app id. */
  readonly clientId: string
  /** The Threads app secret. Travels in the query, which is the only way that Meta documents for this call. */
  readonly clientSecret: Secret
}

/** An app token: `TH|…`. It does not expire. */
export interface AppToken {
  /** The app id is part of it. */
  readonly token: Secret
  /** `bearer`. */
  readonly tokenType?: string
}

/**
 * Gets the app's own token.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions (read 2026-11)
 */
export async function getAppToken(transport: Transport, parameters: AppTokenParameters): Promise<AppToken> {
  return readAppToken(await sendAppToken(transport, parameters))
}

/**
 * Sends the request for the app's own token.
 *
 * @throws as {@link getAppToken}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendAppToken(transport: Transport, parameters: AppTokenParameters): Promise<RawAnswer> {
  const { clientId, clientSecret } = parameters
  requireText('clientId', clientId)
  requireSecret('clientSecret', clientSecret)
  return send(transport, {
    endpoint: 'app_access_token',
    path: '/oauth/access_token',
    query: { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret },
  })
}

/**
 * Reads the answer of {@link sendAppToken}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readAppToken(answer: RawAnswer): AppToken {
  return answerOf<AppToken>(answer, {
    token: ['access_token', token, 'required'],
    tokenType: ['token_type', text],
  })
}
