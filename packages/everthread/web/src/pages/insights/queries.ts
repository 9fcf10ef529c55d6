/** The numbers of an account, each question under one key. Reading them asks Meta nothing. */
import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import { api } from '../../api/client.ts'
import { read } from '../../api/problem.ts'

type OfAccount = (typeof api.accounts)[':id']['insights']

export type Overview = InferResponseType<OfAccount['overview']['$get'], 200>
export type Series = InferResponseType<OfAccount['series']['$get'], 200>
export type Ranking = InferResponseType<OfAccount['posts']['$get'], 200>
export type RankedPost = Ranking['posts'][number]
export type Growth = InferResponseType<OfAccount['posts'][':media']['$get'], 200>
export type Hours = InferResponseType<OfAccount['hours']['$get'], 200>
export type Groups = InferResponseType<OfAccount['groups']['$get'], 200>
export type Audience = InferResponseType<OfAccount['demographics']['$get'], 200>['audience'][number]
export type Freshness = InferResponseType<OfAccount['freshness']['$get'], 200>
export type Usual = Groups['groups'][number]['views']
export type Reading = Series['points'][number]['reading']

export type SeriesMetric = keyof Overview['figures'] | 'followers_count'

/** Days of Meta's, both included. */
export interface Period {
  readonly from?: string
  readonly to?: string
}

const insights = api.accounts[':id'].insights

export const overviewQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: ['insights', id, 'overview', period],
    queryFn: () => read(insights.overview.$get({ param: { id }, query: period })),
  })

export const seriesQuery = (id: string, period: Period, metric: SeriesMetric) =>
  queryOptions({
    queryKey: ['insights', id, 'series', period, metric],
    queryFn: () => read(insights.series.$get({ param: { id }, query: { ...period, metric } })),
  })

export const rankingQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: ['insights', id, 'posts', period],
    queryFn: () => read(insights.posts.$get({ param: { id }, query: period })),
  })

export const growthQuery = (id: string, media: string) =>
  queryOptions({
    queryKey: ['insights', id, 'growth', media],
    queryFn: () => read(insights.posts[':media'].$get({ param: { id, media }, query: {} })),
  })

export const hoursQuery = (id: string, period: Period, measure: 'views' | 'engagement') =>
  queryOptions({
    queryKey: ['insights', id, 'hours', period, measure],
    queryFn: () => read(insights.hours.$get({ param: { id }, query: { ...period, measure } })),
  })

export const groupsQuery = (id: string, period: Period, by: 'kind' | 'topic') =>
  queryOptions({
    queryKey: ['insights', id, 'groups', period, by],
    queryFn: () => read(insights.groups.$get({ param: { id }, query: { ...period, by } })),
  })

export const audienceQuery = (id: string) =>
  queryOptions({
    queryKey: ['insights', id, 'audience'],
    queryFn: () => read(insights.demographics.$get({ param: { id } })),
  })

export const freshnessQuery = (id: string) =>
  queryOptions({
    queryKey: ['insights', id, 'freshness'],
    queryFn: () => read(insights.freshness.$get({ param: { id } })),
  })

/** Where the same numbers are had as a file. */
export function tableAddress({ id, period, table, form }: TableFile): string {
  const query = new URLSearchParams({ table, ...period })
  const ending = form === 'csv' ? '.csv' : ''
  return `/api/v1/accounts/${encodeURIComponent(id)}/insights/table${ending}?${query.toString()}`
}

export interface TableFile {
  readonly id: string
  readonly period: Required<Period>
  readonly table: 'days' | 'posts'
  readonly form: 'csv' | 'json'
}
