/**
 * A {@link Content} as the fields of a form. It is checked closely, because Meta silently ignores some of what is wrong:
 * a poll of another form becomes a post without a poll.
 */
import type { Content } from './content.ts'
import { TEXT_LIMIT, countText } from './count-text.ts'
import { LINK_LIMIT, findLinks } from './find-links.ts'
import {
  type Bounds,
  type FormValue,
  type Rows,
  type ToForm,
  filled,
  like,
  object,
  oneOf,
  some,
  webUrl,
  wholeFrom,
} from './form-value.ts'
import { topicTag } from './topic-tag.ts'

const MEDIA_TYPES = { text: 'TEXT', ghost: 'TEXT', image: 'IMAGE', video: 'VIDEO', carousel: 'CAROUSEL' }

/**
 * The fields of the form that creates a container. Objects travel as JSON, in the form.
 *
 * @throws {TypeError} naming the part of `content` that is wrong
 */
export function contentForm(content: Content): Readonly<Record<string, string>> {
  const fields = Object.entries(object(CONTENT)(content, 'content'))
  const { kind } = content
  oneOf(...Object.keys(MEDIA_TYPES))(kind, 'content.kind')
  if (linksOf(content).size > LINK_LIMIT)
    throw new TypeError(`content must have at most ${LINK_LIMIT} different links, its attachments' included`)
  return {
    media_type: MEDIA_TYPES[kind],
    ...(kind === 'ghost' && { is_ghost_post: 'true' }),
    ...Object.fromEntries(fields.map(([name, value]) => [name, fieldText(value)])),
  }
}

function fieldText(value: FormValue): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

interface Linking {
  readonly kind: string
  readonly text?: string
  readonly linkAttachment?: string
  readonly textAttachment?: { readonly linkAttachmentUrl?: string }
}

function linksOf({ text = '', linkAttachment, textAttachment }: Linking): ReadonlySet<string | undefined> {
  const links = new Set([...findLinks(text), linkAttachment, textAttachment?.linkAttachmentUrl])
  links.delete(undefined)
  return links
}

type Field<C = Content> = C extends unknown ? keyof C & string : never

const flag = oneOf(true, false)
const id = like(/^\d{1,40}$/, 'an id: a string of digits')
const countryCode = like(/^[A-Z]{2}$/, 'a country code: two capitals')
const audience = oneOf(
  'everyone',
  'accounts_you_follow',
  'mentioned_only',
  'parent_post_author_only',
  'followers_only',
)
const style = oneOf('bold', 'italic', 'highlight', 'underline', 'strikethrough')
const RANGE: Rows = { offset: ['offset', wholeFrom(0)], length: ['length', wholeFrom(1)] }

const CONTENT: Rows<FormValue, Field> = {
  text: ['text', filled(TEXT_LIMIT, (text) => countText(text).length)],
  text_entities: ['textEntities', some(spoiler, [1, 10])],
  image_url: ['imageUrl', webUrl],
  video_url: ['videoUrl', webUrl],
  alt_text: ['altText', filled(1000)],
  is_carousel_item: ['isCarouselItem', flag],
  is_spoiler_media: ['isSpoilerMedia', flag],
  children: ['children', commaList(id, [2, 20])],
  reply_to_id: ['replyToId', id],
  quote_post_id: ['quotePostId', id],
  location_id: ['locationId', id],
  topic_tag: ['topicTag', topicTag],
  reply_control: ['replyControl', audience],
  enable_reply_approvals: ['enableReplyApprovals', flag],
  allowlisted_country_codes: ['allowlistedCountryCodes', commaList(countryCode, [1, 300])],
  crossreshare_to_ig: ['crossreshareToIg', flag],
  crossreshare_to_ig_dark_mode: ['crossreshareToIgDarkMode', flag],
  link_attachment: ['linkAttachment', webUrl],
  poll_attachment: ['pollAttachment', poll],
  gif_attachment: [
    'gifAttachment',
    object({ gif_id: ['gifId', filled(200)], provider: ['provider', oneOf('GIPHY')] }),
  ],
  text_attachment: [
    'textAttachment',
    object<FormValue>({
      plaintext: ['plaintext', filled(10_000)],
      link_attachment_url: ['linkAttachmentUrl', webUrl],
      text_with_styling_info: ['textWithStylingInfo', styledRanges],
    }),
  ],
}

/** As Meta takes ids and countries. */
function commaList(convert: ToForm<string>, bounds: Bounds): ToForm<string> {
  return (value, path) => some(convert, bounds)(value, path).join(',')
}

function spoiler(value: unknown, path: string): object {
  return { entity_type: 'SPOILER', ...object(RANGE)(value, path) }
}

function poll(value: unknown, path: string): object {
  const options = some(filled(25), [2, 4])(value, path)
  return Object.fromEntries(options.map((option, index) => [`option_${'abcd'[index]}`, option]))
}

function styledRanges(value: unknown, path: string): readonly object[] {
  const styled = object({ ...RANGE, styling_info: ['stylingInfo', some(style, [1, 5])] })
  const ranges = some(styled, [1, 10_000])(value, path)
  const spans = ranges.map(({ offset, length }) => [Number(offset), Number(offset) + Number(length)] as const)
  const inOrder = spans.sort(([start], [other]) => start - other)
  if (inOrder.some(([start], index) => start < (inOrder[index - 1]?.[1] ?? 0)))
    throw new TypeError(`${path} must be ranges that do not overlap`)
  return ranges
}
