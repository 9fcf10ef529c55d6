/** Login, second half: an authorization code becomes a short-lived token. */
import { requireSecret, requireText } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import { type Transport, requireSecureUrl } from './transport.ts'
import { answerOf } from './wire-shape.ts'
import { id, lifetime, token } from './wire-value.ts'

/** What {@link exchangeCode} needs. */
export interface CodeExchangeParameters {
  /** The *Threads* app id, not the Meta app id beside it. */
  readonly clientId: string
  /** The Threads app secret. */
  readonly clientSecret: Secret
  /** Exactly as it was in {@link authorizeUrl}. */
  readonly redirectUri: string
  /** From {@link parseCallback}. Lives one hour and works once. */
  readonly code: Secret
}

/** A short-lived token. Meta documents one hour and does not say so in the answer. */
export interface ShortLivedToken {
  /** What {@link exchangeToken} takes. */
  readonly token: Secret
  /** Exact, although Meta sends a bare number above 2^53. */
  readonly userId?: string
  /** Counts from the start of the call. */
  readonly expiresInSeconds?: number
}

/**
 * Exchanges an authorization code for a short-lived token.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: the code was used (100/4279030), the secret or the redirect URI is wrong
 * @throws {ThreadsTransportError} when no answer came; the code may be spent
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/get-started/get-access-tokens-and-permissions (read 2026-11)
 */
export async function exchangeCode(
  transport: Transport,
  parameters: CodeExchangeParameters,
): Promise<ShortLivedToken> {
  return readCodeExchange(await sendCodeExchange(transport, parameters))
}

/**
 * Sends the code exchange. Secrets travel in a form body.
 *
 * @throws as {@link exchangeCode}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendCodeExchange(
  transport: Transport,
  parameters: CodeExchangeParameters,
): Promise<RawAnswer> {
  const { clientId, clientSecret, redirectUri, code } = parameters
  requireText('clientId', clientId)
  requireSecret('clientSecret', clientSecret)
  requireSecureUrl('redirectUri', redirectUri)
  requireSecret('code', code)
  return send(transport, {
    endpoint: 'oauth_access_token',
    path: '/oauth/access_token',
    form: {
      client_id: clientId,
      client_secret: clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code,
    },
  })
}

/**
 * Reads the answer of {@link sendCodeExchange}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readCodeExchange(answer: RawAnswer): ShortLivedToken {
  return answerOf<ShortLivedToken>(answer, {
    token: ['access_token', token, 'required'],
    userId: ['user_id', id],
    expiresInSeconds: ['expires_in', lifetime],
  })
}
