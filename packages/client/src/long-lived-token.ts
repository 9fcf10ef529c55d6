/**
 * The two calls that give a token of 60 days: exchange (from a short-lived token, with the app secret) and renewal
 * (from a long-lived token, with nothing else).
 *
 * Their secrets travel in the query: Meta documents these two as GET with query parameters and nothing else, and
 * clients that use the `Authorization` header everywhere else do the same here (tirthpatell/threads-go `auth.go`).
 *
 * @see https://developers.facebook.com/docs/threads/get-started/long-lived-tokens (read 2026-11)
 */
import { requireSecret } from './arguments.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { send } from './send.ts'
import type { Transport } from './transport.ts'
import { type Shape, answerOf } from './wire-shape.ts'
import { lifetime, text, token } from './wire-value.ts'

/** A long-lived token. */
export interface LongLivedToken {
  /** What every other call takes; renew it from its second day on. */
  readonly token: Secret
  /** `bearer`. */
  readonly tokenType?: string
  /** About 60 days, and seen a day short: believe it. Counts from the start of the call. */
  readonly expiresInSeconds?: number
}

/** What {@link exchangeToken} needs. */
export interface TokenExchangeParameters {
  /** The Threads app secret. */
  readonly clientSecret: Secret
  /** A short-lived token that has not expired. */
  readonly token: Secret
}

/**
 * Exchanges a short-lived token for a long-lived one.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: already long-lived (100/4279023), not a tester (100/10), expired (190/463)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/get-started/long-lived-tokens (read 2026-11)
 */
export async function exchangeToken(
  transport: Transport,
  parameters: TokenExchangeParameters,
): Promise<LongLivedToken> {
  return readTokenExchange(await sendTokenExchange(transport, parameters))
}

/**
 * Sends the exchange of a short-lived token.
 *
 * @throws as {@link exchangeToken}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendTokenExchange(
  transport: Transport,
  parameters: TokenExchangeParameters,
): Promise<RawAnswer> {
  const { clientSecret, token } = parameters
  requireSecret('clientSecret', clientSecret)
  requireSecret('token', token)
  return send(transport, {
    endpoint: 'access_token',
    path: '/access_token',
    query: { grant_type: 'th_exchange_token', client_secret: clientSecret, access_token: token },
  })
}

/**
 * Reads the answer of {@link sendTokenExchange}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readTokenExchange(answer: RawAnswer): LongLivedToken {
  return answerOf(answer, LONG_LIVED_TOKEN)
}

/** What {@link renewToken} needs. */
export interface TokenRenewalParameters {
  /** A long-lived token, at least 24 hours old and not expired. */
  readonly token: Secret
}

/**
 * Renews a long-lived token for another 60 days. What becomes of the old token is not documented: store the new one
 * before anything else. To lose none in a crash, write `sendTokenRenewal(…)`'s answer down before reading it.
 *
 * @throws {TypeError} when the token is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: expired (190/463), revoked (190/460, 458, …), perhaps too young (452)
 * @throws {ThreadsTransportError} when no answer came; with the outcome `unknown` the token may have been renewed
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/get-started/long-lived-tokens (read 2026-11)
 */
export async function renewToken(
  transport: Transport,
  parameters: TokenRenewalParameters,
): Promise<LongLivedToken> {
  return readTokenRenewal(await sendTokenRenewal(transport, parameters))
}

/**
 * Sends the renewal of a long-lived token.
 *
 * @throws as {@link renewToken}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendTokenRenewal(
  transport: Transport,
  { token }: TokenRenewalParameters,
): Promise<RawAnswer> {
  requireSecret('token', token)
  return send(transport, {
    endpoint: 'refresh_access_token',
    path: '/refresh_access_token',
    query: { grant_type: 'th_refresh_token', access_token: token },
  })
}

/**
 * Reads the answer of {@link sendTokenRenewal}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readTokenRenewal(answer: RawAnswer): LongLivedToken {
  return answerOf(answer, LONG_LIVED_TOKEN)
}

const LONG_LIVED_TOKEN: Shape<LongLivedToken> = {
  token: ['access_token', token, 'required'],
  tokenType: ['token_type', text],
  expiresInSeconds: ['expires_in', lifetime],
}
