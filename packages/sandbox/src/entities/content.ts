/** What a post says and shows, as `POST /{user}/threads` gave it (threads-api.md §4.2), checked and in our own names. */

/** What can be published, by Meta's names for it. */
export const MEDIA_TYPES = ['TEXT', 'IMAGE', 'VIDEO', 'CAROUSEL'] as const

export const REPLY_CONTROLS = [
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
] as const

export type ReplyControl = (typeof REPLY_CONTROLS)[number]

/** A picture or a film that the sandbox has fetched and looked at. */
export interface MediaFile {
  readonly kind: 'IMAGE' | 'VIDEO'
  /** Where the caller said it is. */
  readonly sourceUrl: string
  /** Names the bytes in the sandbox's media store, from which `media_url` is served. */
  readonly digest: string
  readonly contentType: string
  readonly width: number
  readonly height: number
  readonly altText: string | undefined
}

/** The body of a post: exactly one of these. */
export type ContentBody =
  | { readonly kind: 'TEXT' }
  | { readonly kind: 'IMAGE' | 'VIDEO'; readonly file: MediaFile }
  | { readonly kind: 'CAROUSEL'; readonly children: readonly CarouselItem[] }

export interface CarouselItem {
  /** The id of the child's container; a published child gets an id of its own. */
  readonly id: string
  readonly file: MediaFile
}

export interface SpoilerRange {
  readonly offset: number
  readonly length: number
}

export type TextStyle = 'bold' | 'italic' | 'highlight' | 'underline' | 'strikethrough'

export interface StyledRange {
  readonly offset: number
  readonly length: number
  readonly styles: readonly TextStyle[]
}

/** Only on text posts, and at most one of them; a GIF may stand beside a link. */
export interface Attachments {
  readonly link: string | undefined
  /** Two to four options. */
  readonly poll: readonly string[] | undefined
  readonly gif: { readonly id: string; readonly provider: string } | undefined
  readonly text:
    | {
        readonly plaintext: string
        readonly link: string | undefined
        readonly styling: readonly StyledRange[]
      }
    | undefined
}

export interface Content {
  readonly body: ContentBody
  /** As it is stored: the `#` of the first tag is gone where it became the topic. Absent without text. */
  readonly text: string | undefined
  readonly topicTag: string | undefined
  readonly spoilers: readonly SpoilerRange[]
  readonly isSpoilerMedia: boolean
  readonly attachments: Attachments
  readonly isGhost: boolean
  readonly replyToId: string | undefined
  readonly quotedId: string | undefined
  readonly replyControl: ReplyControl
  readonly replyApprovals: boolean
  /** ISO 3166-1 alpha-2; empty means everywhere. */
  readonly countries: readonly string[]
  readonly locationId: string | undefined
  /** To an Instagram Story, light or dark. */
  readonly crossReshare: 'light' | 'dark' | undefined
}

export const NO_ATTACHMENTS: Attachments = {
  link: undefined,
  poll: undefined,
  gif: undefined,
  text: undefined,
}

/** A plain text post, to start from. */
export function textContent(text: string | undefined): Content {
  return {
    body: { kind: 'TEXT' },
    text,
    topicTag: undefined,
    spoilers: [],
    isSpoilerMedia: false,
    attachments: NO_ATTACHMENTS,
    isGhost: false,
    replyToId: undefined,
    quotedId: undefined,
    replyControl: 'everyone',
    replyApprovals: false,
    countries: [],
    locationId: undefined,
    crossReshare: undefined,
  }
}
