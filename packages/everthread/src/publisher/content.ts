/**
 * What one part of a post says, as its owner gave it: Meta's features under Meta's names, in camel case. Everything may
 * stand beside everything here; which combinations Meta takes is told by the preflight rules, with a remedy each.
 *
 * @see https://developers.facebook.com/docs/threads/reference/publishing (read 2026-11)
 */
import type { ReplyControl, StyledRange, TextRange } from '@everthread/client'

export interface PartContent {
  readonly text?: string
  /** One is an image or a video, several are a carousel. */
  readonly media?: readonly MediaRef[]
  readonly isSpoilerMedia?: boolean
  /** Parts of the text that readers uncover by a tap. */
  readonly textEntities?: readonly TextRange[]
  readonly pollAttachment?: readonly string[]
  readonly linkAttachment?: string
  readonly textAttachment?: TextAttachmentContent
  readonly gifAttachment?: { readonly gifId: string; readonly provider: 'GIPHY' }
  readonly isGhostPost?: boolean
  readonly topicTag?: string
  readonly replyControl?: ReplyControl
  readonly enableReplyApprovals?: boolean
  readonly quotePostId?: string
  /** Of the first part only: every other one replies to the part before it. */
  readonly replyToId?: string
  readonly locationId?: string
  readonly allowlistedCountryCodes?: readonly string[]
  readonly crossreshareToIg?: boolean
  readonly crossreshareToIgDarkMode?: boolean
}

export interface TextAttachmentContent {
  readonly plaintext: string
  readonly linkAttachmentUrl?: string
  readonly textWithStylingInfo?: readonly StyledRange[]
}

export type MediaRef =
  | { readonly kind: 'stored'; readonly mediaId: string; readonly altText?: string }
  /** Somebody else's server holds it, and Meta fetches it from there. */
  | {
      readonly kind: 'linked'
      readonly as: 'image' | 'video'
      readonly url: string
      readonly altText?: string
    }
