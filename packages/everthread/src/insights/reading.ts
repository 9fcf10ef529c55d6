/**
 * A number as Meta gave it, or why there is none (STYLE 15, P14). Nothing here is ever interpolated, estimated or taken
 * for 0: what the store does not hold is shown as missing.
 */

export type Reading =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'missing'; readonly reason: MissingReason }

/**
 * | reason | what is true |
 * |---|---|
 * | `not-served` | Meta answered, and this number was not among what it gave |
 * | `repost` | of a repost Meta has no numbers |
 * | `gone` | the post was not there any more at that time |
 * | `too-few-followers` | Meta tells who the followers are from a hundred on |
 * | `not-read` | nobody asked at that time: nothing ran, or nothing could |
 * | `not-over` | the day goes on, or has just ended |
 * | `not-yet-filled` | the past is read day by day, and this day's turn has not come |
 * | `no-history` | Meta says only how many there are now, and nobody had asked yet |
 * | `before-meta` | Meta has no numbers from before 13 April 2024 |
 * | `too-early` | the post is not that old yet |
 */
export const MISSING_REASONS = [
  'not-served',
  'repost',
  'gone',
  'too-few-followers',
  'not-read',
  'not-over',
  'not-yet-filled',
  'no-history',
  'before-meta',
  'too-early',
] as const

export type MissingReason = (typeof MISSING_REASONS)[number]

/** One reading for each metric. */
export type Counts<Metric extends string> = Readonly<Record<Metric, Reading>>

export function counted(value: number): Reading {
  return { kind: 'count', value }
}

export function missing(reason: MissingReason): Reading {
  return { kind: 'missing', reason }
}

/** The number, where there is one. */
export function valueOf(reading: Reading): number | undefined {
  return reading.kind === 'count' ? reading.value : undefined
}

/** What Meta gave, metric by metric; what it did not give is missing for that reason. */
export function countsOf<Metric extends string>(
  metrics: readonly Metric[],
  given: Readonly<Partial<Record<Metric, number>>>,
  otherwise: MissingReason = 'not-served',
): Counts<Metric> {
  const entries = metrics.map((metric): [Metric, Reading] => {
    const value = given[metric]
    return [metric, value === undefined ? missing(otherwise) : counted(value)]
  })
  return Object.fromEntries(entries) as Counts<Metric>
}

export function isSameReading(one: Reading, other: Reading): boolean {
  return valueOf(one) === valueOf(other) && one.kind === other.kind
}
