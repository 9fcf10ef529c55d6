/** How long a text is for Meta, which counts neither bytes nor characters. */

/** The most that a post's text may have. */
export const TEXT_LIMIT = 500

/** Both ways to count a text. */
export interface TextCount {
  /** Letters as 1 for each code point, emoji as their UTF-8 bytes. Above 500 Meta refuses. */
  readonly length: number
  /**
   * The same, but with what is in doubt counted as bytes as well: typographic quotes, dashes, the ellipsis, joiners,
   * symbols that may be shown as emoji. Between this and `length` lies what Meta really counts: above 500 it may refuse.
   */
  readonly strictLength: number
}

/** Shown as emoji by itself, or made one by U+FE0F; then what is made of tags (the flag of Scotland). */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|[\u{E0020}-\u{E007F}]/gu
const EMOJI_OR_DOUBTFUL =
  /\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|[\u{E0020}-\u{E007F}\u2000-\u206F\p{Extended_Pictographic}]/gu

/**
 * Counts a text as Meta does, as far as is known: that emoji count as bytes is documented, that letters of any script
 * count as 1 was seen, and a post of 498 with three curly apostrophes was refused.
 *
 * @see https://developers.facebook.com/docs/threads/posts (read 2026-11)
 */
export function countText(text: string): TextCount {
  return { length: counted(text, EMOJI), strictLength: counted(text, EMOJI_OR_DOUBTFUL) }
}

/** Code points, except that what `heavy` finds counts as its bytes. */
function counted(text: string, heavy: RegExp): number {
  const found = (text.match(heavy) ?? []).join('')
  return codePoints(text) - codePoints(found) + new TextEncoder().encode(found).length
}

/** How many code points a text has. */
export function codePoints(text: string): number {
  return Array.from(text).length
}
