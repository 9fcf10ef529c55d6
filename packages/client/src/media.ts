/** A post, a reply, a repost or an item of a carousel: what Meta calls a media object. */
import type { TextRange, TextStyle } from './content.ts'
import type { Location } from './location.ts'
import type { Poll } from './poll.ts'

/** One of Meta's words, or one that Meta has added since. */
export type OpenText<Known extends string> = Known | (string & {})

/** A post, a reply or a repost. What was not asked for, and what Meta leaves out for want of a value, is absent. */
export interface Media {
  /** Decimal digits. */
  readonly id: string
  /** Polls and GIFs are `TEXT_POST`. The keyword search has been documented with `TEXT` as well. */
  readonly mediaType?: OpenText<
    'TEXT_POST' | 'IMAGE' | 'VIDEO' | 'CAROUSEL_ALBUM' | 'AUDIO' | 'REPOST_FACADE'
  >
  readonly mediaProductType?: OpenText<'THREADS'>
  /** On Meta's CDN; stops working after a while, so do not store it. */
  readonly mediaUrl?: string
  /** Of a video; stops working after a while. */
  readonly thumbnailUrl?: string
  /** Missing where media were flagged for copyright, and perhaps for some seconds after publishing. */
  readonly permalink?: string
  readonly shortcode?: string
  /** Of the user's own top-level posts only. */
  readonly ownerId?: string
  readonly username?: string
  /** Whether the author is verified. */
  readonly isVerified?: boolean
  /** The author's; stops working after a while. */
  readonly profilePictureUrl?: string
  readonly text?: string
  /** Epoch milliseconds, to a second. */
  readonly publishedAt?: number
  /** The items of a carousel. */
  readonly children?: readonly MediaItem[]
  readonly altText?: string
  readonly linkAttachmentUrl?: string
  readonly gifUrl?: string
  readonly pollAttachment?: Poll
  readonly topicTag?: string
  readonly isSpoilerMedia?: boolean
  readonly textEntities?: readonly MediaTextEntity[]
  readonly textAttachment?: MediaTextAttachment
  readonly isQuotePost?: boolean
  readonly quotedPostId?: string
  readonly repostedPostId?: string
  readonly hasReplies?: boolean
  readonly isReply?: boolean
  /** The post at the top of the conversation. */
  readonly rootPostId?: string
  /** What it replies to. */
  readonly repliedToId?: string
  readonly isReplyOwnedByMe?: boolean
  readonly hideStatus?: OpenText<'NOT_HUSHED' | 'UNHUSHED' | 'HIDDEN' | 'COVERED' | 'BLOCKED' | 'RESTRICTED'>
  /** Of the user's own posts and replies. */
  readonly replyAudience?: OpenText<
    'EVERYONE' | 'ACCOUNTS_YOU_FOLLOW' | 'MENTIONED_ONLY' | 'PARENT_POST_AUTHOR_ONLY' | 'FOLLOWERS_ONLY'
  >
  /** Of replies that wait for approval. */
  readonly replyApprovalStatus?: OpenText<'pending' | 'ignored'>
  readonly ghostPostStatus?: OpenText<'ACTIVE' | 'ARCHIVED'>
  /** Epoch milliseconds. */
  readonly ghostPostExpiresAt?: number
  readonly locationId?: string
  readonly location?: Location
  /** ISO 3166-1 alpha-2. */
  readonly allowlistedCountryCodes?: readonly string[]
}

/** An item of a carousel. */
export interface MediaItem {
  /** Decimal digits. */
  readonly id: string
  readonly mediaType?: OpenText<'IMAGE' | 'VIDEO'>
  /** Stops working after a while. */
  readonly mediaUrl?: string
  /** Stops working after a while. */
  readonly thumbnailUrl?: string
  readonly altText?: string
}

/** A marked part of a text. */
export interface MediaTextEntity extends TextRange {
  readonly entityType: OpenText<'SPOILER'>
}

/** The long text of a post. */
export interface MediaTextAttachment {
  readonly plaintext?: string
  readonly linkAttachmentUrl?: string
  readonly textWithStylingInfo?: readonly MediaStyledRange[]
}

/** How a part of a long text looks. */
export interface MediaStyledRange extends TextRange {
  readonly stylingInfo: readonly OpenText<TextStyle>[]
}
