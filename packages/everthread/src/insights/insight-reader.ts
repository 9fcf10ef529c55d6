/** Every view of an account's numbers, from the rows of its store: what the API, the command line and the exports show. */
import type { Refusal } from '../keeper/facts.ts'
import { CONFIRMATIONS_NEEDED } from '../keeper/refusal.ts'
import { findAccount } from '../store/accounts.ts'
import {
  countPosts,
  findFirstFollowers,
  findKnownPost,
  type InsightState,
  MOST_POSTS,
  readAllHistories,
  readAudience,
  readDays,
  readFigures,
  readFollowers,
  readHistories,
  readInsightState,
  readSnapshots,
  type Span,
} from '../store/insight-views.ts'
import { getQueue } from '../store/queues.ts'
import type { Schema } from '../store/schema.ts'
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import { weekdayOf } from '../time/calendar-day.ts'
import type { Zones } from '../time/zones.ts'
import { latestAge, RUNGS_MS } from './age-ladder.ts'
import {
  type Aspect,
  compareBy,
  type ComparedGroup,
  compareHours,
  type Hours,
  type Measure,
} from './comparison.ts'
import { type Curve, curveOf } from './curve.ts'
import { type Period, periodBefore, type Reach, type Series, seriesOf } from './day-series.ts'
import { dayTable, postTable, snapshotTable, type Table, type TableName } from './export-table.ts'
import { type Freshness, pastDaysLeft } from './freshness.ts'
import { daysBetween, type MetaDay, type MetaDays, metaDays } from './meta-day.ts'
import { type Figure, figureOf, type FollowerFigure, followerFigureOf } from './overview.ts'
import { type PostFigures, type RankedPost, rankedPost, rankPosts } from './ranking.ts'
import type { Reading } from './reading.ts'
import {
  type AudienceSnapshot,
  DAY_METRICS,
  type DayMetric,
  type DaySnapshot,
  type PostMetric,
} from './snapshot.ts'

export interface InsightReader {
  readonly db: Kysely<Schema>
  readonly zones: Zones
  readonly now: Millis
}

export const SERIES_METRICS = [...DAY_METRICS, 'followers_count'] as const
export type SeriesMetric = (typeof SERIES_METRICS)[number]

export interface Overview {
  readonly period: Period
  readonly before: Period
  readonly figures: Readonly<Record<DayMetric, Figure>>
  readonly followers: FollowerFigure
}

export async function readOverview(
  reader: InsightReader,
  accountId: string,
  period: Period,
): Promise<Overview> {
  const before = periodBefore(period)
  const [current, previous] = [daysIn(period), daysIn(before)]
  const whole = { from: before.from, to: period.to }
  const days = await readDays(reader.db, accountId, whole)
  const reach = await reachOf(reader, accountId)
  const figures = DAY_METRICS.map((metric): [DayMetric, Figure] => {
    const read = readingsOf(days, metric)
    return [metric, figureOf(seriesOf(current, read, reach), seriesOf(previous, read, reach))]
  })
  const followers = await readFollowerDays(reader, accountId, { from: before.to, to: period.to })
  const series = seriesOf(current, followers.read, followers.reach)
  return {
    period,
    before,
    figures: Object.fromEntries(figures) as Readonly<Record<DayMetric, Figure>>,
    followers: followerFigureOf(series, followers.read.get(before.to)),
  }
}

export async function readSeries(
  reader: InsightReader,
  accountId: string,
  { metric, ...period }: Period & { readonly metric: SeriesMetric },
): Promise<Series> {
  if (metric === 'followers_count') {
    const { read, reach } = await readFollowerDays(reader, accountId, period)
    return seriesOf(daysIn(period), read, reach)
  }
  const days = await readDays(reader.db, accountId, period)
  return seriesOf(daysIn(period), readingsOf(days, metric), await reachOf(reader, accountId))
}

function daysIn({ from, to }: Period): readonly MetaDay[] {
  return daysBetween(from, to)
}

function readingsOf(days: readonly DaySnapshot[], metric: DayMetric): Map<MetaDay, Reading> {
  return new Map(days.map(({ day, counts }) => [day, counts[metric]]))
}

async function reachOf({ db, zones, now }: InsightReader, accountId: string): Promise<Reach> {
  const { progress } = await readInsightState(db, accountId)
  const { filledTo } = progress
  return { today: metaDays(zones).of(now), unfilled: 'not-yet-filled', ...(filledTo && { filledTo }) }
}

/** Of each day the last number; days before the first read have none and never will. */
async function readFollowerDays(
  { db, zones, now }: InsightReader,
  accountId: string,
  { from, to }: Period,
): Promise<{ readonly read: ReadonlyMap<MetaDay, Reading>; readonly reach: Reach }> {
  const days = metaDays(zones)
  const snapshots = await readFollowers(db, accountId, spanOf(days, { from, to }))
  const first = await findFirstFollowers(db, accountId)
  return {
    read: new Map(snapshots.map(({ at, followers }) => [days.of(at), followers])),
    reach: {
      today: days.of(now),
      unfilled: 'no-history',
      ...(first !== undefined && { filledTo: days.of(first) }),
    },
  }
}

function spanOf(days: MetaDays, { from, to }: Period): Span {
  return { from: days.startOf(from), before: days.endOf(to) }
}

export interface PostsCompared {
  /** How many were published in the period, and how many of them (the latest) are compared. */
  readonly published: number
  readonly compared: number
}

export interface Ranking extends PostsCompared {
  readonly posts: readonly RankedPost[]
}

export async function readRanking(
  reader: InsightReader,
  accountId: string,
  period: Period,
): Promise<Ranking> {
  const { figures, ...counts } = await figuresIn(reader, accountId, period)
  return { ...counts, posts: rankPosts(figures) }
}

export interface PostGrowth {
  readonly post: RankedPost
  readonly metric: PostMetric
  readonly curve: Curve
}

/** `undefined`: the account has no such post. */
export async function readGrowth(
  { db, now }: InsightReader,
  accountId: string,
  { mediaId, metric }: { readonly mediaId: string; readonly metric: PostMetric },
): Promise<PostGrowth | undefined> {
  const post = await findKnownPost(db, accountId, mediaId)
  if (!post) return undefined
  const snapshots = await readSnapshots(db, mediaId)
  const youngerThanMs = latestAge(RUNGS_MS.at(-1) ?? 0)
  const others = await readHistories(db, accountId, { before: post.publishedAt, youngerThanMs })
  const latest = snapshots.at(-1)
  return {
    post: rankedPost({ post, ...(latest && { latest }) }),
    metric,
    curve: curveOf({ post, snapshots }, others, { metric, now }),
  }
}

export interface HourMap extends PostsCompared, Hours {
  readonly zone: string
}

export async function readHours(
  reader: InsightReader,
  accountId: string,
  { measure, ...period }: Period & { readonly measure: Measure },
): Promise<HourMap> {
  const { zone } = await getQueue(reader.db, accountId)
  const { figures, ...counts } = await figuresIn(reader, accountId, period)
  const hourOf = (at: Millis) => hourIn(reader.zones, zone, at)
  return { ...counts, zone, ...compareHours(figures, { measure, hourOf }) }
}

export interface Groups extends PostsCompared {
  readonly groups: readonly ComparedGroup[]
}

export async function readGroups(
  reader: InsightReader,
  accountId: string,
  { aspect, ...period }: Period & { readonly aspect: Aspect },
): Promise<Groups> {
  const { figures, ...counts } = await figuresIn(reader, accountId, period)
  return { ...counts, groups: compareBy(figures, aspect) }
}

export function readDemographics({ db }: InsightReader, accountId: string): Promise<AudienceSnapshot[]> {
  return readAudience(db, accountId)
}

export async function readFreshness({ db }: InsightReader, accountId: string): Promise<Freshness> {
  const { standing, progress, nextAt } = await readInsightState(db, accountId)
  const account = await findAccount(db, accountId)
  return {
    standing: standingShown({ standing, nextAt }, tokenIsDead(account?.refusal)),
    progress,
    pastDaysLeft: pastDaysLeft(progress),
    ...(nextAt !== undefined && { nextAt }),
  }
}

/** For programs: everything of a period, as a table. */
export async function readTable(
  reader: InsightReader,
  accountId: string,
  { table, ...period }: Period & { readonly table: TableName },
): Promise<Table> {
  switch (table) {
    case 'days':
      return dayTable(await readAllSeries(reader, accountId, period))
    case 'posts':
      return postTable((await readRanking(reader, accountId, period)).posts)
    case 'snapshots':
      return snapshotTable(
        await readAllHistories(reader.db, accountId, spanOf(metaDays(reader.zones), period)),
      )
    default:
      return table satisfies never
  }
}

async function readAllSeries(
  reader: InsightReader,
  accountId: string,
  period: Period,
): Promise<Readonly<Record<SeriesMetric, Series>>> {
  const days = await readDays(reader.db, accountId, period)
  const reach = await reachOf(reader, accountId)
  const all = daysIn(period)
  const followers = await readSeries(reader, accountId, { ...period, metric: 'followers_count' })
  const series = DAY_METRICS.map((metric): [SeriesMetric, Series] => [
    metric,
    seriesOf(all, readingsOf(days, metric), reach),
  ])
  return Object.fromEntries([...series, ['followers_count', followers]]) as Readonly<
    Record<SeriesMetric, Series>
  >
}

function standingShown(
  { standing, nextAt }: { readonly standing: InsightState['standing']; readonly nextAt: Millis | undefined },
  tokenDead: boolean,
): Freshness['standing'] {
  if (tokenDead) return { kind: 'token_dead' }
  return nextAt === undefined ? { kind: 'not_begun' } : standing
}

function tokenIsDead(refusal: Refusal | undefined): boolean {
  return refusal !== undefined && refusal.confirmations >= CONFIRMATIONS_NEEDED
}

async function figuresIn(
  { db, zones }: InsightReader,
  accountId: string,
  period: Period,
): Promise<PostsCompared & { readonly figures: readonly PostFigures[] }> {
  const span = spanOf(metaDays(zones), period)
  const figures = await readFigures(db, accountId, span)
  const published = figures.length < MOST_POSTS ? figures.length : await countPosts(db, accountId, span)
  return { figures, published, compared: figures.length }
}

/** What the wall shows: `2026-03-29T09:00`. */
function hourIn(zones: Zones, zone: string, at: Millis): { readonly weekday: number; readonly hour: number } {
  const wall = zones.wallAt(at, zone) ?? ''
  const [weekday, hour] = [weekdayOf(wall.slice(0, 10)), Number(wall.slice(11, 13))]
  if (weekday === undefined) throw new RangeError(`nobody knows the zone ${zone}`)
  return { weekday, hour }
}
