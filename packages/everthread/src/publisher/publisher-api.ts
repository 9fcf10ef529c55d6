/**
 * What publishing asks of Meta, with every answer already sorted: the steps above this line never see a status or an
 * exception. `publisher/threads-publisher.ts` implements it with the client.
 */
import type { Content, ContainerStatus, Secret } from '@everthread/client'
import type { Quota, QuotaKind } from './quota.ts'
import type { Millis } from '../time/clock.ts'

/** The numbers of an answer, for the receipt and for Meta's support. No words: Meta's quote what was sent. */
export interface Said {
  readonly code?: number
  readonly subcode?: number
  readonly status?: number
  readonly fbtraceId?: string
}

/**
 * | kind | what is certain |
 * |---|---|
 * | `ok` | the value |
 * | `media_not_found` | 24/4279009: Meta does not find, yet, what is there |
 * | `refused` | Meta said no, for a reason that asking again does not change |
 * | `restricted` | Meta restricts the account: 2207051, 4279013, 368 |
 * | `token_refused` | Meta said no to the token; the keeper finds out what that means |
 * | `scope_missing` | the token may not do this |
 * | `rate_limited` | too many: calls, or posts of a day |
 * | `no_answer` | nothing usable came back; `effect` says whether it can have happened all the same |
 */
export type PublisherAnswer<T> = { readonly kind: 'ok'; readonly value: T } | PublisherTrouble

export type PublisherTrouble =
  | { readonly kind: 'media_not_found'; readonly said: Said }
  | { readonly kind: 'refused'; readonly why: Refused; readonly said: Said }
  | { readonly kind: 'restricted'; readonly said: Said }
  | { readonly kind: 'token_refused'; readonly said: Said }
  | { readonly kind: 'scope_missing'; readonly said: Said }
  | { readonly kind: 'rate_limited'; readonly said: Said; readonly retryAfterMs?: number }
  | {
      readonly kind: 'no_answer'
      readonly reason: 'network' | 'not-json' | 'server-error'
      readonly effect: 'none' | 'possible'
      readonly said: Said
      readonly retryAfterMs?: number
    }

/** What of a refusal makes a difference here. */
export type Refused =
  /** What was asked for is not there: a container, a post that is answered or quoted. */
  | 'not_found'
  /** 2207052: an image or a video could not be fetched. */
  | 'media_not_fetched'
  /** 100/4279004: an item of a carousel is not finished, or has expired. */
  | 'children_invalid'
  | 'other'

export interface ReadContainer {
  readonly status: ContainerStatus
  /** Of an `ERROR`. */
  readonly errorMessage?: string
}

/** A post of the account, as much of it as tells it from others. */
export interface OwnPost {
  readonly id: string
  readonly publishedAt?: Millis
  readonly mediaType?: string
  readonly text?: string
  readonly permalink?: string
  readonly repliedToId?: string
}

export interface ReadBack {
  readonly permalink?: string
  /** Absent where Meta does not say. */
  readonly isReply?: boolean
}

export interface PublisherApi {
  createContainer(token: Secret, content: Content): Promise<PublisherAnswer<{ readonly id: string }>>
  readContainer(token: Secret, containerId: string): Promise<PublisherAnswer<ReadContainer>>
  publish(token: Secret, containerId: string): Promise<PublisherAnswer<{ readonly id: string }>>
  readBack(token: Secret, mediaId: string): Promise<PublisherAnswer<ReadBack>>
  /** The account's latest, newest first, published since then. */
  listOwn(
    token: Secret,
    query: { readonly kind: 'threads' | 'replies'; readonly since: Millis },
  ): Promise<PublisherAnswer<readonly OwnPost[]>>
  readQuota(token: Secret, kind: QuotaKind): Promise<PublisherAnswer<Quota>>
  /** Calendar time as the last answer left it. */
  now(): Millis
}
