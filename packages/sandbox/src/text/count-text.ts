/** How long Meta says that a post's text is (threads-api.md §4.3). */
import { codePoints, lengthOf } from './text-length.ts'

/** What a curly quote or a dash counts: one, as a letter does, or its bytes (switch `strictPunctuation`). */
export type PunctuationRule = 'one' | 'bytes'

/** Letters count one each, an emoji its bytes in UTF-8; of what joins emoji to one, punctuation, nobody is sure. */
export function countText(text: string, punctuation: PunctuationRule): number {
  const emoji = (text.match(EMOJI) ?? []).join('').replaceAll(GENERAL_PUNCTUATION, '')
  const marks = punctuation === 'bytes' ? (text.match(GENERAL_PUNCTUATION) ?? []).join('') : ''
  return codePoints(text) + surplus(emoji) + surplus(marks)
}

/** By how much the bytes outnumber the characters. */
function surplus(text: string): number {
  return lengthOf(text, 'bytes') - codePoints(text)
}

/**
 * Whole sequences: a family or a flag is one emoji of many code points. Not a literal: TypeScript takes the flag only for a
 * younger JavaScript than the package is built for, and Node 20 has it.
 */
const EMOJI = new RegExp('\\p{RGI_Emoji}', 'gv')

const GENERAL_PUNCTUATION = /[\u2000-\u206f]/g
