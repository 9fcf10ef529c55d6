/** What the rules are told of a post and its account. What is not known is absent, and nothing is refused for it. */
import type { PartContent } from '../content.ts'
import type { Quota, QuotaKind } from '../quota.ts'
import type { Media } from '../../store/media.ts'

export interface PostToCheck {
  /** Those that are still to go out. */
  readonly parts: readonly PartToCheck[]
}

export interface PartToCheck {
  /** Within the whole post, from 1. */
  readonly position: number
  readonly content: PartContent
  readonly delayMs: number
}

export interface PreflightFacts {
  /** Of the account's token. */
  readonly scopes?: readonly string[]
  readonly isEligibleForGeoGating?: boolean
  /** Those of the post's files that there are. */
  readonly media: ReadonlyMap<string, StoredMedia>
  /** From where Meta can fetch a file of ours. */
  readonly reachablePlaces: readonly Media['place'][]
  /** As Meta said them, where that still counts at the post's time. */
  readonly quota?: { readonly [Kind in QuotaKind]?: Quota | undefined }
  /** Posts of the same words that are queued, or were published lately. */
  readonly twins: readonly string[]
}

export type StoredMedia = Pick<Media, 'kind' | 'bytes' | 'width' | 'height' | 'durationMs' | 'place'>
