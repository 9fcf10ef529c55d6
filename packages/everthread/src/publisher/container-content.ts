/** A part as the client takes it: what it consists of decides the kind, its media become addresses. */
import type { CarouselItem, Content } from '@everthread/client'
import type { PartContent } from './content.ts'

/** A medium that Meta can fetch now. */
export interface PublicMedia {
  readonly as: 'image' | 'video'
  readonly url: string
  readonly altText?: string
}

export interface ContainerParts {
  /** What it replies to, where it does. */
  readonly parentId?: string | undefined
  /** Of a part with one medium. */
  readonly media?: PublicMedia | undefined
  /** The containers of its items, of a carousel. */
  readonly children: readonly string[]
}

/** @NOTE Which combinations Meta takes is preflight's business, and the client's, which throws before it sends. */
export function containerContent(content: PartContent, parts: ContainerParts): Content {
  const { media: _, isGhostPost, replyToId: __, ...settings } = content
  const { parentId, media, children } = parts
  const common = { ...settings, ...(parentId !== undefined && { replyToId: parentId }) }
  if (children.length > 0) return { ...common, kind: 'carousel', children }
  if (media) return { ...common, ...sourceOf(media) }
  return { ...common, kind: isGhostPost ? 'ghost' : 'text' } as Content
}

export function itemContent(media: PublicMedia): CarouselItem {
  return { ...sourceOf(media), isCarouselItem: true }
}

function sourceOf({ as, url, altText }: PublicMedia) {
  const alt = altText !== undefined && { altText }
  return as === 'image'
    ? { kind: 'image' as const, imageUrl: url, ...alt }
    : { kind: 'video' as const, videoUrl: url, ...alt }
}
