/**
 * The numbers of the posts of the last seven days, as CSV on standard output.
 *
 *     THREADS_ACCESS_TOKEN=… node insights-to-csv.ts > week.csv
 *
 * A number that Meta does not give is an empty cell, never 0. Node 24 or later runs the file as it is.
 */
import { getMediaInsights, itemsOf, listThreads, MEDIA_METRICS, Secret } from '@everthread/client'
import type { Media, Transport } from '@everthread/client'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

export interface Question {
  readonly transport: Transport
  readonly token: Secret
  /** Epoch milliseconds. */
  readonly now: number
}

/** Yields the lines, the header first. */
export async function* csvOfWeek({ transport, token, now }: Question): AsyncGenerator<string> {
  yield ['permalink', 'published_at', 'text', ...MEDIA_METRICS].join(',')
  const posts = itemsOf(listThreads, transport, { token, since: now - WEEK_MS, until: now, limit: 100 })
  for await (const post of posts) {
    const counts = await getMediaInsights(transport, { token, mediaId: post.id })
    yield [...cellsOf(post), ...MEDIA_METRICS.map((metric) => counts[metric] ?? '')].join(',')
  }
}

function cellsOf({ permalink = '', publishedAt, text = '' }: Media): readonly string[] {
  return [permalink, publishedAt === undefined ? '' : new Date(publishedAt).toISOString(), quoted(text)]
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

if (import.meta.main) {
  const { THREADS_ACCESS_TOKEN = '', THREADS_API_BASE_URL: baseUrl } = process.env
  const token = new Secret(THREADS_ACCESS_TOKEN)
  const transport = { fetch, ...(baseUrl !== undefined && { baseUrl }) }
  for await (const line of csvOfWeek({ transport, token, now: Date.now() })) console.log(line)
}
