/** What the store says about the whole: read when somebody measures, so that every process measures the same. */
import { type Kysely, sql } from 'kysely'
import type { Decision } from '../keeper/facts.ts'
import type { PostState } from '../publisher/post.ts'
import type { Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import { countInsights, type InsightCounts } from './insight-counts.ts'
import type { PublicationTable, Schema } from './schema.ts'

export interface MetricCounts {
  readonly tokens: Readonly<Record<Decision['kind'] | 'undecided', number>>
  /** How long ago the token's turn was that waits longest; 0 where none waits. */
  readonly tokenOverdueMs: number
  readonly posts: readonly { readonly state: PostState; readonly count: number }[]
  readonly due: number
  /** By more than a minute. */
  readonly late: number
  readonly insights: InsightCounts
  readonly publications: readonly { readonly outcome: PublicationTable['outcome']; readonly count: number }[]
}

const LATE_MS = MINUTE
const WAITING = ['scheduled', 'preparing', 'ready'] as const

export async function countForMetrics(db: Kysely<Schema>, now: Millis): Promise<MetricCounts> {
  const posts = await db
    .selectFrom('post')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const publications = await db
    .selectFrom('publication')
    .select((eb) => ['outcome', eb.fn.countAll<number>().as('count')])
    .groupBy('outcome')
    .execute()
  return {
    tokens: await countTokens(db),
    tokenOverdueMs: await overdueMs(db, now),
    posts,
    publications,
    insights: await countInsights(db, now),
    due: await countPlanned(db, now),
    late: await countPlanned(db, (now - LATE_MS) as Millis),
  }
}

/** One pass over the accounts. The decision is JSON that we wrote ourselves, so its kind can be found by its spelling. */
async function countTokens(db: Kysely<Schema>): Promise<MetricCounts['tokens']> {
  const row = await db
    .selectFrom('account')
    .select([
      countOf('wait').as('wait'),
      countOf('exchange').as('exchange'),
      countOf('renew').as('renew'),
      countOf('probe').as('probe'),
      countOf('needs_person').as('needs_person'),
      sql<number>`coalesce(sum(CASE WHEN decision IS NULL THEN 1 ELSE 0 END), 0)`.as('undecided'),
    ])
    .executeTakeFirstOrThrow()
  return row
}

function countOf(kind: Decision['kind']) {
  return sql<number>`coalesce(sum(CASE WHEN decision LIKE ${`%"kind":"${kind}"%`} THEN 1 ELSE 0 END), 0)`
}

async function overdueMs(db: Kysely<Schema>, now: Millis): Promise<number> {
  const row = await db
    .selectFrom('work')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where('kind', '=', 'token')
    // Says what follows anyhow, so that SQLite takes the index.
    .where(sql<boolean>`kind <> 'insight'`)
    .executeTakeFirst()
  return row?.due_at === undefined || row.due_at === null ? 0 : Math.max(0, now - row.due_at)
}

async function countPlanned(db: Kysely<Schema>, before: Millis): Promise<number> {
  const { count } = await db
    .selectFrom('post')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', 'in', [...WAITING])
    .where('planned_at', '<=', before)
    .executeTakeFirstOrThrow()
  return count
}
