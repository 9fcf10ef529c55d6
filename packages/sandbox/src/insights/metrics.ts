/** Which numbers can be asked for, and what Meta says of each (threads-api.md §6). */
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'

export interface MetricText {
  readonly title: string
  readonly description: string
}

const LABELLING = 'This metric is in development and subject to metrics labeling.'

/** What is seen of a post. `clicks` is none of them. */
export const MEDIA_METRICS = {
  views: { title: 'Views', description: `The number of times your post was viewed. ${LABELLING}` },
  likes: { title: 'Likes', description: 'The number of likes on your post.' },
  replies: { title: 'Replies', description: 'The number of replies on your post.' },
  reposts: { title: 'Reposts', description: 'The number of times your post was reposted.' },
  quotes: { title: 'Quotes', description: 'The number of times your post was quoted.' },
  shares: { title: 'Shares', description: `The number of times your post was shared. ${LABELLING}` },
} as const satisfies Readonly<Record<string, MetricText>>

export type MediaMetric = keyof typeof MEDIA_METRICS

/** What is seen of a profile. */
export const USER_METRICS = {
  views: { title: 'views', description: 'The number of times your profile was viewed.' },
  likes: { title: 'likes', description: 'The number of likes on your posts.' },
  replies: { title: 'replies', description: 'The number of replies on your posts.' },
  reposts: { title: 'reposts', description: 'The number of times your posts were reposted.' },
  quotes: { title: 'quotes', description: 'The number of times your posts were quoted.' },
  clicks: { title: 'clicks', description: 'The number of times users clicked on a link.' },
  followers_count: { title: 'followers_count', description: 'Your total number of followers on Threads.' },
  follower_demographics: {
    title: 'follower_demographics',
    description: 'The demographic characteristics of your followers.',
  },
} as const satisfies Readonly<Record<string, MetricText>>

export type UserMetric = keyof typeof USER_METRICS

/** The `metric` of a call, in its order and each once. @throws MetaRefusal when there is none, or one that is unknown */
export function readMetrics<Name extends string>(
  { params }: Call,
  known: Readonly<Record<Name, MetricText>>,
): readonly Name[] {
  const names = (params.get('metric') ?? '').split(',').map((name) => name.trim())
  const asked = new Set(names.filter((name) => name !== ''))
  if (asked.size === 0) throw new MetaRefusal('param_required', { name: 'metric' })
  const isKnown = (name: string): name is Name => Object.hasOwn(known, name)
  const metrics = [...asked].filter(isKnown)
  if (metrics.length === asked.size) return metrics
  const values = Object.keys(known).toSorted().join(', ')
  throw new MetaRefusal('param_value_invalid', { name: 'metric', values })
}
