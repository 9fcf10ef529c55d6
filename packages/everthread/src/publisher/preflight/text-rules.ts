/** The text of a part, and what hides pieces of it. Pure. */
import { countText, findTopicTag, TEXT_LIMIT } from '@everthread/client'
import type { PartContent } from '../content.ts'
import { type ContentField, type Finding, when } from './finding.ts'
import { isRangeWithin } from './range.ts'

const MOST_SPOILERS = 10

export function textFindings(content: PartContent): Finding[] {
  return [
    ...presenceFindings(content),
    ...lengthFindings(content),
    ...controlFindings(content),
    ...hashtagFindings(content),
    ...spoilerFindings(content),
  ]
}

/**
 * Of a post without media, Meta asks for a text or a link to show (threads-api.md §4.2). That a poll, a GIF or a text
 * attachment does not stand for them is the client's reading.
 */
function presenceFindings({ text, media = [], linkAttachment }: PartContent): Finding[] {
  if (text !== undefined && text.trim() !== '') return when(INVISIBLE.test(text), 'text-invisible', {})
  const isNeeded = media.length === 0 && linkAttachment === undefined
  return isNeeded ? when(true, 'text-missing', {}) : when(text !== undefined, 'text-blank', {})
}

/** White space, joiners, marks of direction, fillers and nothing else: what Meta makes of it is guessed, readers see an empty post. */
const INVISIBLE = /^[\s\p{Default_Ignorable_Code_Point}\u2800]*$/u

/** Documented is that emoji count as bytes; the rest was seen, or is in doubt (threads-api.md §4.3). */
function lengthFindings({ text = '' }: PartContent): Finding[] {
  const { length, strictLength } = countText(text)
  if (length > TEXT_LIMIT) return when(true, 'text-too-long', { count: length, most: TEXT_LIMIT })
  return when(strictLength > TEXT_LIMIT, 'text-may-be-too-long', { count: strictLength, most: TEXT_LIMIT })
}

/** Tabs and line ends are text. Other control characters, and halves of a character, nobody sees; what Meta makes of them is not documented. */
const CONTROL = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u

function controlFindings({ text, pollAttachment, textAttachment, media }: PartContent): Finding[] {
  const texts: readonly (readonly [ContentField, string | undefined])[] = [
    ['text', text],
    ['pollAttachment', pollAttachment?.join(' ')],
    ['textAttachment.plaintext', textAttachment?.plaintext],
    ['media.altText', media?.map(({ altText = '' }) => altText).join(' ')],
  ]
  return texts.flatMap(([field, value = '']) => when(CONTROL.test(value), 'control-characters', { field }))
}

/** The first hashtag becomes the topic and loses its `#`; the others stay plain text (threads-api.md §4.3). */
function hashtagFindings({ text = '', topicTag }: PartContent): Finding[] {
  const tag = findTopicTag(text)
  if (tag === undefined) return []
  if (topicTag !== undefined) return when(true, 'hashtag-beside-topic', {})
  return when(findTopicTag(text.replace(`#${tag}`, ' ')) !== undefined, 'hashtags-several', {})
}

function spoilerFindings({ text = '', textEntities }: PartContent): Finding[] {
  if (!textEntities) return []
  const count = textEntities.length
  return [
    ...when(count === 0, 'list-size', { field: 'textEntities', count, least: 1, most: MOST_SPOILERS }),
    ...when(count > MOST_SPOILERS, 'spoilers-too-many', { count, most: MOST_SPOILERS }),
    ...textEntities.flatMap((range, index) =>
      when(!isRangeWithin(text, range), 'spoiler-outside-text', { range: index + 1 }),
    ),
  ]
}
