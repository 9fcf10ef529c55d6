/** An account's numbers: what came, beside what came before, with what is missing and why. Reading asks Meta nothing. */
import type { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { insightJson } from '../../cli/json/insight-json.ts'
import type { Period } from '../../insights/day-series.ts'
import { toCsv } from '../../insights/export-table.ts'
import {
  type InsightReader,
  readDemographics,
  readFreshness,
  readGroups,
  readGrowth,
  readHours,
  readOverview,
  readRanking,
  readSeries,
  readTable,
} from '../../insights/insight-reader.ts'
import { LIMITS } from '../../insights/limits.ts'
import { metaDays } from '../../insights/meta-day.ts'
import { periodOf } from '../../insights/period.ts'
import { findAccount } from '../../store/accounts.ts'
import { loadZones, type Zones } from '../../time/zones.ts'
import { insightWords, standingSentences } from '../../words/insight-words.ts'
import { apiRoute, createRouter } from '../api-route.ts'
import type { AppEnv } from '../app-env.ts'
import { jsonContent } from '../json-content.ts'
import { Problem } from '../problem.ts'
import { ID_PARAMETER } from '../schemas/common.ts'
import {
  DEMOGRAPHICS,
  FRESHNESS,
  GROUPS,
  GROUPS_QUERY,
  GROWTH,
  GROWTH_QUERY,
  HOURS,
  HOURS_QUERY,
  OVERVIEW,
  PERIOD,
  POST_PARAMETERS,
  RANKING,
  SERIES,
  SERIES_QUERY,
  TABLE,
  TABLE_QUERY,
} from '../schemas/insight-schema.ts'
import type { ServerDeps } from '../server-deps.ts'

const reading = { access: 'read', problems: ['account-unknown'] } as const
const CSV_TYPE = 'text/csv'

function readRoute<P extends string, Q extends z.ZodObject, T extends z.ZodType>(
  path: P,
  summary: string,
  { query, answer }: { readonly query: Q; readonly answer: T },
) {
  return apiRoute(reading, {
    method: 'get',
    path: `/accounts/{id}/insights/${path}` as const,
    summary,
    request: { params: ID_PARAMETER, query },
    responses: { 200: jsonContent(summary, answer) },
  })
}

const overview = readRoute('overview', 'A period beside the one before it', {
  query: PERIOD,
  answer: OVERVIEW,
})
const series = readRoute('series', 'A metric of the profile, day by day', {
  query: SERIES_QUERY,
  answer: SERIES,
})
const ranking = readRoute('posts', 'Posts by engagement per view, best first', {
  query: PERIOD,
  answer: RANKING,
})
const hours = readRoute('hours', 'Posts by hour and weekday of the account’s zone', {
  query: HOURS_QUERY,
  answer: HOURS,
})
const groups = readRoute('groups', 'Posts by kind or topic', { query: GROUPS_QUERY, answer: GROUPS })
const table = readRoute('table', 'Everything of a period, as a table', {
  query: TABLE_QUERY,
  answer: TABLE,
})
const csv = apiRoute(reading, {
  method: 'get',
  path: '/accounts/{id}/insights/table.csv',
  summary: 'The same for a spreadsheet',
  request: { params: ID_PARAMETER, query: TABLE_QUERY },
  responses: { 200: { description: 'RFC 4180', content: { [CSV_TYPE]: { schema: { type: 'string' } } } } },
})
const growth = apiRoute(
  { access: 'read', problems: ['account-unknown', 'post-unknown'] },
  {
    method: 'get',
    path: '/accounts/{id}/insights/posts/{media}',
    summary: 'How a post grew, beside what is usual at the same age',
    request: { params: POST_PARAMETERS, query: GROWTH_QUERY },
    responses: { 200: jsonContent('The post', GROWTH) },
  },
)
const demographics = apiRoute(reading, {
  method: 'get',
  path: '/accounts/{id}/insights/demographics',
  summary: 'Who follows',
  request: { params: ID_PARAMETER },
  responses: { 200: jsonContent('By country, city, age and gender', DEMOGRAPHICS) },
})
const freshness = apiRoute(reading, {
  method: 'get',
  path: '/accounts/{id}/insights/freshness',
  summary: 'How old the numbers are, and what has to be known to read them',
  request: { params: ID_PARAMETER },
  responses: { 200: jsonContent('Freshness', FRESHNESS) },
})

export function insightRoutes(deps: ServerDeps) {
  const { db } = deps.installation.store
  let zones: Promise<Zones> | undefined
  const readerFor = async (id: string): Promise<InsightReader> => {
    if (!(await findAccount(db, id))) throw new Problem('account-unknown')
    return { db, zones: await (zones ??= loadZones()), now: deps.now() }
  }
  return createRouter()
    .openapi(overview, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      return c.json(insightJson(await readOverview(reader, id, periodIn(reader, c.req.valid('query')))), 200)
    })
    .openapi(series, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      const { metric, ...wish } = c.req.valid('query')
      const found = await readSeries(reader, id, { ...periodIn(reader, wish), metric })
      return c.json(insightJson(found), 200)
    })
    .openapi(ranking, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      return c.json(insightJson(await readRanking(reader, id, periodIn(reader, c.req.valid('query')))), 200)
    })
    .openapi(growth, async (c) => {
      const { id, media: mediaId } = c.req.valid('param')
      const found = await readGrowth(await readerFor(id), id, { mediaId, ...c.req.valid('query') })
      if (!found) throw new Problem('post-unknown')
      return c.json(insightJson(found), 200)
    })
    .openapi(hours, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      const { measure, ...wish } = c.req.valid('query')
      return c.json(insightJson(await readHours(reader, id, { ...periodIn(reader, wish), measure })), 200)
    })
    .openapi(groups, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      const { by: aspect, ...wish } = c.req.valid('query')
      return c.json(insightJson(await readGroups(reader, id, { ...periodIn(reader, wish), aspect })), 200)
    })
    .openapi(demographics, async (c) => {
      const { id } = c.req.valid('param')
      return c.json({ audience: insightJson(await readDemographics(await readerFor(id), id)) }, 200)
    })
    .openapi(freshness, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await freshnessView(c, await readerFor(id), id), 200)
    })
    .openapi(table, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      const { table: name, ...wish } = c.req.valid('query')
      return c.json(await readTable(reader, id, { ...periodIn(reader, wish), table: name }), 200)
    })
    .openapi(csv, async (c) => {
      const { id } = c.req.valid('param')
      const reader = await readerFor(id)
      const { table: name, ...wish } = c.req.valid('query')
      const found = await readTable(reader, id, { ...periodIn(reader, wish), table: name })
      return c.body(toCsv(found), 200, {
        'Content-Type': `${CSV_TYPE}; charset=utf-8`,
        'Content-Disposition': `attachment; filename="${name}.csv"`,
      })
    })
}

function periodIn({ zones, now }: InsightReader, wish: z.output<typeof PERIOD>): Period {
  const period = periodOf(wish, metaDays(zones), now)
  if (period) return period
  const fields = (['from', 'to'] as const).map((parameter) => ({
    parameter,
    code: 'not-a-period',
    message: 'days such as 2026-11-01, from 2024-04-13 to today, in their order',
  }))
  throw new Problem('invalid', { fields })
}

async function freshnessView(c: Context<AppEnv>, reader: InsightReader, id: string) {
  const language = c.get('language')
  const shown = await readFreshness(reader, id)
  const { listAfter: _, ...progress } = shown.progress
  const { limits } = insightWords(language)
  const sentences = standingSentences(shown.standing, language)
  return {
    ...insightJson({ ...shown, progress }),
    ...(sentences && { message: sentences.message }),
    ...(sentences?.remedy !== undefined && { remedy: sentences.remedy }),
    limits: LIMITS.map((limit) => ({ id: limit, message: limits[limit] })),
  }
}
