/** Does a variant fit, and is it free of what its owner does not want to read? The counter of the publisher is the judge. Pure. */
import { countText, findLinks, LINK_LIMIT, TEXT_LIMIT } from '@everthread/client'
import type { DraftFlaw, DraftRequest, Variant, Voice } from './draft.ts'

export interface Measure {
  readonly mostParts: DraftRequest['mostParts']
  readonly voice?: Voice
}

export function flawsOf({ parts }: Variant, { mostParts, voice }: Measure): DraftFlaw[] {
  const count = parts.length
  return [
    ...(count > mostParts ? [{ kind: 'too-many-parts', count, most: mostParts } as const] : []),
    ...parts.flatMap((text, index) => flawsOfPart(text, index + 1, voice)),
  ]
}

/** Only what shortening mends. */
export function isTooLong(flaws: readonly DraftFlaw[]): boolean {
  return flaws.some(({ kind }) => kind === 'too-long' || kind === 'too-many-parts')
}

function flawsOfPart(text: string, part: number, voice: Voice | undefined): DraftFlaw[] {
  // What may be counted as more is counted as more: a proposal has room to be shorter.
  const { strictLength: length } = countText(text)
  const links = findLinks(text).length
  return [
    ...(length > TEXT_LIMIT ? [{ kind: 'too-long', part, length, most: TEXT_LIMIT } as const] : []),
    ...(links > LINK_LIMIT
      ? [{ kind: 'too-many-links', part, count: links, most: LINK_LIMIT } as const]
      : []),
    ...phrasesIn(text, voice?.bannedPhrases ?? []).map(
      (phrase) => ({ kind: 'banned-phrase', part, phrase }) as const,
    ),
  ]
}

/** Whole words, in any case; ё and е are one letter, as people write. */
function phrasesIn(text: string, phrases: readonly string[]): readonly string[] {
  const searched = plain(text)
  return phrases.filter((phrase) => {
    const wanted = plain(phrase)
    return wanted !== '' && isWholeIn(searched, wanted)
  })
}

function isWholeIn(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const before = text.slice(0, at)
    const after = text.slice(at + phrase.length)
    const startsAWord = !(/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(phrase))
    const endsAWord = !(/^[\p{L}\p{N}]/u.test(after) && /[\p{L}\p{N}]$/u.test(phrase))
    if (startsAWord && endsAWord) return true
  }
  return false
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ').trim()
}
