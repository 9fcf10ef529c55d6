/** Posts compared: by the hour and weekday at which they went out, by their kind and by their topic. */
import type { Millis } from '../time/clock.ts'
import { engagementOf } from './engagement.ts'
import { type Usual, usualOf } from './median.ts'
import type { PostFigures } from './ranking.ts'
import { valueOf } from './reading.ts'
import { REPOST } from './snapshot.ts'

/** What posts are compared by: views at the age of a day, or engagement per view of the latest numbers. */
export const MEASURES = ['views', 'engagement'] as const
export type Measure = (typeof MEASURES)[number]

/** `undefined`: the post has no such number, and is not among those compared. */
export function measured({ latest, atDay }: PostFigures, measure: Measure): number | undefined {
  if (measure === 'views') return atDay && valueOf(atDay.counts.views)
  const engagement = latest && engagementOf(latest.counts)
  return engagement?.kind === 'rate' ? engagement.rate : undefined
}

export interface HourCell {
  /** 1 is Monday. */
  readonly weekday: number
  readonly hour: number
  readonly usual: Usual
}

export interface Hours {
  /** Those with posts. */
  readonly cells: readonly HourCell[]
  readonly byHour: readonly Omit<HourCell, 'weekday'>[]
  readonly byWeekday: readonly Omit<HourCell, 'hour'>[]
}

export interface HoursQuestion {
  readonly measure: Measure
  /** On the account's wall. */
  readonly hourOf: (at: Millis) => { readonly weekday: number; readonly hour: number }
}

/** Replies go out when somebody else has spoken: they tell nothing of when to post. */
export function compareHours(figures: readonly PostFigures[], { measure, hourOf }: HoursQuestion): Hours {
  const posts = figures.flatMap((one) => {
    const value = measured(one, measure)
    if (one.post.isReply || value === undefined) return []
    const { weekday, hour } = hourOf(one.post.publishedAt)
    return [{ weekday, hour, value }]
  })
  const hours = range(0, 23)
  const weekdays = range(1, 7)
  const byHour = Map.groupBy(posts, ({ hour }) => hour)
  const byWeekday = Map.groupBy(posts, ({ weekday }) => weekday)
  const byCell = Map.groupBy(posts, ({ weekday, hour }) => weekday * 24 + hour)
  const usualIn = (some: typeof posts = []): Usual => usualOf(some.map(({ value }) => value))
  return {
    cells: weekdays.flatMap((weekday) =>
      hours.flatMap((hour) => {
        const some = byCell.get(weekday * 24 + hour)
        return some ? [{ weekday, hour, usual: usualIn(some) }] : []
      }),
    ),
    byHour: hours.map((hour) => ({ hour, usual: usualIn(byHour.get(hour)) })),
    byWeekday: weekdays.map((weekday) => ({ weekday, usual: usualIn(byWeekday.get(weekday)) })),
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

export const ASPECTS = ['kind', 'topic'] as const
export type Aspect = (typeof ASPECTS)[number]

export interface ComparedGroup {
  /** Meta's word for the kind, or the topic; absent where a post has none. */
  readonly name?: string
  readonly posts: number
  readonly views: Usual
  readonly engagement: Usual
}

/** The most frequent first. Replies and reposts are no posts of their own. */
export function compareBy(figures: readonly PostFigures[], aspect: Aspect): ComparedGroup[] {
  const own = figures.filter(({ post }) => !post.isReply && post.mediaType !== REPOST)
  const groups = Map.groupBy(own, ({ post }) => (aspect === 'kind' ? post.mediaType : post.topic))
  return [...groups]
    .map(([name, members]) => ({
      ...(name !== undefined && { name }),
      posts: members.length,
      views: usualAmong(members, 'views'),
      engagement: usualAmong(members, 'engagement'),
    }))
    .toSorted((one, other) => other.posts - one.posts || ((one.name ?? '') < (other.name ?? '') ? -1 : 1))
}

function usualAmong(members: readonly PostFigures[], measure: Measure): Usual {
  return usualOf(members.flatMap((one) => measured(one, measure) ?? []))
}
