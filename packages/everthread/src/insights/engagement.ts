/**
 * Engagement per view: how many of those who saw a post liked, answered, reposted or quoted it. Shares are not counted:
 * Meta calls them "in development", and does not give them everywhere.
 */
import { type MissingReason, type Counts, valueOf } from './reading.ts'
import type { PostMetric } from './snapshot.ts'
import { type Interval, wilsonInterval } from './wilson.ts'

export const ENGAGING = ['likes', 'replies', 'reposts', 'quotes'] as const satisfies readonly PostMetric[]

export type Engagement =
  | {
      readonly kind: 'rate'
      readonly engaged: number
      readonly views: number
      readonly rate: number
      readonly interval: Interval
    }
  /** Too few have seen it, or it has more reactions than views: nothing can be said. */
  | { readonly kind: 'too_few'; readonly engaged: number; readonly views: number }
  | { readonly kind: 'missing'; readonly reason: MissingReason }

/** Of fewer views the interval is so wide that it says nothing. */
export const FEWEST_VIEWS = 100

export function engagementOf(counts: Counts<PostMetric>): Engagement {
  for (const metric of ['views', ...ENGAGING] as const) {
    const reading = counts[metric]
    if (reading.kind === 'missing') return reading
  }
  const views = valueOf(counts.views) ?? 0
  const engaged = ENGAGING.reduce((sum, metric) => sum + (valueOf(counts[metric]) ?? 0), 0)
  if (views < FEWEST_VIEWS || engaged > views) return { kind: 'too_few', engaged, views }
  return { kind: 'rate', engaged, views, rate: engaged / views, interval: wilsonInterval(engaged, views) }
}
