/**
 * How far the host's clock is from Meta's, learnt from the `Date` of well-formed answers. Below five minutes it is noise
 * (a `Date` is whole seconds, an answer takes a while); above, every calendar decision uses the corrected clock, and
 * that is said (T16).
 */
import type { Clock, Millis } from './clock.ts'
import { MINUTE } from './duration.ts'

export const SKEW_APPLIES_FROM_MS = 5 * MINUTE

export interface SkewedClock extends Clock {
  /** From one answer: its `Date`. Only answers that are the API's own: a captive portal has a clock as well. */
  learn(serverDate: number): void
  /** What was learnt, applied or not; positive when Meta is ahead. */
  skewMs(): number
  isSkewed(): boolean
}

export function createSkewedClock(host: Clock, startWithMs = 0): SkewedClock {
  let skewMs = startWithMs
  const applied = (): number => (Math.abs(skewMs) > SKEW_APPLIES_FROM_MS ? skewMs : 0)
  return {
    ...host,
    now: () => (host.now() + applied()) as Millis,
    learn: (serverDate) => {
      if (Number.isFinite(serverDate)) skewMs = Math.trunc(serverDate - host.now())
    },
    skewMs: () => skewMs,
    isSkewed: () => applied() !== 0,
  }
}
