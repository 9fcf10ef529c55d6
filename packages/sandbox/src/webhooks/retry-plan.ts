/**
 * When a delivery that was not answered with 2xx is tried again: with growing gaps, for 36 hours. That much is known of Meta's
 * webhooks in general; the steps are ours.
 */
import { HOUR, MINUTE, SECOND } from '../time/duration.ts'

/** After the first attempt was due. */
const RETRIES_AFTER = [
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  HOUR,
  3 * HOUR,
  8 * HOUR,
  18 * HOUR,
  36 * HOUR,
] as const

/** `undefined` once it is given up. */
export function retryAt(firstDueAt: number, attempts: number): number | undefined {
  const after = RETRIES_AFTER[attempts - 1]
  return after === undefined ? undefined : firstDueAt + after
}
