/** What Meta said of an account's quotas, and for how long that counts (threads-api.md §8.2). Pure. */
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'

export type QuotaKind = 'posts' | 'replies'

/** What Meta does not say is absent. */
export interface Quota {
  readonly used?: number
  readonly total?: number
  readonly windowMs?: number
}

export interface QuotaReading {
  readonly readAt: Millis
  /** Absent where Meta was asked and did not say. */
  readonly said?: Quota
}

export type Quotas = { readonly [Kind in QuotaKind]?: QuotaReading }

/** How often Meta is asked when nothing depends on it. */
const ASKED_EVERY_MS = HOUR

/** What is said of no number is no limit. */
export function isLeft({ used, total }: Quota): boolean {
  return used === undefined || total === undefined || used < total
}

/** Of what was counted then, nothing is certain to count at an instant a whole window later. */
export function quotaAt(reading: QuotaReading | undefined, at: Millis): Quota | undefined {
  if (!reading?.said) return undefined
  return at - reading.readAt < (reading.said.windowMs ?? DAY) ? reading.said : undefined
}

export function isUsedUp(reading: QuotaReading | undefined, now: Millis): boolean {
  const quota = quotaAt(reading, now)
  return quota !== undefined && !isLeft(quota)
}

export function isReadingOld(reading: QuotaReading | undefined, now: Millis): boolean {
  return !reading || now - reading.readAt >= ASKED_EVERY_MS
}
