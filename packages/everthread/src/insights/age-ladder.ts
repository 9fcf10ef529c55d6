/**
 * When a post is read next: early often, then daily, then weekly while its numbers move. What was missed is not made up
 * for: a number belongs to the age at which it was read.
 */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { isSameReading } from './reading.ts'
import { type PostSnapshot, POST_METRICS } from './snapshot.ts'

/** Most of what a post will ever have comes in the first week. */
export const RUNGS_MS = [15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY] as const

const WEEK = 7 * DAY

/** Two reads that stand nearer than this (one came late) do not show that a post has come to rest. */
const STILL_AFTER_MS = 6 * DAY

/** Up to this late, in parts of the rung, a number counts as of that age. */
const LATENESS = 0.25
const LEAST_LATENESS_MS = 5 * MINUTE

export interface PostReads {
  readonly publishedAt: Millis
  readonly last?: PostSnapshot
  /** The one before the last. */
  readonly earlier?: PostSnapshot
}

/** `undefined`: never again. */
export function nextPostRead({ publishedAt, last, earlier }: PostReads): Millis | undefined {
  if (!last) return (publishedAt + RUNGS_MS[0]) as Millis
  const age = last.at - publishedAt
  if (age >= WEEK && earlier && isStill(last, earlier)) return undefined
  const rung = RUNGS_MS.find((one) => one > age) ?? (Math.floor(age / WEEK) + 1) * WEEK
  return (publishedAt + rung) as Millis
}

function isStill(last: PostSnapshot, earlier: PostSnapshot): boolean {
  if (last.at - earlier.at < STILL_AFTER_MS) return false
  return POST_METRICS.every((metric) => isSameReading(last.counts[metric], earlier.counts[metric]))
}

/** The rung that a read of this age stands for; `undefined` where it came too late for one and too early for the next. */
export function rungOf(ageMs: number): number | undefined {
  return RUNGS_MS.findLast((rung) => rung <= ageMs && ageMs <= latestAge(rung))
}

/** Until then a read counts as one at the age of the rung. */
export function latestAge(rung: number): number {
  return rung + Math.max(rung * LATENESS, LEAST_LATENESS_MS)
}
