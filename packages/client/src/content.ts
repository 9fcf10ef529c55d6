/**
 * What a post can consist of. The types allow what Meta's rules allow: a poll has no link beside it, an image has no
 * GIF, a ghost post replies to nothing. What a type cannot say (lengths, addresses, how many links), `content-form.ts`
 * checks.
 *
 * The fields have Meta's names, in camel case.
 *
 * @see https://developers.facebook.com/docs/threads/reference/publishing (read 2026-11)
 */

/** What {@link createContainer} takes. */
export type Content =
  | TextContent
  | GhostContent
  | ImageContent
  | VideoContent
  | CarouselContent
  | CarouselItem

/** Who may reply. */
export type ReplyControl =
  | 'everyone'
  | 'accounts_you_follow'
  | 'mentioned_only'
  | 'parent_post_author_only'
  | 'followers_only'

/** A part of a text. Meta does not document what `offset` and `length` count: they travel as they are. */
export interface TextRange {
  readonly offset: number
  readonly length: number
}

/** The text of a post and what hides parts of it. */
export interface Spoilers {
  /** At most 10 parts of the text that readers uncover by a tap. */
  readonly textEntities?: readonly TextRange[]
}

/** What every post that is not a ghost may have. */
export interface PostSettings extends Spoilers {
  /** The post to reply to. A reply to one that was published seconds ago may be refused with 24/4279009. */
  readonly replyToId?: string
  /** The post to quote. */
  readonly quotePostId?: string
  readonly replyControl?: ReplyControl
  /** Replies wait until {@link managePendingReply} approves them. */
  readonly enableReplyApprovals?: boolean
  /** 1 to 50 characters without `.`, `&`, tab and line end; without `#`. */
  readonly topicTag?: string
  /** From a location search. Needs `threads_location_tagging`. */
  readonly locationId?: string
  /** The only countries that see the post, ISO 3166-1 alpha-2: for accounts that are eligible for geo-gating. */
  readonly allowlistedCountryCodes?: readonly string[]
  /** Shares the post as an Instagram story as well. Needs `threads_share_to_instagram`. */
  readonly crossreshareToIg?: boolean
  /** A dark story. */
  readonly crossreshareToIgDarkMode?: boolean
}

/** A post without media. At most 5 different links in it and its attachments together. */
export type TextContent = PostSettings & {
  readonly kind: 'text'
  readonly gifAttachment?: GifAttachment
} & (TextWithPoll | TextWithLink | TextWithoutLink)

interface TextWithPoll {
  /** At most 500, as {@link countText} counts. */
  readonly text: string
  readonly pollAttachment: PollAttachment
  readonly linkAttachment?: never
  readonly textAttachment?: never
}

interface TextWithLink {
  /** At most 500, as {@link countText} counts. */
  readonly text?: string
  readonly pollAttachment?: never
  /** The page to show below the text; otherwise it is the first one that the text links to. */
  readonly linkAttachment: string
  readonly textAttachment?: TextAttachment & { readonly linkAttachmentUrl?: never }
}

interface TextWithoutLink {
  /** At most 500, as {@link countText} counts. */
  readonly text: string
  readonly pollAttachment?: never
  readonly linkAttachment?: never
  readonly textAttachment?: TextAttachment
}

/** The options of a poll, 1 to 25 characters each. */
export type PollAttachment =
  | readonly [a: string, b: string]
  | readonly [a: string, b: string, c: string]
  | readonly [a: string, b: string, c: string, d: string]

/** A GIF. Tenor's are refused since March 2026. */
export interface GifAttachment {
  readonly gifId: string
  readonly provider: 'GIPHY'
}

/** A long text below the post. */
export interface TextAttachment {
  /** At most 10 000 characters. */
  readonly plaintext: string
  readonly linkAttachmentUrl?: string
  /** Ranges that do not overlap. */
  readonly textWithStylingInfo?: readonly StyledRange[]
}

/** How a part of a {@link TextAttachment} looks. */
export interface StyledRange extends TextRange {
  readonly stylingInfo: readonly TextStyle[]
}

/** One look of a part of a {@link TextAttachment}. */
export type TextStyle = 'bold' | 'italic' | 'highlight' | 'underline' | 'strikethrough'

/** A text that is archived after 24 hours. Nothing replies with one, and it has no attachments. */
export interface GhostContent extends Spoilers {
  readonly kind: 'ghost'
  /** At most 500, as {@link countText} counts. */
  readonly text: string
}

interface ImageSource {
  readonly kind: 'image'
  /** JPEG or PNG, at most 8 MB. Meta fetches it: it must be public while the container is in progress. */
  readonly imageUrl: string
  /** At most 1000 characters. */
  readonly altText?: string
}

interface VideoSource {
  readonly kind: 'video'
  /** MP4 or MOV, at most 1 GB and 300 seconds. Meta fetches it: it must be public while the container is in progress. */
  readonly videoUrl: string
  /** At most 1000 characters. */
  readonly altText?: string
}

interface MediaSettings extends PostSettings {
  /** At most 500, as {@link countText} counts. */
  readonly text?: string
  /** Hides the media, all of a carousel's, until a tap. */
  readonly isSpoilerMedia?: boolean
  readonly isCarouselItem?: false
}

/** A post with one image. */
export interface ImageContent extends ImageSource, MediaSettings {}

/** A post with one video. */
export interface VideoContent extends VideoSource, MediaSettings {}

/** One image or video of a carousel: a container that is never published itself. */
export type CarouselItem = (ImageSource | VideoSource) & { readonly isCarouselItem: true }

/** A post with several images and videos. It counts as one. */
export interface CarouselContent extends MediaSettings {
  readonly kind: 'carousel'
  /** The ids of 2 to 20 containers that were created as {@link CarouselItem} and are `FINISHED`, in their order. */
  readonly children: readonly string[]
}
