/** A metric as Meta writes it, in whichever of its forms: insights of posts and of users share them. */
import type { RawAnswer } from './raw-answer.ts'
import { type Shape, answerOf, list, object } from './wire-shape.ts'
import { count, isoInstant, text } from './wire-value.ts'

/** A metric. The forms exclude each other, and none of them may have come. */
export interface WireInsight {
  readonly metric: string
  readonly values?: readonly InsightPoint[]
  readonly total?: InsightTotal
  readonly links?: readonly LinkClicks[]
}

/** A number of a series. */
export interface InsightPoint {
  readonly value: number
  /** The end of the day that it counts, in epoch milliseconds; absent for a number over the whole life of a post. */
  readonly endsAt?: number
}

/** How often a link was clicked. */
export interface LinkClicks {
  readonly url: string
  readonly value: number
}

/** A sum, or its parts. */
export interface InsightTotal {
  readonly value?: number
  readonly breakdowns?: readonly InsightBreakdown[]
}

/** The parts of a sum. Below 100 followers there may be none. */
export interface InsightBreakdown {
  readonly dimension: string
  readonly groups?: readonly InsightGroup[]
}

/** A part of a sum. */
export interface InsightGroup {
  /** `US`, `25-34`, … */
  readonly name: string
  readonly value: number
}

const POINT: Shape<InsightPoint> = {
  value: ['value', count, 'required'],
  endsAt: ['end_time', isoInstant],
}

const LINK: Shape<LinkClicks> = {
  url: ['link_url', text, 'required'],
  value: ['value', count, 'required'],
}

const GROUP: Shape<InsightGroup> = {
  name: ['dimension_values', single, 'required'],
  value: ['value', count, 'required'],
}

const BREAKDOWN: Shape<InsightBreakdown> = {
  dimension: ['dimension_keys', single, 'required'],
  groups: ['results', list(object(GROUP))],
}

const TOTAL: Shape<InsightTotal> = {
  value: ['value', count],
  breakdowns: ['breakdowns', list(object(BREAKDOWN))],
}

const INSIGHT: Shape<WireInsight> = {
  metric: ['name', text, 'required'],
  values: ['values', list(object(POINT))],
  total: ['total_value', object(TOTAL)],
  links: ['link_total_values', list(object(LINK))],
}

const INSIGHTS: Shape<{ readonly insights: readonly WireInsight[] }> = {
  insights: ['data', list(object(INSIGHT)), 'required'],
}

/**
 * The metrics in an answer.
 *
 * @throws {ThreadsApiError} {@link ThreadsProtocolError}
 */
export function insightsIn(answer: RawAnswer): readonly WireInsight[] {
  return answerOf(answer, INSIGHTS).insights
}

/** A list of exactly one text: Meta breaks a sum down by one dimension at a time. */
function single(value: unknown): string | undefined {
  return Array.isArray(value) && value.length === 1 ? text(value[0]) : undefined
}
