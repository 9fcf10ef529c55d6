/** From one long text to the texts of a chain, and back. Pure. */
import { splitText } from '@everthread/client'

export type PostSplit =
  | { readonly kind: 'split'; readonly texts: readonly string[] }
  /** Nothing can be cut there without breaking what it is; `part` is which of the parts made by hand, from 1. */
  | {
      readonly kind: 'unsplittable'
      readonly what: 'link' | 'mention' | 'character'
      readonly part: number
    }

/** Parts made by hand stay apart, and what is too long for one is cut where it hurts least. */
export function splitPost(text: string): PostSplit {
  const texts: string[] = []
  for (const [index, byHand] of partsByHand(text).entries()) {
    const split = splitText(byHand)
    if (split.kind === 'unsplittable') return { kind: 'unsplittable', what: split.what, part: index + 1 }
    // Nothing to cut is still a part: it may have pictures.
    texts.push(...(byHand === '' ? [''] : split.parts.map((part) => part.text)))
  }
  return { kind: 'split', texts }
}

/** A line of three hyphens starts a new part. White space around a part is not a part's. */
export function partsByHand(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/^---[ \t]*$\n?/mu)
    .map((part) => part.replace(/^\n+|\s+$/gu, ''))
}

/** What an editor shows of a chain: split again, it is the same parts. */
export function joinParts(texts: readonly string[]): string {
  return texts.join('\n---\n')
}
