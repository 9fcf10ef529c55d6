/** How an account publishes: its zone, whether it is paused, and what becomes of what it missed (P10). */
import type { Millis } from '../time/clock.ts'
import { HOUR } from '../time/duration.ts'

export interface Queue {
  /** IANA. */
  readonly zone: string
  readonly pause?: Pause
  /** What becomes of a post that is later than `lateLimitMs`. */
  readonly missed: 'publish' | 'hold'
  readonly lateLimitMs: number
}

export interface Pause {
  readonly reason: 'paused' | 'restricted'
  readonly at: Millis
  /** Meta's own words or numbers, redacted. */
  readonly detail?: string
}

/** An hour late is still what most owners want; a day late seldom is. */
export const DEFAULT_QUEUE: Queue = { zone: 'UTC', missed: 'hold', lateLimitMs: HOUR }

/** A weekly time on the wall of the queue's zone. */
export interface Slot {
  /** 1 is Monday. */
  readonly weekday: number
  /** Of the day, 0 to 1439. */
  readonly minute: number
}
