/** A stretch of time, as lists and insights take it. */
import { requireWhole } from './arguments.ts'
import { LAST_MILLI } from './wire-value.ts'

/** From `since` to `until`, either of which may be missing. */
export interface TimeRange {
  /** Epoch milliseconds; rounded down to a second. */
  readonly since?: number
  /** Epoch milliseconds; rounded down to a second, which must be after that of `since`. Meta refuses one in the future. */
  readonly until?: number
}

/**
 * The parameters for a range: unix seconds.
 *
 * @param earliest unix seconds, before which Meta has nothing and refuses to look
 * @throws {TypeError} naming the end that is wrong
 */
export function rangeQuery({ since, until }: TimeRange, earliest: number) {
  const bounds = [earliest * 1000, LAST_MILLI] as const
  requireWhole('since', since, bounds)
  requireWhole('until', until, bounds)
  const range = { since: secondOf(since), until: secondOf(until) }
  if (range.since !== undefined && range.until !== undefined && range.since >= range.until)
    throw new TypeError('since must be before until by a second')
  return range
}

/** Down, also for `until`: a second that has just begun is not in the future. */
function secondOf(millis: number | undefined): number | undefined {
  return millis === undefined ? undefined : Math.floor(millis / 1000)
}
