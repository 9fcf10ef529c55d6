/** What a reader takes for one character, however many code points it is made of. */

/** A base and what hangs on it, emoji that are joined, flags: as near as a pattern comes. */
const APPROXIMATE =
  /\r\n|\p{RI}{2}|.[\p{M}\p{Emoji_Modifier}\u{E0020}-\u{E007F}]*(?:\u200D.[\p{M}\p{Emoji_Modifier}]*)*/gsu

/**
 * The graphemes of a text; put together, they are the text.
 *
 * @param Segmenter `null` where the runtime has none
 */
export function graphemesOf(
  text: string,
  Segmenter: typeof Intl.Segmenter | null = Intl.Segmenter ?? null,
): readonly string[] {
  if (Segmenter === null) return text.match(APPROXIMATE) ?? []
  return Array.from(new Segmenter().segment(text), ({ segment }) => segment)
}
