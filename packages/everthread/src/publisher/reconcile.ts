/**
 * Which of the account's own posts is the one whose answer was lost. Pure. The container says that it is out; Meta's list
 * has no container's id, so the post is told by its words, what it replies to, its kind and its time.
 */
import { containerKindOf } from './container-pace.ts'
import type { PartContent } from './content.ts'
import type { OwnPost } from './publisher-api.ts'
import type { Millis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'

/** Below this the two clocks are taken to be one (time/skew.ts). */
export const CLOCKS_APART_MS = 5 * MINUTE

export interface Sought {
  readonly content: PartContent
  readonly parentId?: string | undefined
  /** Nothing is published before its container is made. */
  readonly madeAt: Millis
  /** Media ids that the ledger knows as others'. */
  readonly known: ReadonlySet<string>
}

/** The earliest that fits: two posts of the same words are the same to every reader. */
export function findPublished(own: readonly OwnPost[], sought: Sought): OwnPost | undefined {
  return own.filter((one) => isSought(one, sought)).toSorted(byTime)[0]
}

function isSought(one: OwnPost, { content, parentId, madeAt, known }: Sought): boolean {
  if (known.has(one.id)) return false
  if (one.publishedAt !== undefined && one.publishedAt < madeAt - CLOCKS_APART_MS) return false
  if (parentId !== undefined && one.repliedToId !== parentId) return false
  return isSameKind(one, content) && comparable(one.text) === comparable(content.text)
}

const MEDIA_TYPES = { text: 'TEXT_POST', image: 'IMAGE', video: 'VIDEO', carousel: 'CAROUSEL_ALBUM' } as const

function isSameKind({ mediaType }: OwnPost, content: PartContent): boolean {
  if (mediaType === undefined) return true
  // What a file of ours is, is known where it lies.
  const [medium, another] = content.media ?? []
  if (medium?.kind === 'stored' && !another) return mediaType === 'IMAGE' || mediaType === 'VIDEO'
  return mediaType === MEDIA_TYPES[containerKindOf(content)]
}

/** Meta takes the `#` from the tag that becomes the topic, and spaces from the ends (threads-api.md §4.3). */
function comparable(text = ''): string {
  return text.replaceAll(/[#\s]+/gu, ' ').trim()
}

function byTime(one: OwnPost, other: OwnPost): number {
  return (one.publishedAt ?? 0) - (other.publishedAt ?? 0)
}
