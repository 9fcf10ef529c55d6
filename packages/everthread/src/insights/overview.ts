/**
 * A period beside the one before it. A sum is whole when every day of the period has its number; where days are missing it
 * says of how many days it is, and is compared with nothing.
 */
import type { Series } from './day-series.ts'
import { type MissingReason, type Reading, valueOf } from './reading.ts'

export type Total =
  | { readonly kind: 'total'; readonly value: number; readonly days: number }
  | { readonly kind: 'partial'; readonly value: number; readonly days: number; readonly of: number }
  | { readonly kind: 'missing'; readonly reason: MissingReason }

export type Comparison =
  | { readonly kind: 'change'; readonly before: number; readonly by: number }
  /** "No comparison yet": one of the ends is not whole. */
  | { readonly kind: 'none' }

export interface Figure {
  readonly now: Total
  readonly comparison: Comparison
}

export function figureOf(now: Series, before: Series): Figure {
  const [total, previous] = [totalOf(now), totalOf(before)]
  const isWhole = total.kind === 'total' && previous.kind === 'total'
  return { now: total, comparison: isWhole ? change(total.value, previous.value) : { kind: 'none' } }
}

export function totalOf({ points, gaps }: Series): Total {
  const values = points.flatMap(({ reading }) => valueOf(reading) ?? [])
  const value = values.reduce((sum, one) => sum + one, 0)
  if (values.length === 0) return { kind: 'missing', reason: gaps.at(-1)?.reason ?? 'not-read' }
  if (values.length === points.length) return { kind: 'total', value, days: values.length }
  return { kind: 'partial', value, days: values.length, of: points.length }
}

/** Followers do not add up: those of the last day that has a number, beside those of the day before the period. */
export interface FollowerFigure {
  readonly now: Reading
  readonly comparison: Comparison
}

export function followerFigureOf(now: Series, dayBefore: Reading | undefined): FollowerFigure {
  const last = now.points.findLast(({ reading }) => reading.kind === 'count')?.reading
  const reading = last ?? { kind: 'missing', reason: now.gaps.at(-1)?.reason ?? 'not-read' }
  const [value, before] = [valueOf(reading), dayBefore && valueOf(dayBefore)]
  const isWhole = value !== undefined && before !== undefined
  return { now: reading, comparison: isWhole ? change(value, before) : { kind: 'none' } }
}

function change(now: number, before: number): Comparison {
  return { kind: 'change', before, by: now - before }
}
