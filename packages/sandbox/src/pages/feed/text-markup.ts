/** The words of a post: names and addresses lead somewhere, spoilers are veiled until they are tapped. */
import type { Content, StyledRange, TextStyle } from '../../entities/content.ts'
import type { LengthUnit } from '../../text/text-length.ts'
import { type Markup, markup, trusted } from '../markup.ts'
import { cutText } from './cut-text.ts'

export function textMarkup({ text = '', spoilers }: Content, unit: LengthUnit): Markup | false {
  if (text === '') return false
  const pieces = cutText(text, spoilers, unit).map((piece) =>
    piece.ranges.length > 0 ? veiled(linked(piece.text)) : linked(piece.text),
  )
  return markup`<p class="text">${pieces}</p>`
}

/** A box to tick, so that it works without a script and with a keyboard; what is veiled is not read aloud either. */
export function veiled(inner: Markup): Markup {
  return markup`<label class="spoiler"><input type="checkbox" aria-label="Show the spoiler"><span>${inner}</span></label>`
}

const ADDRESS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]|(?<![A-Za-z0-9._@])@[A-Za-z0-9._]{0,29}[A-Za-z0-9_])/

function linked(text: string): Markup {
  // Splitting by a group leaves what it found at the odd places.
  const parts = text.split(ADDRESS).map((part, index) => (index % 2 === 1 ? linkTo(part) : markup`${part}`))
  return markup`${parts}`
}

function linkTo(found: string): Markup {
  if (found.startsWith('@')) return markup`<a href="/${found}">${found}</a>`
  return outwards(found, markup`${found.replace(/^https?:\/\/(www\.)?/, '')}`)
}

/** A link that leaves the sandbox; an address of another kind is only shown. */
export function outwards(url: string, inner: Markup, className = ''): Markup {
  if (!/^https?:\/\//i.test(url)) return markup`<span class="${className}">${inner}</span>`
  return markup`<a class="${className}" href="${url}" target="_blank" rel="noreferrer noopener">${inner}</a>`
}

const TAGS: Readonly<Record<TextStyle, string>> = {
  bold: 'b',
  italic: 'i',
  highlight: 'mark',
  underline: 'u',
  strikethrough: 's',
}

export function styledMarkup(
  text: string,
  ranges: readonly StyledRange[],
  unit: LengthUnit,
): readonly Markup[] {
  return cutText(text, ranges, unit).map((piece) => {
    const styles = piece.ranges.flatMap((range) => range.styles)
    return styles.reduce(
      (inner, style) => markup`<${trusted(TAGS[style])}>${inner}</${trusted(TAGS[style])}>`,
      linked(piece.text),
    )
  })
}
