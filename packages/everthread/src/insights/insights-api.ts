/** What reading numbers asks of Meta, with every answer already sorted. `threads-insights.ts` implements it with the client. */
import type { Secret } from '@everthread/client'
import type { PublisherAnswer } from '../publisher/publisher-api.ts'
import type { Millis } from '../time/clock.ts'
import type { DayMetric, Dimension, Group, KnownPost, PostMetric } from './snapshot.ts'

export interface InsightsApi {
  readPost(token: Secret, mediaId: string): Promise<PublisherAnswer<Given<PostMetric>>>
  /** Whose text and kind it is; `undefined` where Meta does not say when it was published. */
  describePost(token: Secret, mediaId: string): Promise<PublisherAnswer<KnownPost | undefined>>
  listPosts(token: Secret, page: PageQuestion): Promise<PublisherAnswer<PostPage>>
  readDay(token: Secret, day: DayQuestion): Promise<PublisherAnswer<Given<DayMetric>>>
  readFollowers(token: Secret): Promise<PublisherAnswer<number | undefined>>
  readAudience(token: Secret, dimension: Dimension): Promise<PublisherAnswer<readonly Group[] | undefined>>
  /** Calendar time as the last answer left it. */
  now(): Millis
}

/** What came. What did not come is not 0. */
export type Given<Metric extends string> = { readonly [M in Metric]?: number }

export interface PageQuestion {
  readonly since?: Millis
  readonly after?: string
}

export interface PostPage {
  readonly posts: readonly KnownPost[]
  /** Where the list goes on. */
  readonly after?: string
}

export interface DayQuestion {
  readonly start: Millis
  readonly end: Millis
}
