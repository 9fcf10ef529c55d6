/** The publisher's calls, made with the client: each answer is sorted by code and subcode, by the client's own table. */
import {
  classify,
  type Classification,
  createContainer,
  getContainer,
  getMedia,
  getPublishingLimit,
  listReplies,
  listThreads,
  type Media,
  publishContainer,
  type Quota as ClientQuota,
  ThreadsApiError,
  ThreadsProtocolError,
  ThreadsTransportError,
  type Transport,
} from '@everthread/client'
import type { Quota } from './quota.ts'
import { datedTransport } from '../net/dated-transport.ts'
import type { Millis } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import type { SkewedClock } from '../time/skew.ts'
import type {
  OwnPost,
  PublisherAnswer,
  PublisherApi,
  PublisherTrouble,
  Refused,
  Said,
} from './publisher-api.ts'

/** Calendar time, as corrected by what was learnt of Meta's clock. */
export type Calendar = Pick<SkewedClock, 'now' | 'learn'>

export interface ThreadsPublisherOptions {
  readonly transport: Transport
  /** Learns from the API's own answers, good or bad: a captive portal has a clock as well. */
  readonly calendar: Calendar
  /** Runs before every call: a caller that has lost its claim throws here, and nothing is sent. */
  readonly beforeCall: () => void | Promise<void>
}

const OWN_POST_FIELDS = ['media_type', 'text', 'timestamp', 'permalink', 'replied_to'] as const
const READ_BACK_FIELDS = ['permalink', 'is_reply'] as const

/** The newest of an account; what is looked for is minutes old. */
const MOST_OWN_POSTS = 50

export function createThreadsPublisher(options: ThreadsPublisherOptions): PublisherApi {
  const ask = createAsk(options)
  return {
    now: () => options.calendar.now(),
    createContainer: (token, content) => ask((transport) => createContainer(transport, { token, content })),
    readContainer: (token, containerId) =>
      ask((transport) => getContainer(transport, { token, containerId })),
    publish: (token, creationId) => ask((transport) => publishContainer(transport, { token, creationId })),
    readBack: (token, mediaId) =>
      ask((transport) => getMedia(transport, { token, mediaId, fields: READ_BACK_FIELDS })),
    listOwn: (token, { kind, since }) =>
      ask(async (transport) => {
        const list = kind === 'replies' ? listReplies : listThreads
        const page = { token, since, limit: MOST_OWN_POSTS, fields: OWN_POST_FIELDS }
        return (await list(transport, page)).items.map(toOwnPost)
      }),
    readQuota: (token, kind) =>
      ask(async (transport) => {
        const limit = await getPublishingLimit(transport, { token, quotas: [kind] })
        return toQuota(limit[kind])
      }),
  }
}

/** Every call under its claim, every answer sorted, and Meta's clock learnt from each. */
export function createAsk({
  transport: plain,
  calendar,
  beforeCall,
}: ThreadsPublisherOptions): <T>(call: (transport: Transport) => Promise<T>) => Promise<PublisherAnswer<T>> {
  return async (call) => {
    await beforeCall()
    const { transport, date } = datedTransport(plain)
    const learn = (): void => {
      const at = date()
      if (at !== undefined) calendar.learn(at)
    }
    try {
      const value = await call(transport)
      learn()
      return { kind: 'ok', value }
    } catch (error) {
      if (error instanceof ThreadsApiError) learn()
      return sortTrouble(error)
    }
  }
}

function toOwnPost({ publishedAt, ...media }: Media): OwnPost {
  return { ...media, ...(publishedAt !== undefined && { publishedAt: publishedAt as Millis }) }
}

function toQuota({ durationSeconds, ...numbers }: ClientQuota = {}): Quota {
  return { ...numbers, ...(durationSeconds !== undefined && { windowMs: durationSeconds * SECOND }) }
}

/** From the client's vocabulary to the publisher's. What is none of the client's failures is a defect, and thrown. */
export function sortTrouble(error: unknown): PublisherTrouble {
  const isKnown =
    error instanceof ThreadsApiError ||
    error instanceof ThreadsTransportError ||
    error instanceof ThreadsProtocolError
  if (!isKnown && !(error instanceof TypeError)) throw error
  const meaning = classify(error)
  const said = saidBy(error)
  switch (meaning.kind) {
    case 'transient':
      return noAnswer(error, reasonOfSilence(meaning.reason), said)
    case 'rate_limited':
      return { kind: 'rate_limited', said, ...retryAfter(error) }
    case 'token':
      return { kind: 'token_refused', said }
    case 'permission':
      return { kind: meaning.reason === 'not-a-tester' ? 'token_refused' : 'scope_missing', said }
    case 'blocked':
      return { kind: 'restricted', said }
    case 'not_yet':
      return meaning.reason === 'media-not-found'
        ? { kind: 'media_not_found', said }
        : { kind: 'refused', why: 'other', said }
    case 'rejected':
      return rejected(error, meaning, said)
    case 'caller':
      return meaning.reason === 'aborted'
        ? noAnswer(error, 'network', said)
        : { kind: 'refused', why: 'other', said }
    case 'unknown':
      if (meaning.reason === 'outcome-unknown') return noAnswer(error, reasonOfLostAnswer(error), said)
      return { kind: 'refused', why: 'other', said }
    default:
      return meaning satisfies never
  }
}

/** 506 says that it is out already: by whom, the container tells. */
function rejected(
  error: Error,
  { reason }: Extract<Classification, { kind: 'rejected' }>,
  said: Said,
): PublisherTrouble {
  const isPublish = 'endpoint' in error && error.endpoint === 'publish'
  if (reason === 'duplicate-post' && isPublish) return noAnswer(error, 'server-error', said)
  return { kind: 'refused', why: REFUSED[reason] ?? 'other', said }
}

const REFUSED: Readonly<Record<string, Refused>> = {
  'not-found': 'not_found',
  'media-not-fetched': 'media_not_fetched',
  'carousel-children-invalid': 'children_invalid',
}

type Silence = Extract<PublisherTrouble, { kind: 'no_answer' }>

function noAnswer(error: Error, reason: Silence['reason'], said: Said): Silence {
  const isUnsent = error instanceof ThreadsTransportError && error.outcome === 'not_sent'
  return { kind: 'no_answer', reason, effect: isUnsent ? 'none' : 'possible', said, ...retryAfter(error) }
}

function reasonOfSilence(reason: string): Silence['reason'] {
  if (reason === 'server-error') return 'server-error'
  return reason === 'not-json' || reason === 'answer-unusable' ? 'not-json' : 'network'
}

function reasonOfLostAnswer(error: Error): Silence['reason'] {
  if (error instanceof ThreadsTransportError) return 'network'
  return error instanceof ThreadsProtocolError ? 'not-json' : 'server-error'
}

function saidBy(error: Error): Said {
  if (error instanceof ThreadsProtocolError) return { status: error.status }
  if (!(error instanceof ThreadsApiError)) return {}
  const { code, subcode, status, fbtraceId } = error
  return {
    code,
    ...(subcode !== undefined && { subcode }),
    ...(status !== undefined && { status }),
    ...(fbtraceId !== undefined && { fbtraceId }),
  }
}

function retryAfter(error: Error): { readonly retryAfterMs?: number } {
  const seconds =
    error instanceof ThreadsApiError || error instanceof ThreadsProtocolError
      ? error.retryAfterSeconds
      : undefined
  return seconds === undefined ? {} : { retryAfterMs: seconds * SECOND }
}
