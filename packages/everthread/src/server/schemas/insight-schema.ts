/** Numbers on the wire. A number is a `count` from Meta, or `missing` with its reason; never 0 for want of one. */
import { z } from '@hono/zod-openapi'
import { ASPECTS, MEASURES } from '../../insights/comparison.ts'
import { TABLES } from '../../insights/export-table.ts'
import { SERIES_METRICS } from '../../insights/insight-reader.ts'
import { LIMITS } from '../../insights/limits.ts'
import { MISSING_REASONS } from '../../insights/reading.ts'
import { DAY_METRICS, DIMENSIONS, POST_METRICS } from '../../insights/snapshot.ts'
import { WAIT_REASONS } from '../../insights/standing.ts'
import { INSTANT } from './common.ts'

const DAY = z.string().regex(/^\d{4}-\d\d-\d\d$/)
const count = z.int()
const REASON = z.enum(MISSING_REASONS).openapi('MissingReason', { description: 'docs/insights.md' })
const MISSING = z.strictObject({ kind: z.literal('missing'), reason: REASON })
const READING = z
  .union([z.strictObject({ kind: z.literal('count'), value: count }), MISSING])
  .openapi('Reading')

/** Days of Meta's, in California; by default the four weeks that have ended. */
export const PERIOD = z.strictObject({ from: DAY.optional(), to: DAY.optional() })
export const SERIES_QUERY = PERIOD.extend({ metric: z.enum(SERIES_METRICS).default('views') })
export const HOURS_QUERY = PERIOD.extend({ measure: z.enum(MEASURES).default('views') })
export const GROUPS_QUERY = PERIOD.extend({ by: z.enum(ASPECTS).default('kind') })
export const TABLE_QUERY = PERIOD.extend({ table: z.enum(TABLES).default('days') })
export const GROWTH_QUERY = z.strictObject({ metric: z.enum(POST_METRICS).default('views') })
export const POST_PARAMETERS = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  media: z.string().regex(/^\d{1,32}$/),
})

const SPAN = z.strictObject({ from: DAY, to: DAY })

const COMPARISON = z
  .union([
    z.strictObject({ kind: z.literal('change'), before: count, by: count }),
    z.strictObject({ kind: z.literal('none') }),
  ])
  .openapi('Comparison', { description: 'Exists only when both ends do' })

const TOTAL = z
  .union([
    z.strictObject({ kind: z.literal('total'), value: count, days: count }),
    z.strictObject({ kind: z.literal('partial'), value: count, days: count, of: count }),
    MISSING,
  ])
  .openapi('Total')

const FIGURE = z.strictObject({ now: TOTAL, comparison: COMPARISON }).openapi('Figure')

export const OVERVIEW = z
  .strictObject({
    period: SPAN,
    before: SPAN,
    figures: z.strictObject(shapeOf(DAY_METRICS, FIGURE)),
    followers: z.strictObject({ now: READING, comparison: COMPARISON }),
  })
  .openapi('InsightOverview')

export const SERIES = z
  .strictObject({
    points: z.array(z.strictObject({ day: DAY, reading: READING })).readonly(),
    gaps: z.array(z.strictObject({ from: DAY, to: DAY, reason: REASON })).readonly(),
  })
  .openapi('InsightSeries')

const INTERVAL = z.strictObject({ low: z.number(), high: z.number() })

const ENGAGEMENT = z
  .union([
    z.strictObject({
      kind: z.literal('rate'),
      engaged: count,
      views: count,
      rate: z.number(),
      interval: INTERVAL,
    }),
    z.strictObject({ kind: z.literal('too_few'), engaged: count, views: count }),
    MISSING,
  ])
  .openapi('Engagement')

const KNOWN_POST = z.strictObject({
  media_id: z.string(),
  published_at: INSTANT,
  media_type: z.string().optional(),
  topic: z.string().optional(),
  text: z.string().optional(),
  permalink: z.string().optional(),
  is_reply: z.boolean(),
  gone_at: INSTANT.optional(),
})

const RANKED_POST = z
  .strictObject({
    post: KNOWN_POST,
    read_at: INSTANT.optional(),
    counts: z.strictObject(shapeOf(POST_METRICS, READING)),
    engagement: ENGAGEMENT,
  })
  .openapi('RankedPost')

const COMPARED = { published: count, compared: count }

export const RANKING = z
  .strictObject({ ...COMPARED, posts: z.array(RANKED_POST).readonly() })
  .openapi('InsightRanking')

const USUAL = z
  .union([
    z.strictObject({ kind: z.literal('too_few'), posts: count }),
    z.strictObject({
      kind: z.literal('median'),
      posts: count,
      median: z.number(),
      interval: INTERVAL.optional(),
    }),
  ])
  .openapi('Usual')

export const GROWTH = z
  .strictObject({
    post: RANKED_POST,
    metric: z.enum(POST_METRICS),
    curve: z.strictObject({
      points: z.array(z.strictObject({ at: INSTANT, age_ms: count, reading: READING })).readonly(),
      rungs: z.array(z.strictObject({ age_ms: count, reading: READING, usual: USUAL })).readonly(),
    }),
  })
  .openapi('PostGrowth')

export const HOURS = z
  .strictObject({
    ...COMPARED,
    zone: z.string(),
    cells: z.array(z.strictObject({ weekday: count, hour: count, usual: USUAL })).readonly(),
    by_hour: z.array(z.strictObject({ hour: count, usual: USUAL })).readonly(),
    by_weekday: z.array(z.strictObject({ weekday: count, usual: USUAL })).readonly(),
  })
  .openapi('InsightHours')

const GROUP = z.strictObject({
  name: z.string().optional(),
  posts: count,
  views: USUAL,
  engagement: USUAL,
})

export const GROUPS = z
  .strictObject({ ...COMPARED, groups: z.array(GROUP).readonly() })
  .openapi('InsightGroups')

const AUDIENCE = z.strictObject({
  dimension: z.enum(DIMENSIONS),
  at: INSTANT,
  groups: z.union([
    z.strictObject({
      kind: z.literal('groups'),
      groups: z.array(z.strictObject({ name: z.string(), value: count })).readonly(),
    }),
    MISSING,
  ]),
})

export const DEMOGRAPHICS = z
  .strictObject({ audience: z.array(AUDIENCE).readonly() })
  .openapi('InsightDemographics')

const STANDING = z
  .union([
    z.strictObject({ kind: z.literal('reading') }),
    z.strictObject({ kind: z.literal('not_begun') }),
    z.strictObject({ kind: z.literal('token_dead') }),
    z.strictObject({
      kind: z.literal('not_granted'),
      since: INSTANT,
      generation: count.optional(),
      until: INSTANT,
    }),
    z.strictObject({
      kind: z.literal('waiting'),
      reason: z.enum(WAIT_REASONS),
      since: INSTANT,
      count,
      until: INSTANT,
    }),
  ])
  .openapi('InsightStanding')

export const FRESHNESS = z
  .strictObject({
    standing: STANDING,
    progress: z.strictObject({
      listed_at: INSTANT.optional(),
      followers_at: INSTANT.optional(),
      audience_at: INSTANT.optional(),
      newest: DAY.optional(),
      settled: DAY.optional(),
      filled_to: DAY.optional(),
    }),
    past_days_left: count,
    next_at: INSTANT.optional(),
    message: z.string().optional(),
    remedy: z.string().optional(),
    limits: z.array(z.strictObject({ id: z.enum(LIMITS), message: z.string() })).readonly(),
  })
  .openapi('InsightFreshness')

export const TABLE = z
  .strictObject({
    columns: z.array(z.string()).readonly(),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number()]))).readonly(),
  })
  .openapi('InsightTable')

function shapeOf<Name extends string, T extends z.ZodType>(
  names: readonly Name[],
  schema: T,
): Readonly<Record<Name, T>> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Readonly<Record<Name, T>>
}
