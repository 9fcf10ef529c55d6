/** How a profile does, and who follows it. */
import { requireKnown } from './arguments.ts'
import { ask, userPath } from './ask.ts'
import {
  type InsightGroup,
  type InsightPoint,
  type LinkClicks,
  type WireInsight,
  insightsIn,
} from './insight.ts'
import type { RawAnswer } from './raw-answer.ts'
import type { Secret } from './secret.ts'
import { type TimeRange, rangeQuery } from './time-range.ts'
import type { Transport } from './transport.ts'

/** What can be counted of a profile within a stretch of time. */
export const RANGED_METRICS = ['views', 'likes', 'replies', 'reposts', 'quotes', 'clicks'] as const
/** One of {@link RANGED_METRICS}. */
export type RangedMetric = (typeof RANGED_METRICS)[number]
/** What can be counted of a profile. The last two are as of now. */
export const USER_METRICS = [...RANGED_METRICS, 'followers_count', 'follower_demographics'] as const
/** One of {@link USER_METRICS}. */
export type UserMetric = (typeof USER_METRICS)[number]

/** By what followers can be told apart. */
export const DEMOGRAPHIC_BREAKDOWNS = ['country', 'city', 'age', 'gender'] as const
/** One of {@link DEMOGRAPHIC_BREAKDOWNS}. */
export type DemographicBreakdown = (typeof DEMOGRAPHIC_BREAKDOWNS)[number]

/** 2024-04-13: Meta refuses what is earlier. Before June 2024 its numbers are not reliable, it says. */
const FIRST_SECOND = 1_712_991_600

/** What {@link getUserInsights} needs. Followers have no history, and exactly one breakdown goes with demographics. */
export type UserInsightsParameters = {
  /** Travels in the `Authorization` header. */
  readonly token: Secret
  /** Decimal digits; by default `me`, whose token it is. */
  readonly userId?: string
} & (
  | ({
      readonly metrics: readonly RangedMetric[]
      readonly breakdown?: never
    } & TimeRange)
  | ({
      readonly metrics: readonly Exclude<UserMetric, 'follower_demographics'>[]
      readonly breakdown?: never
    } & NoTimeRange)
  | ({
      /** With `follower_demographics` among them, which needs at least 100 followers. */
      readonly metrics: readonly UserMetric[]
      readonly breakdown: DemographicBreakdown
    } & NoTimeRange)
)

/** From yesterday to today. */
interface NoTimeRange {
  readonly since?: never
  readonly until?: never
}

/** A metric that came. What is not among the answers has no value, which is not 0. */
export type UserInsight =
  /** Day by day: the views of the profile. */
  | { readonly kind: 'series'; readonly metric: string; readonly points: readonly InsightPoint[] }
  /** Over the whole range, or as of now. */
  | { readonly kind: 'total'; readonly metric: string; readonly value: number }
  /** Over the whole range, link by link. */
  | { readonly kind: 'links'; readonly metric: string; readonly links: readonly LinkClicks[] }
  /** As of now, group by group. */
  | {
      readonly kind: 'breakdown'
      readonly metric: string
      /** One of {@link DEMOGRAPHIC_BREAKDOWNS}. */
      readonly dimension: string
      readonly groups: readonly InsightGroup[]
    }

/**
 * Gets the numbers of a profile, by default those of yesterday and today. Needs `threads_manage_insights`.
 *
 * @throws {TypeError} when a parameter is wrong, or does not go with another; nothing was sent
 * @throws {ThreadsApiError} when Meta refuses: without the permission (10)
 * @throws {ThreadsTransportError} when no answer came
 * @throws {ThreadsProtocolError} when the answer is not the API's
 * @see https://developers.facebook.com/docs/threads/insights (read 2026-11)
 */
export async function getUserInsights(
  transport: Transport,
  parameters: UserInsightsParameters,
): Promise<readonly UserInsight[]> {
  return readUserInsights(await sendUserInsights(transport, parameters))
}

/**
 * Sends the question for the numbers of a profile.
 *
 * @throws as {@link getUserInsights}, except `ThreadsApiError`; of `ThreadsProtocolError` only `too_large`
 */
export async function sendUserInsights(
  transport: Transport,
  parameters: UserInsightsParameters,
): Promise<RawAnswer> {
  const { token, userId, breakdown } = parameters
  return ask(transport, {
    endpoint: 'user_insights',
    path: `${userPath(userId)}/threads_insights`,
    token,
    query: {
      metric: checkedMetrics(parameters),
      period: 'day', // Not documented, but without it some callers are refused.
      breakdown,
      ...rangeQuery(parameters, FIRST_SECOND),
    },
  })
}

function checkedMetrics({ metrics, breakdown, since, until }: UserInsightsParameters): readonly UserMetric[] {
  const checked: readonly UserMetric[] = requireKnown<UserMetric>('metrics', metrics, USER_METRICS)
  if (since !== undefined || until !== undefined)
    requireKnown<UserMetric>('metrics with since or until', checked, RANGED_METRICS)
  if (checked.includes('follower_demographics') !== (breakdown !== undefined))
    throw new TypeError('breakdown goes with the metric follower_demographics')
  if (breakdown !== undefined) requireKnown('breakdown', [breakdown], DEMOGRAPHIC_BREAKDOWNS)
  return checked
}

/**
 * Reads the answer of {@link sendUserInsights}.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function readUserInsights(answer: RawAnswer): readonly UserInsight[] {
  return insightsIn(answer).flatMap(formsOf)
}

function formsOf({ metric, values, total, links }: WireInsight): readonly UserInsight[] {
  if (values !== undefined) return [{ kind: 'series', metric, points: values }]
  if (links !== undefined) return [{ kind: 'links', metric, links }]
  if (total?.value !== undefined) return [{ kind: 'total', metric, value: total.value }]
  return (total?.breakdowns ?? []).flatMap(({ dimension, groups }) =>
    groups === undefined ? [] : [{ kind: 'breakdown', metric, dimension, groups }],
  )
}
