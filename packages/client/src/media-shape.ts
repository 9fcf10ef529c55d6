/** {@link Media} on the wire: its fields, how they are asked for, and what converts them. */
import { requireKnown } from './arguments.ts'
import { LOCATION } from './location.ts'
import type { Media, MediaItem, MediaTextAttachment, MediaTextEntity, MediaStyledRange } from './media.ts'
import { POLL_FIELDS, poll } from './poll.ts'
import { type FieldOf, type Shape, fieldsOf, list, object, only } from './wire-shape.ts'
import { count, flag, id, isoInstant, text } from './wire-value.ts'

const ITEM: Shape<MediaItem> = {
  id: ['id', id, 'required'],
  mediaType: ['media_type', text],
  mediaUrl: ['media_url', text],
  thumbnailUrl: ['thumbnail_url', text],
  altText: ['alt_text', text],
}

const TEXT_ENTITY: Shape<MediaTextEntity> = {
  entityType: ['entity_type', text, 'required'],
  offset: ['offset', count, 'required'],
  length: ['length', count, 'required'],
}

const STYLED_RANGE: Shape<MediaStyledRange> = {
  offset: ['offset', count, 'required'],
  length: ['length', count, 'required'],
  stylingInfo: ['styling_info', list(text), 'required'],
}

const TEXT_ATTACHMENT: Shape<MediaTextAttachment> = {
  plaintext: ['plaintext', text],
  linkAttachmentUrl: ['link_attachment_url', text],
  textWithStylingInfo: ['text_with_styling_info', list(object(STYLED_RANGE))],
}

/** What any post may have, and `threads_basic` suffices for. */
const COMMON = {
  id: ['id', id, 'required'],
  mediaType: ['media_type', text],
  mediaUrl: ['media_url', text],
  thumbnailUrl: ['thumbnail_url', text],
  permalink: ['permalink', text],
  shortcode: ['shortcode', text],
  username: ['username', text],
  text: ['text', text],
  publishedAt: ['timestamp', isoInstant],
  children: ['children', list(object(ITEM))],
  altText: ['alt_text', text],
  linkAttachmentUrl: ['link_attachment_url', text],
  gifUrl: ['gif_url', text],
  pollAttachment: ['poll_attachment', poll],
  topicTag: ['topic_tag', text],
  isSpoilerMedia: ['is_spoiler_media', flag],
  textEntities: ['text_entities', list(object(TEXT_ENTITY))],
  textAttachment: ['text_attachment', object(TEXT_ATTACHMENT)],
  isQuotePost: ['is_quote_post', flag],
  quotedPostId: ['quoted_post', only('id', id)],
  repostedPostId: ['reposted_post', only('id', id)],
  hasReplies: ['has_replies', flag],
  isReply: ['is_reply', flag],
  rootPostId: ['root_post', only('id', id)],
  repliedToId: ['replied_to', only('id', id)],
  ghostPostStatus: ['ghost_post_status', text],
  ghostPostExpiresAt: ['ghost_post_expiration_timestamp', isoInstant],
} as const satisfies Partial<Shape<Media>>

/** The wire's form of {@link Media}: what is common, then what has its own place, owner or permission. */
export const MEDIA = {
  ...COMMON,
  isVerified: ['is_verified', flag],
  profilePictureUrl: ['profile_picture_url', text],
  mediaProductType: ['media_product_type', text],
  ownerId: ['owner', only('id', id)],
  isReplyOwnedByMe: ['is_reply_owned_by_me', flag],
  hideStatus: ['hide_status', text],
  replyAudience: ['reply_audience', text],
  replyApprovalStatus: ['reply_approval_status', text],
  locationId: ['location_id', id],
  location: ['location', object(LOCATION)],
  allowlistedCountryCodes: ['allowlisted_country_codes', list(text)],
} as const satisfies Shape<Media>

/** One of {@link MEDIA_FIELDS}. */
export type MediaField = FieldOf<typeof MEDIA>
/**
 * The fields of a media object that may be asked for, by Meta's names. `id` always comes.
 *
 * @see https://developers.facebook.com/docs/threads/retrieve-and-discover-posts/retrieve-posts (read 2026-11)
 */
export const MEDIA_FIELDS: readonly MediaField[] = /* @__PURE__ */ fieldsOf(MEDIA)

/** What is asked for by default. */
export const COMMON_FIELDS: readonly MediaField[] = /* @__PURE__ */ fieldsOf(COMMON)

/** What is asked for by default of replies that others wrote. */
export const REPLY_FIELDS: readonly MediaField[] = [
  ...COMMON_FIELDS,
  'is_verified',
  'profile_picture_url',
  'is_reply_owned_by_me',
  'hide_status',
]

/** What Meta answers with little or nothing of, unless each part is asked for. */
const PARTS: { readonly [F in MediaField]?: readonly string[] } = {
  children: /* @__PURE__ */ fieldsOf(ITEM),
  poll_attachment: POLL_FIELDS,
  location: /* @__PURE__ */ fieldsOf(LOCATION),
}

/**
 * The parameter `fields`, with the parts of what has parts.
 *
 * @throws {TypeError} unless all of them are media fields
 */
export function mediaFields(fields: readonly MediaField[]): readonly string[] {
  return requireKnown('fields', fields, MEDIA_FIELDS).map((field) =>
    PARTS[field] === undefined ? field : `${field}{${PARTS[field].join(',')}}`,
  )
}
