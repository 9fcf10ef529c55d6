/**
 * A typed client for the Threads API. Sending and interpreting are two functions; nothing is hidden: no retries, no
 * storage, no logging, no clock, no dependencies.
 */
export { getAppToken, readAppToken, sendAppToken } from './app-token.ts'
export type { AppToken, AppTokenParameters } from './app-token.ts'
export { AUTHORIZE_URL, authorizeUrl, parseCallback, readAuthorizeFailure } from './authorize.ts'
export type { AuthorizeParameters, Callback, Scope } from './authorize.ts'
export { classify } from './classification.ts'
export { exchangeCode, readCodeExchange, sendCodeExchange } from './code-exchange.ts'
export type { CodeExchangeParameters, ShortLivedToken } from './code-exchange.ts'
export { debugToken, readTokenDebug, sendTokenDebug } from './debug-token.ts'
export type { TokenDebug, TokenDebugParameters } from './debug-token.ts'
export type { EndpointId } from './endpoint.ts'
export {
  API_CODE,
  API_SUBCODE,
  PROTOCOL_CODE,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  TRANSPORT_CODE,
} from './errors.ts'
export type { ApiRefusal, ProtocolCode, ProtocolFailure, TransportCode, TransportFailure } from './errors.ts'
export {
  exchangeToken,
  readTokenExchange,
  readTokenRenewal,
  renewToken,
  sendTokenExchange,
  sendTokenRenewal,
} from './long-lived-token.ts'
export type { LongLivedToken, TokenExchangeParameters, TokenRenewalParameters } from './long-lived-token.ts'
export type { Classification, ClassificationKind, ClassificationReason, ReasonsByKind } from './meaning.ts'
export { getMe, PROFILE_FIELDS, readMe, sendMe } from './profile.ts'
export type { Profile, ProfileField, ProfileParameters } from './profile.ts'
export type { RawAnswer } from './raw-answer.ts'
export { fingerprint, Secret } from './secret.ts'
export { parseSignedRequest } from './signed-request.ts'
export type { SignedRequest, SignedRequestProblem } from './signed-request.ts'
export { API_BASE_URL } from './transport.ts'
export type { BodySource, FetchInit, FetchLike, FetchResponse, Transport } from './transport.ts'
export type { Expiry } from './wire-field.ts'
