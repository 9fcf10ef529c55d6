/**
 * What the pages read: each one query or two over an index that begins with the account, however many snapshots there are
 * (bench/README.md). Nothing is computed here: that is `insights/`.
 */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { AccountProgress } from '../insights/account-policy.ts'
import type { History } from '../insights/curve.ts'
import type { Period } from '../insights/day-series.ts'
import type { PostFigures } from '../insights/ranking.ts'
import {
  type AudienceSnapshot,
  type DaySnapshot,
  type FollowerSnapshot,
  type KnownPost,
  POST_METRICS,
  type PostMetric,
  type PostSnapshot,
} from '../insights/snapshot.ts'
import type { InsightStanding } from '../insights/standing.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { latestAge } from '../insights/age-ladder.ts'
import { toProgress, toStanding } from './insight-lane.ts'
import {
  toAudienceSnapshot,
  toDaySnapshot,
  toFollowerSnapshot,
  toKnownPost,
  toPostSnapshot,
} from './insight-rows.ts'
import type { InsightAudienceTable, InsightPostTable, InsightSnapshotTable, Schema } from './schema.ts'

/** Published from then on and before then. */
export interface Span {
  readonly from: Millis
  readonly before: Millis
}

/** The latest of a span: a page that compares more than a thousand posts says nothing more than one that compares these. */
export const MOST_POSTS = 1000

/** Whose growth a post's is compared with. */
export const MOST_HISTORIES = 100

/** Of each day the last read. */
export async function readDays(
  db: Kysely<Schema>,
  accountId: string,
  { from, to }: Period,
): Promise<DaySnapshot[]> {
  const rows = await db
    .selectFrom('insight_day')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .orderBy('at')
    .execute()
  return [...new Map(rows.map((row) => [row.day, toDaySnapshot(row)])).values()]
}

/** Oldest first. */
export async function readFollowers(
  db: Kysely<Schema>,
  accountId: string,
  { from, before }: Span,
): Promise<FollowerSnapshot[]> {
  const rows = await db
    .selectFrom('insight_followers')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('at', '>=', from)
    .where('at', '<', before)
    .orderBy('at')
    .execute()
  return rows.map(toFollowerSnapshot)
}

/** When they were read for the first time. */
export async function findFirstFollowers(db: Kysely<Schema>, accountId: string): Promise<Millis | undefined> {
  const row = await db
    .selectFrom('insight_followers')
    .select('at')
    .where('account_id', '=', accountId)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  return row && (row.at as Millis)
}

/** The latest of each dimension. */
export async function readAudience(db: Kysely<Schema>, accountId: string): Promise<AudienceSnapshot[]> {
  const { rows } = await sql<Selectable<InsightAudienceTable>>`
    SELECT audience.* FROM insight_audience AS audience
    JOIN (SELECT dimension, max(at) AS at FROM insight_audience WHERE account_id = ${accountId} GROUP BY dimension)
      AS latest ON latest.dimension = audience.dimension AND latest.at = audience.at
    WHERE audience.account_id = ${accountId} ORDER BY audience.dimension`.execute(db)
  return rows.map(toAudienceSnapshot)
}

/** Posts, newest first, with their latest numbers and those at the age of a day. */
export async function readFigures(db: Kysely<Schema>, accountId: string, span: Span): Promise<PostFigures[]> {
  const { rows } = await sql<FiguresRow>`
    SELECT post.*, ${numbersOf('latest')}, ${numbersOf('day')}
    FROM ${postsIn(accountId, span)} AS post
    LEFT JOIN insight_snapshot AS latest ON latest.media_id = post.media_id AND latest.at =
      (SELECT max(at) FROM insight_snapshot WHERE media_id = post.media_id)
    LEFT JOIN insight_snapshot AS day ON day.media_id = post.media_id AND day.at =
      (SELECT min(at) FROM insight_snapshot WHERE media_id = post.media_id
        AND at BETWEEN post.published_at + ${DAY} AND post.published_at + ${latestAge(DAY)})
    ORDER BY post.published_at DESC`.execute(db)
  return rows.map(toFigures)
}

export async function countPosts(db: Kysely<Schema>, accountId: string, span: Span): Promise<number> {
  const row = await db
    .selectFrom('insight_post')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .where('published_at', '>=', span.from)
    .where('published_at', '<', span.before)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function findKnownPost(
  db: Kysely<Schema>,
  accountId: string,
  mediaId: string,
): Promise<KnownPost | undefined> {
  const row = await db
    .selectFrom('insight_post')
    .selectAll()
    .where('media_id', '=', mediaId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && toKnownPost(row)
}

/** Everything that was read of a post, oldest first. */
export async function readSnapshots(db: Kysely<Schema>, mediaId: string): Promise<PostSnapshot[]> {
  const rows = await db
    .selectFrom('insight_snapshot')
    .selectAll()
    .where('media_id', '=', mediaId)
    .orderBy('at')
    .execute()
  return rows.map(toPostSnapshot)
}

/** How the latest posts before an instant grew in their first days: the measure of one that was published then. */
export async function readHistories(
  db: Kysely<Schema>,
  accountId: string,
  { before, youngerThanMs }: { readonly before: Millis; readonly youngerThanMs: number },
): Promise<History[]> {
  const posts = sql`(SELECT media_id, published_at FROM insight_post WHERE account_id = ${accountId}
    AND published_at < ${before} ORDER BY published_at DESC LIMIT ${MOST_HISTORIES})`
  const { rows } = await sql<HistoryRow>`
    SELECT post.published_at, snapshot.* FROM ${posts} AS post
    JOIN insight_snapshot AS snapshot ON snapshot.media_id = post.media_id
      AND snapshot.at <= post.published_at + ${youngerThanMs}`.execute(db)
  return toHistories(rows)
}

/** Of all posts of a span everything that was read. */
export async function readAllHistories(
  db: Kysely<Schema>,
  accountId: string,
  span: Span,
): Promise<History[]> {
  const { rows } = await sql<HistoryRow>`
    SELECT post.published_at, snapshot.* FROM ${postsIn(accountId, span)} AS post
    JOIN insight_snapshot AS snapshot ON snapshot.media_id = post.media_id`.execute(db)
  return toHistories(rows)
}

function toHistories(rows: readonly HistoryRow[]): History[] {
  const histories = [...Map.groupBy(rows, (row) => row.media_id)].map(([mediaId, group]) => ({
    post: { mediaId, publishedAt: (group[0]?.published_at ?? 0) as Millis },
    snapshots: group.map(toPostSnapshot).toSorted((one, other) => one.at - other.at),
  }))
  return histories.toSorted((one, other) => other.post.publishedAt - one.post.publishedAt)
}

export interface InsightState {
  readonly standing: InsightStanding
  readonly progress: AccountProgress
  /** The next read of anything; absent where nobody has begun. */
  readonly nextAt?: Millis
}

export async function readInsightState(db: Kysely<Schema>, accountId: string): Promise<InsightState> {
  const row = await db
    .selectFrom('insight_account')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const work = await db
    .selectFrom('work')
    .select((eb) => eb.fn.min('due_at').as('due_at'))
    .where('account_id', '=', accountId)
    .where('kind', '=', 'insight')
    .executeTakeFirst()
  const nextAt = work?.due_at ?? undefined
  return {
    standing: row ? toStanding(row) : { kind: 'reading' },
    progress: row ? toProgress(row) : {},
    ...(nextAt !== undefined && { nextAt: nextAt as Millis }),
  }
}

const METRICS: readonly PostMetric[] = POST_METRICS

type Prefixed<Name extends string> = Readonly<Record<`${Name}_${PostMetric | 'at'}`, number | null>>
type FiguresRow = Selectable<InsightPostTable> & Prefixed<'latest'> & Prefixed<'day'>
type HistoryRow = Selectable<InsightSnapshotTable> & { readonly published_at: number }

function numbersOf(table: 'latest' | 'day') {
  return sql.raw(['at', ...METRICS].map((column) => `${table}.${column} AS ${table}_${column}`).join(', '))
}

function postsIn(accountId: string, { from, before }: Span) {
  return sql`(SELECT * FROM insight_post WHERE account_id = ${accountId}
    AND published_at >= ${from} AND published_at < ${before} ORDER BY published_at DESC LIMIT ${MOST_POSTS})`
}

function toFigures(row: FiguresRow): PostFigures {
  const [latest, atDay] = [snapshotIn(row, 'latest'), snapshotIn(row, 'day')]
  return { post: toKnownPost(row), ...(latest && { latest }), ...(atDay && { atDay }) }
}

function snapshotIn(row: FiguresRow, table: 'latest' | 'day'): PostSnapshot | undefined {
  const at = row[`${table}_at`]
  if (at === null) return undefined
  return toPostSnapshot({
    media_id: row.media_id,
    at,
    views: row[`${table}_views`],
    likes: row[`${table}_likes`],
    replies: row[`${table}_replies`],
    reposts: row[`${table}_reposts`],
    quotes: row[`${table}_quotes`],
    shares: row[`${table}_shares`],
  })
}
