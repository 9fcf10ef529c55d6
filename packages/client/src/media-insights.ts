/** How a post does: counts over its whole life. */
import { requireId, requireKnown } from './arguments.ts'
import { ask } from './ask.ts'
import { insightsIn } from './insight.ts'
import { present } from './present.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import type { Transport } from './transport.ts'

/** What can be counted of a post. `views` and `shares` are "in development", says Meta. */
export const MEDIA_METRICS = ['views', 'likes', 'replies', 'reposts', 'quotes', 'shares'] as const
/** One of {@link MEDIA_METRICS}. */
export type MediaMetric = (typeof MEDIA_METRICS)[number]

/** What {@link getMediaInsights} needs. */
export interface MediaInsightsParameters {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** Decimal digits. */
  readonly mediaId: string
  /** By default all. */
  readonly metrics?: readonly MediaMetric[]
}

/**
 * The counts that came, over the whole life of the post: what is absent is not 0. For a repost there are none. `replies` of
 * a top-level post are all of its conversation, those of a reply only the direct ones.
 */
export type MediaInsights = { readonly [M in MediaMetric]?: number }

/**
 * Gets the counts of a post. Needs `threads_manage_insights`.
 *
 * @throws {TypeError} when a parameter is wrong; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission (10), no such post (100/33)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/insights (read 2026-11)
 */
export async function getMediaInsights(
  transport: Transport,
  parameters: MediaInsightsParameters,
): Promise<MediaInsights> {
  return readMediaInsights(await sendMediaInsights(transport, parameters))
}

/**
 * Sends the question for the counts of a post.
 *
 * @throws as {@link getMediaInsights}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendMediaInsights(
  transport: Transport,
  { token, mediaId, metrics = MEDIA_METRICS }: MediaInsightsParameters,
): Promise<RawAnswer> {
  const path = `${requireId('mediaId', mediaId)}/insights`
  const metric = requireKnown('metrics', metrics, MEDIA_METRICS)
  return ask(transport, { endpoint: 'media_insights', path, token, query: { metric } })
}

/**
 * Reads the answer of {@link sendMediaInsights}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readMediaInsights(answer: RawAnswer): MediaInsights {
  const counts = insightsIn(answer).map(({ metric, values, total }) => [
    metric,
    values?.[0]?.value ?? total?.value,
  ])
  return present(Object.fromEntries(counts))
}
