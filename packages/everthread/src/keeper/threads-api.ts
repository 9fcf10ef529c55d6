/**
 * The keeper's calls, made with the client: each answer is sorted into `Answer`, and each well-formed one teaches the
 * clock how far the host is from Meta.
 */
import {
  API_CODE,
  classify,
  fingerprint,
  type LongLivedToken,
  type RawAnswer,
  readMe,
  readTokenDebug,
  readTokenExchange,
  readTokenRenewal,
  type Secret,
  sendMe,
  sendTokenDebug,
  sendTokenExchange,
  sendTokenRenewal,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  type TokenDebug,
  type Transport,
} from '@everthread/client'
import { type Millis, toMillis } from '../time/clock.ts'
import { DAY, SECOND } from '../time/duration.ts'
import type { SkewedClock } from '../time/skew.ts'
import type { Answer, KeeperApi, Look, Minted, Profile } from './api.ts'
import type { Expiry, TokenFacts } from './facts.ts'
import type { Reason } from './reasons.ts'

export interface ThreadsApiOptions {
  readonly transport: Transport
  readonly clock: SkewedClock
  /** Runs before every call: a caller that has lost its claim throws here, and nothing is sent. */
  readonly beforeCall?: () => Promise<void>
}

export function createKeeperApi(options: ThreadsApiOptions): KeeperApi {
  const { transport, clock } = options
  const profileOf = async (token: Secret): Promise<Answer<Profile>> =>
    refusedByShape(
      token,
      await ask(options, { send: () => sendMe(transport, { token }), read: readMe, convert: (me) => me }),
    )
  return {
    now: () => clock.now(),
    profileOf,
    look: async (token) => {
      const debug = {
        send: () => sendTokenDebug(transport, { token }),
        read: readTokenDebug,
        convert: identity<TokenDebug>,
      }
      const [known, profile] = await Promise.all([ask(options, debug), profileOf(token)])
      return joinLook(token, known, profile)
    },
    renew: (token) =>
      ask(options, {
        send: () => sendTokenRenewal(transport, { token }),
        read: readTokenRenewal,
        convert: toMinted,
      }),
    exchange: (token, clientSecret) =>
      ask(options, {
        send: () => sendTokenExchange(transport, { token, clientSecret }),
        read: readTokenExchange,
        convert: toMinted,
      }),
  }
}

interface Question<Wire, T> {
  readonly send: () => Promise<RawAnswer>
  readonly read: (answer: RawAnswer) => Wire
  /** `startedAt`: calendar time when the call began. A lifetime in an answer counts from there (T16). */
  readonly convert: (wire: Wire, startedAt: Millis) => T
}

async function ask<Wire, T>(options: ThreadsApiOptions, question: Question<Wire, T>): Promise<Answer<T>> {
  const { clock } = options
  await options.beforeCall?.()
  const startedTicks = clock.ticks()
  try {
    const answer = await question.send()
    const wire = readAndLearn(clock, answer, question.read)
    const startedAt = toMillis(clock.now() - (clock.ticks() - startedTicks))
    return { kind: 'ok', value: question.convert(wire, startedAt) }
  } catch (error) {
    return sortFailure(error)
  }
}

/** Only the API's own answers, good or bad, are believed about the time: a captive portal has a clock as well. */
function readAndLearn<Wire>(clock: SkewedClock, answer: RawAnswer, read: (answer: RawAnswer) => Wire): Wire {
  try {
    const wire = read(answer)
    if (answer.date !== undefined) clock.learn(answer.date)
    return wire
  } catch (error) {
    if (error instanceof ThreadsApiError && answer.date !== undefined) clock.learn(answer.date)
    throw error
  }
}

/** From the client's vocabulary to the keeper's five kinds of answer. */
export function sortFailure(error: unknown): Exclude<Answer<never>, { kind: 'ok' }> {
  const known =
    error instanceof ThreadsApiError ||
    error instanceof ThreadsTransportError ||
    error instanceof ThreadsProtocolError
  if (!known && !(error instanceof TypeError)) throw error
  const detail = detailOf(error)
  if (mayBeWrongSecret(error)) return { kind: 'suspect', reason: 'exchange-refused', detail }
  const meaning = classify(error)
  switch (meaning.kind) {
    case 'transient':
    case 'rate_limited':
      return noAnswer(error, reasonOfSilence(meaning.reason), detail)
    case 'token':
      return { kind: 'refused', reason: isUnreadable(error) ? 'token-unreadable' : meaning.reason }
    case 'not_yet':
      return meaning.reason === 'too-young'
        ? { kind: 'too_young' }
        : { kind: 'suspect', reason: 'suspect', detail }
    case 'permission':
      if (meaning.reason === 'access-tier') return { kind: 'suspect', reason: 'suspect', detail }
      return { kind: 'refused', reason: meaning.reason }
    case 'caller':
      if (meaning.reason === 'app-secret-wrong') return { kind: 'refused', reason: 'app-secret-wrong' }
      if (meaning.reason === 'invalid-argument') return { kind: 'refused', reason: 'token-unreadable' }
      return meaning.reason === 'aborted'
        ? noAnswer(error, 'network', detail)
        : { kind: 'suspect', reason: 'suspect', detail }
    case 'rejected':
      return meaning.reason === 'already-long-lived'
        ? { kind: 'long_already' }
        : { kind: 'suspect', reason: 'suspect', detail }
    case 'unknown':
      if (meaning.reason === 'outcome-unknown') return noAnswer(error, 'network', detail)
      return { kind: 'suspect', reason: 'suspect', detail }
    case 'blocked':
      return { kind: 'suspect', reason: 'suspect', detail }
    default:
      return meaning satisfies never
  }
}

/**
 * Graph answers a wrong client secret with 1, "unknown error", where it is not 101; with 5xx the same code is trouble of
 * its own (threads-api.md §2.4).
 */
function mayBeWrongSecret(error: unknown): boolean {
  if (!(error instanceof ThreadsApiError) || error.code !== API_CODE.UNKNOWN) return false
  const { endpoint, status, isTransient } = error
  const takesSecret = endpoint === 'access_token' || endpoint === 'oauth_access_token'
  return takesSecret && isTransient !== true && status !== undefined && status < 500
}

/** Meta's refusal has no code for a token that was never its own: only by its shape is it told from one that ended. */
function refusedByShape<T>(token: Secret, answer: Answer<T>): Answer<T> {
  const isNoCode = answer.kind === 'refused' && answer.reason === 'token-invalid'
  return isNoCode && !token.reveal().startsWith('TH')
    ? { kind: 'refused', reason: 'token-unreadable' }
    : answer
}

/** A bare 190 is what Meta says to a damaged token, and to one of Facebook or Instagram (threads-api.md §3.2). */
function isUnreadable(error: unknown): boolean {
  return error instanceof ThreadsApiError && error.code === API_CODE.TOKEN && error.subcode === undefined
}

function reasonOfSilence(reason: string): Reason {
  switch (reason) {
    case 'not-json':
    case 'answer-unusable':
      return 'not-json'
    case 'server-error':
      return 'server-error'
    case 'rate-limited':
    case 'app-rate-limited':
      return 'rate-limited'
    default:
      return 'network'
  }
}

/** Which proxy it was, and who named it, is this machine's business: the client's error has it in its cause alone. */
function detailOf(error: Error): string {
  const { message, cause } = error
  const isProxy = error instanceof ThreadsTransportError && error.code === 'proxy' && cause instanceof Error
  return isProxy ? `${message} (${cause.message.replace(/^HttpFetchError: /, '')})` : message
}

/** A limit is refused at the door. Anything else may have happened although nothing usable came back. */
function noAnswer(
  error: unknown,
  reason: Reason,
  detail: string,
): Extract<Answer<never>, { kind: 'no_answer' }> {
  const notSent = error instanceof ThreadsTransportError && error.outcome === 'not_sent'
  const retryAfter =
    error instanceof ThreadsApiError || error instanceof ThreadsProtocolError
      ? error.retryAfterSeconds
      : undefined
  return {
    kind: 'no_answer',
    reason,
    detail,
    effect: notSent || reason === 'rate-limited' ? 'none' : 'possible',
    ...(retryAfter !== undefined && { retryAfterMs: retryAfter * SECOND }),
  }
}

/** `/me` decides whether the token works; `debug_token` only adds what it knows. */
function joinLook(token: Secret, known: Answer<TokenDebug>, profile: Answer<Profile>): Answer<Look> {
  const debug = known.kind === 'ok' && known.value.isValid ? known.value : undefined
  if (profile.kind === 'ok') {
    return { kind: 'ok', value: { profile: profile.value, facts: factsOf(token, debug) } }
  }
  if (profile.kind === 'no_answer' && debug?.userId !== undefined) {
    return { kind: 'ok', value: { profile: { id: debug.userId }, facts: factsOf(token, debug) } }
  }
  return profile
}

function factsOf(token: Secret, debug: TokenDebug | undefined): TokenFacts {
  const dataAccess = debug?.dataAccessExpires
  return {
    fingerprint: fingerprint(token),
    expiry: debug ? toExpiry(debug) : { kind: 'unknown' },
    ...(debug?.issuedAt !== undefined && { issuedAt: toMillis(debug.issuedAt) }),
    ...(dataAccess?.kind === 'at' && { dataAccessExpiresAt: toMillis(dataAccess.at) }),
    ...(debug?.scopes && { scopes: debug.scopes }),
  }
}

function toExpiry({ expires }: TokenDebug): Expiry {
  return expires.kind === 'at' ? { kind: 'at', at: toMillis(expires.at) } : { kind: expires.kind }
}

/** Meta's lifetime where an answer has none. A fallback, shorter than the shortest that was seen (59.1 days). */
const ASSUMED_LIFETIME_MS = 59 * DAY

function toMinted({ token, expiresInSeconds }: LongLivedToken, startedAt: Millis): Minted {
  const lifetimeMs = expiresInSeconds === undefined ? ASSUMED_LIFETIME_MS : expiresInSeconds * SECOND
  return {
    token,
    facts: {
      fingerprint: fingerprint(token),
      expiry: { kind: 'at', at: toMillis(startedAt + lifetimeMs) },
      mintedAt: startedAt,
    },
  }
}

function identity<T>(value: T): T {
  return value
}
