/** Numbers as tables, for programs: a row a day, a post or a snapshot. A missing number is no cell, and a word says why. */
import { toIso } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { History } from './curve.ts'
import type { Series } from './day-series.ts'
import type { RankedPost } from './ranking.ts'
import { type Counts, valueOf } from './reading.ts'
import { DAY_METRICS, type DayMetric, type KnownPost, POST_METRICS } from './snapshot.ts'

export const TABLES = ['days', 'posts', 'snapshots'] as const
export type TableName = (typeof TABLES)[number]

/** What is absent is missing. */
export type Row = Readonly<Record<string, string | number>>

export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export function dayTable(series: Readonly<Record<DayMetric | 'followers_count', Series>>): Table {
  const metrics = [...DAY_METRICS, 'followers_count'] as const
  const rows = series.views.points.map(({ day }, index) => {
    const readings = metrics.map((metric) => [metric, series[metric].points[index]?.reading] as const)
    const given = readings.flatMap(([metric, one]) => (one?.kind === 'count' ? [[metric, one.value]] : []))
    const lost = readings.flatMap(([metric, one]) =>
      one?.kind === 'missing' ? `${metric}: ${one.reason}` : [],
    )
    return { day, ...Object.fromEntries(given), ...missingCell(lost) }
  })
  return { columns: ['day', ...metrics, 'missing'], rows }
}

export function postTable(posts: readonly RankedPost[]): Table {
  const rows = posts.map(({ post, readAt, counts, engagement }) => ({
    ...postCells(post),
    ...(readAt !== undefined && { read_at: toIso(readAt) }),
    ...countCells(counts),
    engagement: engagement.kind,
    ...(engagement.kind === 'rate' && {
      rate: engagement.rate,
      low: engagement.interval.low,
      high: engagement.interval.high,
    }),
  }))
  const of = ['engagement', 'rate', 'low', 'high']
  return { columns: [...POST_COLUMNS, 'read_at', ...POST_METRICS, ...of, 'missing'], rows }
}

export function snapshotTable(histories: readonly History[]): Table {
  const rows = histories.flatMap(({ post, snapshots }) =>
    snapshots.map(({ at, counts }) => ({
      media_id: post.mediaId,
      at: toIso(at),
      age_minutes: Math.round((at - post.publishedAt) / MINUTE),
      ...countCells(counts),
    })),
  )
  return { columns: ['media_id', 'at', 'age_minutes', ...POST_METRICS, 'missing'], rows }
}

const POST_COLUMNS = ['media_id', 'published_at', 'media_type', 'topic', 'permalink', 'text', 'gone_at']

function postCells({ mediaId, publishedAt, mediaType, topic, permalink, text, goneAt }: KnownPost): Row {
  return {
    media_id: mediaId,
    published_at: toIso(publishedAt),
    ...(mediaType !== undefined && { media_type: mediaType }),
    ...(topic !== undefined && { topic }),
    ...(permalink !== undefined && { permalink }),
    ...(text !== undefined && { text }),
    ...(goneAt !== undefined && { gone_at: toIso(goneAt) }),
  }
}

function countCells<Metric extends string>(counts: Counts<Metric>): Row {
  const entries = Object.entries<Counts<Metric>[Metric]>(counts)
  const given = entries.flatMap(([metric, one]) => {
    const value = valueOf(one)
    return value === undefined ? [] : [[metric, value] as const]
  })
  const lost = entries.flatMap(([metric, one]) => (one.kind === 'missing' ? `${metric}: ${one.reason}` : []))
  return { ...Object.fromEntries(given), ...missingCell(lost) }
}

function missingCell(lost: readonly string[]): Row {
  return lost.length === 0 ? {} : { missing: lost.join('; ') }
}

/** RFC 4180. */
export function toCsv({ columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}

/** A text that a spreadsheet would take for a formula is marked as a text. */
function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
