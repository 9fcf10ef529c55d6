/** `GET /{media}/insights`: the numbers of one's own post (threads-api.md §6.1). */
import { type Answer, json } from '../http/answer.ts'
import type { Call } from '../http/call.ts'
import { MEDIA_METRICS, type MediaMetric, readMetrics } from '../insights/metrics.ts'
import { presentCounts } from '../insights/post-counts.ts'
import { requireMedia, unknownObject } from '../reading/sight.ts'
import { authenticate } from '../tokens/authenticate.ts'

/** A repost has none of its own: an empty list. @throws MetaRefusal */
export function readMediaInsights(call: Call): Answer {
  const { userId } = authenticate(call, 'threads_basic', 'threads_manage_insights')
  const post = requireMedia(call, userId)
  if (post.ownerId !== userId) throw unknownObject(call)
  const metrics = readMetrics(call, MEDIA_METRICS)
  if (post.kind === 'repost') return json({ data: [] })
  const counts = presentCounts(call.world, post)
  return json({ data: metrics.map((name) => metricOf(post.id, name, counts[name])) })
}

function metricOf(mediaId: string, name: MediaMetric, value: number): object {
  return {
    name,
    period: 'lifetime',
    values: [{ value }],
    ...MEDIA_METRICS[name],
    // The one whose id has another name than the metric itself.
    id: `${mediaId}/insights/${name === 'replies' ? 'thread_replies' : name}/lifetime`,
  }
}
