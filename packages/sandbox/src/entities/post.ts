/** A published post, reply or repost: Meta's *media* (threads-api.md §5.3). */
import { DIGITS, type SeededRandom } from '../random.ts'
import type { Content } from './content.ts'

/** How others see a reply (threads-api.md §5.6). */
export type HideStatus = 'NOT_HUSHED' | 'UNHUSHED' | 'HIDDEN' | 'COVERED' | 'BLOCKED' | 'RESTRICTED'

/** Where a reply hangs. */
export interface ReplyPlace {
  readonly rootId: string
  readonly parentId: string
  readonly hideStatus: HideStatus
  /** Under a post with reply approvals: `pending` and `ignored` are seen by the owner alone. */
  readonly approval: 'approved' | 'pending' | 'ignored'
}

interface PostBase {
  /** Decimal digits. */
  readonly id: string
  readonly shortcode: string
  readonly ownerId: string
  readonly publishedAt: number
  /**
   * From here on others find it, and it can be answered, quoted and reposted; until then 24/4279009 (switch
   * `replyPropagation`). Its owner reads it at once, as every client does that fetches the permalink after publishing.
   */
  readonly visibleAt: number
}

export type Post =
  | (PostBase & { readonly kind: 'post'; readonly content: Content })
  | (PostBase & { readonly kind: 'reply'; readonly content: Content; readonly place: ReplyPlace })
  | (PostBase & { readonly kind: 'repost'; readonly repostedId: string })

/** What `media_type` says of a published post. */
export type MediaType = 'TEXT_POST' | 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM' | 'AUDIO' | 'REPOST_FACADE'

export function mediaTypeOf(post: Post): MediaType {
  if (post.kind === 'repost') return 'REPOST_FACADE'
  const { kind } = post.content.body
  switch (kind) {
    case 'TEXT':
      return 'TEXT_POST'
    case 'CAROUSEL':
      return 'CAROUSEL_ALBUM'
    case 'IMAGE':
    case 'VIDEO':
      return kind
    default:
      return kind satisfies never
  }
}

/** Seventeen digits, as Meta's; those of a population begin with 17, so none is met twice. */
export function newMediaId(random: SeededRandom): string {
  return `18${random.text(15, DIGITS)}`
}

/** Eleven characters, as Meta's. */
export function newShortcode(random: SeededRandom): string {
  return `D${random.text(10)}`
}
