/** What is collected: each a raw answer of Meta's and when it came. The metrics' names are Meta's. */
import { DEMOGRAPHIC_BREAKDOWNS, MEDIA_METRICS, RANGED_METRICS } from '@everthread/client'
import type { Millis } from '../time/clock.ts'
import type { MetaDay } from './meta-day.ts'
import type { Counts, MissingReason, Reading } from './reading.ts'

/** Of a post, over its whole life up to then. */
export const POST_METRICS = MEDIA_METRICS
export type PostMetric = (typeof POST_METRICS)[number]

/** Of a profile, within one day. `views` are those of the profile, not of its posts. */
export const DAY_METRICS = RANGED_METRICS
export type DayMetric = (typeof DAY_METRICS)[number]

export const DIMENSIONS = DEMOGRAPHIC_BREAKDOWNS
export type Dimension = (typeof DIMENSIONS)[number]

export interface PostSnapshot {
  readonly mediaId: string
  readonly at: Millis
  readonly counts: Counts<PostMetric>
}

/** A day may be read more than once: Meta goes on counting for a while. The latest is what is shown. */
export interface DaySnapshot {
  readonly day: MetaDay
  readonly at: Millis
  readonly counts: Counts<DayMetric>
}

export interface FollowerSnapshot {
  readonly at: Millis
  readonly followers: Reading
}

export interface AudienceSnapshot {
  readonly dimension: Dimension
  readonly at: Millis
  readonly groups: Groups
}

export type Groups =
  | { readonly kind: 'groups'; readonly groups: readonly Group[] }
  | { readonly kind: 'missing'; readonly reason: MissingReason }

export interface Group {
  /** `US`, `25-34`, … as Meta writes it. */
  readonly name: string
  readonly value: number
}

/** A post of the account, whoever published it: as much of it as its numbers are compared by. */
export interface KnownPost {
  readonly mediaId: string
  readonly publishedAt: Millis
  /** Meta's word: `TEXT_POST`, `IMAGE`, …; what it has added since as well. */
  readonly mediaType?: string
  readonly topic?: string
  readonly text?: string
  readonly permalink?: string
  readonly isReply: boolean
  /** When Meta was seen not to have it any more. */
  readonly goneAt?: Millis
}

/** Meta's word for a repost, of which there are no numbers: nobody asks for them. */
export const REPOST = 'REPOST_FACADE'
