/**
 * A long text as parts, each short enough for a post, so that what was written can be put together again.
 *
 * A break goes where it hurts least: after a paragraph, else after a sentence, else between words. Links, mentions and
 * what looks like one character are never cut; a word is, when it alone is longer than a part may be.
 */
import { requireWhole } from './arguments.ts'
import { TEXT_LIMIT, countText } from './count-text.ts'
import { LINK, findLinks } from './find-links.ts'
import { graphemesOf } from './graphemes.ts'

/** How to split. */
export interface TextSplitOptions {
  /** The most that a part may have, by {@link countText}'s `strictLength`: 500 by default. */
  readonly limit?: number
}

/** A part of a text, and the white space between it and the next one. */
export interface TextPart {
  readonly text: string
  readonly separator: string
}

/** The parts of a text, or what made them impossible. */
export type TextSplit =
  /** Each part's `text` and `separator`, put together in their order, are the text that was split. */
  | { readonly kind: 'split'; readonly parts: readonly TextPart[] }
  /** `piece` alone is longer than the limit, and cutting it would break it. */
  | { readonly kind: 'unsplittable'; readonly what: 'link' | 'mention' | 'character'; readonly piece: string }

/**
 * Splits a text into parts that Meta takes, however it counts what is in doubt.
 *
 * @throws {TypeError} when the limit is no whole number from 1
 */
export function splitText(text: string, { limit = TEXT_LIMIT }: TextSplitOptions = {}): TextSplit {
  requireWhole('limit', limit, [1, Number.MAX_SAFE_INTEGER])
  const pieces = piecesOf(text)
  const parts: TextPart[] = []
  for (let start = 0; start < pieces.length; ) {
    const end = endOfFitting(pieces, start, limit)
    if (end === start) return unsplittable(pieces[start] ?? '')
    const { stop, next } = end === pieces.length ? { stop: end, next: end } : bestBreak(pieces, start, end)
    parts.push({ text: pieces.slice(start, stop).join(''), separator: pieces.slice(stop, next).join('') })
    start = next
  }
  return { kind: 'split', parts }
}

/** What must stay whole, without gaps: links, mentions, and between them the graphemes. */
function piecesOf(text: string): readonly string[] {
  const inside = new Set<number>()
  for (const { 0: whole, index } of [...text.matchAll(LINK), ...text.matchAll(MENTION)])
    for (let offset = 1; offset < whole.length; offset += 1) inside.add(index + offset)
  const pieces: string[] = []
  let offset = 0
  for (const grapheme of graphemesOf(text)) {
    if (inside.has(offset)) pieces.push(pieces.pop() + grapheme)
    else pieces.push(grapheme)
    offset += grapheme.length
  }
  return pieces
}

const MENTION = /@[\w.]+/g

/** Where the pieces from `start` on become longer than the limit. */
function endOfFitting(pieces: readonly string[], start: number, limit: number): number {
  let end = start
  let length = 0
  for (; end < pieces.length; end += 1) {
    length += countText(pieces[end] ?? '').strictLength
    if (length > limit) break
  }
  return end
}

function unsplittable(piece: string): TextSplit {
  const what = findLinks(piece).length > 0 ? 'link' : piece.search(MENTION) === -1 ? 'character' : 'mention'
  return { kind: 'unsplittable', what, piece }
}

interface Break {
  readonly kind: 'paragraph' | 'sentence' | 'word' | 'cut'
  /** The first piece that is not of the part any more. */
  readonly stop: number
  /** The first piece of the next part. */
  readonly next: number
}

/** The last break of the best kind in the second half, since a short part is worse than an end within a sentence. */
function bestBreak(pieces: readonly string[], start: number, end: number): Break {
  const breaks: Break[] = []
  for (let stop = end; stop > start; stop -= 1) breaks.push(...breaksAt(pieces, stop))
  const late = breaks.filter(({ stop }) => stop - start >= (end - start) / 2)
  const ofKind = (kind: Break['kind']): Break | undefined => late.find((found) => found.kind === kind)
  const best = ofKind('paragraph') ?? ofKind('sentence') ?? ofKind('word')
  return best ?? breaks[0] ?? { kind: 'cut', stop: end, next: end }
}

/** The break before a piece, or none: of several spaces, the first one only. */
function breaksAt(pieces: readonly string[], stop: number): readonly Break[] {
  if (isSpace(pieces[stop - 1])) return []
  let next = stop
  while (isSpace(pieces[next])) next += 1
  const before = pieces.slice(Math.max(stop - 4, 0), stop).join('')
  if (next === stop) return endsTight(before, pieces[stop]) ? [{ kind: 'sentence', stop, next }] : []
  if (pieces.slice(stop, next).join('').includes('\n')) return [{ kind: 'paragraph', stop, next }]
  return [{ kind: SENTENCE_END.test(before) ? 'sentence' : 'word', stop, next }]
}

const SENTENCE_END = /[.!?…。！？][\p{Pe}\p{Pf}"']*$/u

/** Chinese and Japanese have no space between sentences. */
function endsTight(before: string, after = ''): boolean {
  return /[。！？][\p{Pe}\p{Pf}]*$/u.test(before) && !/^[。！？\p{Pe}\p{Pf}]/u.test(after)
}

function isSpace(piece = ''): boolean {
  return /^\s+$/.test(piece)
}
