/** How much an account may still publish: Meta counts in rolling windows, and its numbers beat any constant. */
import { requireKnown } from './arguments.ts'
import { ask, userPath } from './ask.ts'
import { isJsonObject } from './json.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'
import { type Converter, type Shape, answerOf, fieldsOf, list, object } from './wire-shape.ts'
import { count } from './wire-value.ts'

/** What {@link getPublishingLimit} needs. */
export interface PublishingLimitParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** By default `me`. */
  readonly userId?: string
  /**
   * By default `posts`, for which `threads_content_publish` suffices; `replies` needs `threads_manage_replies`, `deletes`
   * needs `threads_delete`, `locationSearches` needs `threads_location_tagging`.
   */
  readonly quotas?: readonly QuotaName[]
}

/** What is counted. */
export type QuotaName = keyof typeof PREFIXES

/** What was used of a quota. What Meta does not say is absent, and not 0. */
export interface Quota {
  /** How many within the window that ends now. */
  readonly used?: number
  /** How many are allowed within a window. */
  readonly total?: number
  /** The length of the window in seconds: a day. */
  readonly durationSeconds?: number
}

/** The quotas that were asked for. A carousel counts as one post. */
export type PublishingLimit = { readonly [Q in QuotaName]?: Quota }

const PREFIXES = { posts: '', replies: 'reply_', deletes: 'delete_', locationSearches: 'location_search_' }

interface QuotaFields extends Pick<Quota, 'used'> {
  readonly config?: Omit<Quota, 'used'>
}

const CONFIG: Shape<Omit<Quota, 'used'>> = {
  total: ['quota_total', count],
  durationSeconds: ['quota_duration', count],
}

/** Each quota is two fields, told by their prefix. */
function quotaShape(name: QuotaName) {
  const prefix = PREFIXES[name]
  return {
    used: [`${prefix}quota_usage`, count],
    config: [`${prefix}config`, object(CONFIG)],
  } as const satisfies Shape<QuotaFields>
}

const QUOTA_NAMES: readonly QuotaName[] = ['posts', 'replies', 'deletes', 'locationSearches']

const limit: Converter<PublishingLimit> = (value, place) => {
  if (!isJsonObject(value)) return undefined
  const quotas = QUOTA_NAMES.map((name) => {
    const { config, ...used } = object<QuotaFields>(quotaShape(name))(value, place) ?? {}
    return [name, { ...used, ...config }] as const
  })
  return Object.fromEntries(quotas.filter(([, quota]) => Object.keys(quota).length > 0))
}

/**
 * Gets what an account has used of its quotas.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission for a quota (10), the token is dead (190/…)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/overview (read 2026-11)
 */
export async function getPublishingLimit(
  transport: Transport,
  parameters: PublishingLimitParameters,
): Promise<PublishingLimit> {
  return readPublishingLimit(await sendPublishingLimit(transport, parameters))
}

/**
 * Sends the question about the quotas.
 *
 * @throws as {@link getPublishingLimit}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendPublishingLimit(
  transport: Transport,
  { token, userId, quotas = ['posts'] }: PublishingLimitParameters,
): Promise<RawAnswer> {
  const fields = requireKnown('quotas', quotas, QUOTA_NAMES).flatMap((name) => fieldsOf(quotaShape(name)))
  const path = `${userPath(userId)}/threads_publishing_limit`
  return ask(transport, { endpoint: 'publishing_limit', path, token, query: { fields } })
}

/**
 * Reads the answer of {@link sendPublishingLimit}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readPublishingLimit(answer: RawAnswer): PublishingLimit {
  const { data } = answerOf<{ data: readonly PublishingLimit[] }>(answer, {
    data: ['data', list(limit), 'required'],
  })
  return data[0] ?? {}
}
