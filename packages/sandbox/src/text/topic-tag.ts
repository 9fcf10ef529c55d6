/** A post's topic: a parameter, or the first tag in its text (threads-api.md §4.3). */
import { codePoints } from './text-length.ts'

export const LONGEST_TAG = 50

export interface TaggedText {
  /** As it is stored: without the `#` of the tag that became the topic. */
  readonly text: string
  readonly tag: string | undefined
}

/** Takes the first valid tag out of a text. A `#` before a whole number makes none. */
export function liftTopicTag(text: string): TaggedText {
  for (const { index, groups } of text.matchAll(TAG)) {
    const tag = groups?.tag ?? ''
    if (/^\d+$/.test(tag) || codePoints(tag) > LONGEST_TAG) continue
    const hash = text.indexOf('#', index)
    return { text: text.slice(0, hash) + text.slice(hash + 1), tag }
  }
  return { text, tag: undefined }
}

const TAG = /(?:^|\s)#(?<tag>[^\s.&@!?,;:#]+)/gu

/** What the parameter `topic_tag` may not hold. */
export function hasForbiddenCharacter(tag: string): boolean {
  return /[.&\n\r\t]/.test(tag)
}
