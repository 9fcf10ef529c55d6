/** How a post grew, beside what is usual for the account's posts at the same age. */
import type { Millis } from '../time/clock.ts'
import { latestAge, RUNGS_MS, rungOf } from './age-ladder.ts'
import { type Usual, usualOf } from './median.ts'
import { missing, type MissingReason, type Reading, valueOf } from './reading.ts'
import type { KnownPost, PostMetric, PostSnapshot } from './snapshot.ts'

export interface CurvePoint {
  readonly at: Millis
  readonly ageMs: number
  readonly reading: Reading
}

export interface CurveRung {
  readonly ageMs: number
  /** As it was read at that age; a read that came too late is none of it. */
  readonly reading: Reading
  /** Of the account's other posts. */
  readonly usual: Usual
}

export interface Curve {
  /** Everything that was read, oldest first. */
  readonly points: readonly CurvePoint[]
  readonly rungs: readonly CurveRung[]
}

export interface History {
  readonly post: Pick<KnownPost, 'mediaId' | 'publishedAt' | 'goneAt'>
  /** Oldest first. */
  readonly snapshots: readonly PostSnapshot[]
}

export interface CurveQuestion {
  readonly metric: PostMetric
  readonly now: Millis
}

export function curveOf(own: History, others: readonly History[], { metric, now }: CurveQuestion): Curve {
  const { publishedAt, mediaId } = own.post
  const points = own.snapshots.map(({ at, counts }) => ({
    at,
    ageMs: at - publishedAt,
    reading: counts[metric],
  }))
  const usualAt = usualByRung(
    others.filter(({ post }) => post.mediaId !== mediaId),
    metric,
  )
  const rungs = RUNGS_MS.map((ageMs) => ({
    ageMs,
    reading: readingAt(own, ageMs, metric) ?? missing(whyMissing(own.post, ageMs, now)),
    usual: usualAt(ageMs),
  }))
  return { points, rungs }
}

function whyMissing({ publishedAt, goneAt }: History['post'], ageMs: number, now: Millis): MissingReason {
  const at = publishedAt + ageMs
  if (goneAt !== undefined && goneAt <= latestAge(ageMs) + publishedAt) return 'gone'
  return now < at ? 'too-early' : 'not-read'
}

function usualByRung(others: readonly History[], metric: PostMetric): (rung: number) => Usual {
  return (rung) =>
    usualOf(
      others.flatMap((history) => {
        const reading = readingAt(history, rung, metric)
        return (reading && valueOf(reading)) ?? []
      }),
    )
}

function readingAt({ post, snapshots }: History, rung: number, metric: PostMetric): Reading | undefined {
  return snapshots.find(({ at }) => rungOf(at - post.publishedAt) === rung)?.counts[metric]
}
