/**
 * The parameters that hold JSON (threads-api.md §4.2). What has another shape than expected is passed over in silence: the
 * post comes out without it, which is the trap that it is at Meta's (§1.4). What has the shape and breaks a limit is refused.
 */
import { isRecord } from '../control/shape.ts'
import type { Attachments, SpoilerRange, StyledRange, TextStyle } from '../entities/content.ts'
import { MetaRefusal } from '../errors/meta-refusal.ts'
import { type LengthUnit, lengthOf } from '../text/text-length.ts'
import { givenJson, isWebAddress, requireLength } from './order-params.ts'

const LONGEST_OPTION = 25
const LONGEST_PLAINTEXT = 10_000
const MOST_SPOILERS = 10

/** `{"option_a","option_b"[,"option_c","option_d"]}`. @throws MetaRefusal */
export function readPoll(params: URLSearchParams): Attachments['poll'] {
  const poll = givenJson(params, 'poll_attachment')
  if (!isRecord(poll)) return undefined
  if (!isFilled(poll.option_a) || !isFilled(poll.option_b)) return undefined
  return OPTIONS.flatMap((name) => {
    const option = poll[name]
    if (!isFilled(option)) return []
    requireLength(name, option, LONGEST_OPTION)
    return [option]
  })
}

const OPTIONS = ['option_a', 'option_b', 'option_c', 'option_d']

/** `{"gif_id":"…","provider":"GIPHY"}`; Tenor has not been one since March 31, 2026. @throws MetaRefusal */
export function readGif(params: URLSearchParams): Attachments['gif'] {
  const gif = givenJson(params, 'gif_attachment')
  if (!isRecord(gif) || !isFilled(gif.gif_id) || !isFilled(gif.provider)) return undefined
  if (gif.provider !== 'GIPHY')
    throw new MetaRefusal('param_value_invalid', { name: 'provider', values: 'GIPHY' })
  return { id: gif.gif_id, provider: gif.provider }
}

/** `{"plaintext","link_attachment_url","text_with_styling_info"}`. @throws MetaRefusal */
export function readTextAttachment(params: URLSearchParams, unit: LengthUnit): Attachments['text'] {
  const attachment = givenJson(params, 'text_attachment')
  if (!isRecord(attachment) || !isFilled(attachment.plaintext)) return undefined
  const { plaintext, link_attachment_url: link, text_with_styling_info: styles } = attachment
  requireLength('plaintext', plaintext, LONGEST_PLAINTEXT)
  if (isFilled(link) && !isWebAddress(link)) {
    throw new MetaRefusal('param_uri_invalid', { name: 'link_attachment_url' })
  }
  const styling = styledRanges(styles).filter((range) => liesWithin(range, lengthOf(plaintext, unit)))
  refuseOverlaps(styling)
  return { plaintext, link: isFilled(link) ? link : undefined, styling }
}

/** `[{"entity_type":"SPOILER","offset":0,"length":2}]`, in `text`. @throws MetaRefusal */
export function readSpoilers(
  params: URLSearchParams,
  text: string | undefined,
  unit: LengthUnit,
): readonly SpoilerRange[] {
  const entities = givenJson(params, 'text_entities')
  if (!Array.isArray(entities)) return []
  if (entities.length > MOST_SPOILERS) {
    throw new MetaRefusal('param_list_too_long', { name: 'text_entities', most: String(MOST_SPOILERS) })
  }
  const length = lengthOf(text ?? '', unit)
  return entities
    .filter((entity: unknown) => isRecord(entity) && /^spoiler$/i.test(String(entity.entity_type)))
    .flatMap(rangeOf)
    .filter((range) => liesWithin(range, length))
}

function styledRanges(value: unknown): readonly StyledRange[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((entry: unknown) => {
    const styles = isRecord(entry) ? stylesOf(entry.styling_info) : []
    return styles.length > 0 ? rangeOf(entry).map((range) => ({ ...range, styles })) : []
  })
}

const STYLES: readonly TextStyle[] = ['bold', 'italic', 'highlight', 'underline', 'strikethrough']

function stylesOf(value: unknown): readonly TextStyle[] {
  return Array.isArray(value) ? STYLES.filter((style) => value.includes(style)) : []
}

function rangeOf(value: unknown): readonly SpoilerRange[] {
  if (!isRecord(value)) return []
  const { offset, length } = value
  return isCount(offset) && isCount(length) && length > 0 ? [{ offset, length }] : []
}

function liesWithin({ offset, length }: SpoilerRange, total: number): boolean {
  return offset + length <= total
}

function refuseOverlaps(ranges: readonly StyledRange[]): void {
  const sorted = ranges.toSorted((a, b) => a.offset - b.offset)
  for (const [index, { offset }] of sorted.entries()) {
    const before = sorted[index - 1]
    if (before && before.offset + before.length > offset) throw new MetaRefusal('invalid_parameter')
  }
}

function isFilled(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
