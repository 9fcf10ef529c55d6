/** What a call of `POST /{user}/threads` asks for: every parameter of threads-api.md §4.2, read and held to its limits. */
import {
  type Attachments,
  MEDIA_TYPES,
  REPLY_CONTROLS,
  type ReplyControl,
  type SpoilerRange,
} from '../entities/content.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import type { Call } from '../http/call.ts'
import type { SwitchPositions } from '../switches/switches.ts'
import { countText } from '../text/count-text.ts'
import { findLinks, MOST_LINKS } from '../text/find-links.ts'
import { hasForbiddenCharacter, LONGEST_TAG } from '../text/topic-tag.ts'
import { readGif, readPoll, readSpoilers, readTextAttachment } from './attachment-params.ts'
import { settleCombinations } from './combinations.ts'
import {
  givenFlag,
  givenId,
  givenJson,
  givenList,
  givenOneOf,
  givenShortText,
  givenText,
  givenUri,
  requireOneOf,
} from './order-params.ts'

/** Named as the parameters are; what was not given is `undefined`, and a flag is `true` or `undefined`. */
export interface ContainerOrder {
  readonly media_type: (typeof MEDIA_TYPES)[number]
  readonly text: string | undefined
  readonly image_url: string | undefined
  readonly video_url: string | undefined
  readonly children: readonly string[]
  readonly is_carousel_item: true | undefined
  readonly alt_text: string | undefined
  readonly is_spoiler_media: true | undefined
  readonly text_entities: readonly SpoilerRange[]
  readonly link_attachment: string | undefined
  readonly poll_attachment: Attachments['poll']
  readonly gif_attachment: Attachments['gif']
  readonly text_attachment: Attachments['text']
  readonly topic_tag: string | undefined
  readonly location_id: string | undefined
  readonly reply_to_id: string | undefined
  readonly quote_post_id: string | undefined
  readonly reply_control: ReplyControl | undefined
  readonly enable_reply_approvals: true | undefined
  readonly allowlisted_country_codes: readonly string[] | undefined
  readonly is_ghost_post: true | undefined
  readonly auto_publish_text: true | undefined
  readonly crossreshare_to_ig: true | undefined
  readonly crossreshare_to_ig_dark_mode: true | undefined
}

const LONGEST_TEXT = 500
const LONGEST_ALT_TEXT = 1000

/** @throws MetaRefusal for what a parameter may not be, for what is missing, and for what does not go together. */
export function readContainerOrder({ params, world: { switches } }: Call): ContainerOrder {
  const order = settleCombinations(readAll(params, switches), switches.forbiddenCombinations)
  requireSubject(order)
  requireFewLinks(order, switches)
  return order
}

function readAll(params: URLSearchParams, switches: SwitchPositions): ContainerOrder {
  const text = readText(params, switches)
  return {
    media_type: readMediaType(params, switches),
    text,
    image_url: givenUri(params, 'image_url'),
    video_url: givenUri(params, 'video_url'),
    children: readChildren(params, switches),
    is_carousel_item: givenFlag(params, 'is_carousel_item'),
    alt_text: givenShortText(params, 'alt_text', LONGEST_ALT_TEXT),
    is_spoiler_media: givenFlag(params, 'is_spoiler_media'),
    text_entities: readSpoilers(params, text, switches.offsetUnit),
    link_attachment: givenUri(params, 'link_attachment'),
    poll_attachment: readPoll(params),
    gif_attachment: readGif(params),
    text_attachment: readTextAttachment(params, switches.offsetUnit),
    topic_tag: readTopicTag(params),
    location_id: givenId(params, 'location_id', 'location'),
    reply_to_id: givenId(params, 'reply_to_id', 'threads_media'),
    quote_post_id: givenId(params, 'quote_post_id', 'threads_media'),
    reply_control: givenOneOf(params, 'reply_control', REPLY_CONTROLS),
    enable_reply_approvals: givenFlag(params, 'enable_reply_approvals'),
    allowlisted_country_codes: readCountries(params),
    is_ghost_post: givenFlag(params, 'is_ghost_post'),
    auto_publish_text: givenFlag(params, 'auto_publish_text'),
    crossreshare_to_ig: givenFlag(params, 'crossreshare_to_ig'),
    crossreshare_to_ig_dark_mode: givenFlag(params, 'crossreshare_to_ig_dark_mode'),
  }
}

function readText(params: URLSearchParams, { strictPunctuation }: SwitchPositions): string | undefined {
  const text = givenText(params, 'text')
  if (text !== undefined && countText(text, strictPunctuation ? 'bytes' : 'one') > LONGEST_TEXT) {
    throw new MetaRefusal('param_too_long', { name: 'text', most: String(LONGEST_TEXT) })
  }
  return text
}

function readMediaType(params: URLSearchParams, switches: SwitchPositions): ContainerOrder['media_type'] {
  const given = givenText(params, 'media_type')
  const said = switches.mediaTypeCase === 'any' ? given?.toUpperCase() : given
  const type = requireOneOf('media_type', said, MEDIA_TYPES)
  if (type !== undefined) return type
  if (switches.mediaTypeOmitted === 'infer' && params.has('image_url')) return 'IMAGE'
  if (switches.mediaTypeOmitted === 'infer' && params.has('video_url')) return 'VIDEO'
  throw new MetaRefusal('param_required', { name: 'media_type' })
}

function readChildren(params: URLSearchParams, { childrenAsJson }: SwitchPositions): readonly string[] {
  const list = childrenAsJson === 'accept' ? givenJson(params, 'children') : undefined
  return Array.isArray(list) ? list.map(String) : givenList(params, 'children')
}

function readTopicTag(params: URLSearchParams): string | undefined {
  const tag = givenShortText(params, 'topic_tag', LONGEST_TAG)
  if (tag !== undefined && hasForbiddenCharacter(tag)) throw new MetaRefusal('topic_tag_refused')
  return tag
}

function readCountries(params: URLSearchParams): readonly string[] | undefined {
  const codes = givenList(params, 'allowlisted_country_codes')
  return codes.length > 0 ? codes : undefined
}

/** What each kind of post cannot be without. A link can stand for a text (so Meta's Postman collection). */
function requireSubject(order: ContainerOrder): void {
  const missing = {
    TEXT: order.text === undefined && order.link_attachment === undefined && 'text',
    IMAGE: order.image_url === undefined && 'image_url',
    VIDEO: order.video_url === undefined && 'video_url',
    CAROUSEL: order.children.length === 0 && 'children',
  }[order.media_type]
  if (missing) throw new MetaRefusal('param_required', { name: missing })
}

function requireFewLinks(order: ContainerOrder, { namedErrorCode }: SwitchPositions): void {
  const attached = [order.link_attachment, order.text_attachment?.link].filter((link) => link !== undefined)
  const links = new Set([...findLinks(order.text ?? ''), ...attached])
  if (links.size > MOST_LINKS) throw new MetaRefusal('link_limit_exceeded', {}, { code: namedErrorCode })
}
