/** The calls for numbers, made with the client. */
import {
  getMedia,
  getMediaInsights,
  getUserInsights,
  listThreads,
  type Media,
  type UserInsight,
} from '@everthread/client'
import { createAsk, type ThreadsPublisherOptions } from '../publisher/threads-publisher.ts'
import type { Millis } from '../time/clock.ts'
import type { DayQuestion, Given, InsightsApi } from './insights-api.ts'
import { DAY_METRICS, type DayMetric, type KnownPost } from './snapshot.ts'

const POST_FIELDS = ['media_type', 'text', 'timestamp', 'permalink', 'topic_tag', 'is_reply'] as const
const PAGE = 100

export function createThreadsInsights(options: ThreadsPublisherOptions): InsightsApi {
  const ask = createAsk(options)
  return {
    now: () => options.calendar.now(),
    readPost: (token, mediaId) => ask((transport) => getMediaInsights(transport, { token, mediaId })),
    describePost: (token, mediaId) =>
      ask(async (transport) =>
        toKnownPost(await getMedia(transport, { token, mediaId, fields: POST_FIELDS })),
      ),
    listPosts: (token, question) =>
      ask(async (transport) => {
        const page = { token, limit: PAGE, fields: POST_FIELDS, ...question }
        const { items, after } = await listThreads(transport, page)
        const posts = items.flatMap((media) => toKnownPost(media) ?? [])
        // An empty page is the last one, whatever cursor it has.
        return { posts, ...(after !== undefined && items.length > 0 && { after }) }
      }),
    readDay: (token, day) =>
      ask(async (transport) => {
        const range = { token, metrics: DAY_METRICS, since: day.start, until: day.end }
        return numbersOfDay(await getUserInsights(transport, range), day)
      }),
    readFollowers: (token) =>
      ask(async (transport) => {
        const insights = await getUserInsights(transport, { token, metrics: ['followers_count'] })
        return insights.flatMap((one) => (one.kind === 'total' ? one.value : []))[0]
      }),
    readAudience: (token, breakdown) =>
      ask(async (transport) => {
        const metrics = ['follower_demographics'] as const
        const insights = await getUserInsights(transport, { token, metrics, breakdown })
        return insights.flatMap((one) => (one.kind === 'breakdown' ? [one.groups] : []))[0]
      }),
  }
}

function toKnownPost({ id, publishedAt, ...media }: Media): KnownPost | undefined {
  if (publishedAt === undefined) return undefined
  const { mediaType, topicTag, text, permalink, isReply = false } = media
  return {
    mediaId: id,
    publishedAt: publishedAt as Millis,
    ...(mediaType !== undefined && { mediaType }),
    ...(topicTag !== undefined && { topic: topicTag }),
    ...(text !== undefined && { text }),
    ...(permalink !== undefined && { permalink }),
    isReply,
  }
}

/** Of one day. Clicks come link by link: a list without links is a day without clicks, and no list is no number. */
function numbersOfDay(insights: readonly UserInsight[], day: DayQuestion): Given<DayMetric> {
  const given: Partial<Record<DayMetric, number>> = {}
  for (const metric of DAY_METRICS) {
    const insight = insights.find((one) => one.metric === metric)
    const value = insight && numberOfDay(insight, day)
    if (value !== undefined) given[metric] = value
  }
  return given
}

function numberOfDay(insight: UserInsight, { end }: DayQuestion): number | undefined {
  switch (insight.kind) {
    case 'series':
      return insight.points.find(({ endsAt }) => endsAt === end)?.value
    case 'total':
      return insight.value
    case 'links':
      return insight.links.reduce((sum, { value }) => sum + value, 0)
    case 'breakdown':
      return undefined
    default:
      return insight satisfies never
  }
}
