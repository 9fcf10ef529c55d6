/** Between the rows of insights and what they say. NULL is a number that Meta did not give. */
import type { Selectable } from 'kysely'
import type { MetaDay } from '../insights/meta-day.ts'
import { countsOf, counted, missing, valueOf, type Counts } from '../insights/reading.ts'
import {
  type AudienceSnapshot,
  DAY_METRICS,
  type DayMetric,
  type DaySnapshot,
  type FollowerSnapshot,
  type Group,
  type KnownPost,
  POST_METRICS,
  type PostMetric,
  type PostSnapshot,
} from '../insights/snapshot.ts'
import type { Millis } from '../time/clock.ts'
import type { RowValues } from './multi-row.ts'
import type {
  InsightAudienceTable,
  InsightDayTable,
  InsightFollowersTable,
  InsightPostTable,
  InsightSnapshotTable,
} from './schema.ts'

export function toKnownPost(row: Selectable<InsightPostTable>): KnownPost {
  return {
    mediaId: row.media_id,
    publishedAt: row.published_at as Millis,
    ...(row.media_type !== null && { mediaType: row.media_type }),
    ...(row.topic !== null && { topic: row.topic }),
    ...(row.text !== null && { text: row.text }),
    ...(row.permalink !== null && { permalink: row.permalink }),
    isReply: row.is_reply === 1,
    ...(row.gone_at !== null && { goneAt: row.gone_at as Millis }),
  }
}

export function toPostSnapshot(
  row: Pick<InsightSnapshotTable, PostMetric | 'media_id' | 'at'>,
): PostSnapshot {
  return { mediaId: row.media_id, at: row.at as Millis, counts: countsIn(POST_METRICS, row) }
}

export function toDaySnapshot(row: Selectable<InsightDayTable>): DaySnapshot {
  return { day: row.day as MetaDay, at: row.at as Millis, counts: countsIn(DAY_METRICS, row) }
}

export function toFollowerSnapshot(row: Selectable<InsightFollowersTable>): FollowerSnapshot {
  return {
    at: row.at as Millis,
    followers: row.followers === null ? missing('not-served') : counted(row.followers),
  }
}

export function toAudienceSnapshot(row: Selectable<InsightAudienceTable>): AudienceSnapshot {
  return {
    dimension: row.dimension,
    at: row.at as Millis,
    groups:
      row.groups === null
        ? { kind: 'missing', reason: row.missing ?? 'not-served' }
        : { kind: 'groups', groups: JSON.parse(row.groups) as Group[] },
  }
}

function countsIn<Metric extends string>(
  metrics: readonly Metric[],
  row: Readonly<Record<Metric, number | null>>,
): Counts<Metric> {
  const given: Partial<Record<Metric, number>> = {}
  for (const metric of metrics) {
    const value = row[metric]
    if (value !== null) given[metric] = value
  }
  return countsOf(metrics, given)
}

/** In the order of the metrics. */
export function postValues(counts: Counts<PostMetric>): RowValues {
  return POST_METRICS.map((metric) => valueOf(counts[metric]) ?? null)
}

export function dayValues(counts: Counts<DayMetric>): RowValues {
  return DAY_METRICS.map((metric) => valueOf(counts[metric]) ?? null)
}
