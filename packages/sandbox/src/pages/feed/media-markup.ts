/** Pictures, films and carousels as they lie in a feed; what is a spoiler is veiled. */
import type { Content, MediaFile } from '../../entities/content.ts'
import { mediaUrl, thumbnailUrl } from '../../formatters/file-url.ts'
import { type Markup, markup } from '../markup.ts'
import { ICONS } from './icons.ts'
import { veiled } from './text-markup.ts'

export function mediaMarkup({ body, isSpoilerMedia }: Content): Markup | false {
  const veil = (media: Markup): Markup => (isSpoilerMedia ? veiled(media) : media)
  switch (body.kind) {
    case 'TEXT':
      return false
    case 'IMAGE':
    case 'VIDEO':
      return markup`<div class="media">${veil(fileMarkup(body.file))}</div>`
    case 'CAROUSEL':
      return carousel(body.children.map(({ file }) => veil(fileMarkup(file))))
    default:
      return body satisfies never
  }
}

/** Scrolls by touch, by wheel and, once it has the focus, by the arrow keys. */
function carousel(items: readonly Markup[]): Markup {
  const slides = items.map(
    (item, index) => markup`<li aria-label="${index + 1} of ${items.length}">${item}</li>`,
  )
  return markup`<ul class="carousel" tabindex="0" aria-label="Carousel of ${items.length}">${slides}</ul>`
}

function fileMarkup(file: MediaFile): Markup {
  const { width, height, altText } = file
  const url = mediaUrl('', file)
  if (file.kind === 'IMAGE')
    return markup`<img src="${url}" width="${width}" height="${height}" alt="${altText ?? ''}" loading="lazy">`
  const still = thumbnailUrl('', file)
  if (!file.contentType.startsWith('video/'))
    return markup`<span class="film"><img src="${url}" width="${width}" height="${height}" alt="${altText ?? 'film'}">${ICONS.play}</span>`
  return markup`<video src="${url}" poster="${still}" width="${width}" height="${height}" aria-label="${altText ?? 'film'}" controls muted loop playsinline preload="metadata"></video>`
}
