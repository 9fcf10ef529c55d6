/** What a container was made of, in few letters: published is what was seen, or nothing. */
import { createHash } from 'node:crypto'
import { nextPart, parentOf } from './next-part.ts'
import type { PartContent } from './content.ts'
import type { Post } from './post.ts'

/** Of the part that is next, its parent included: a reply to another post is another reply. */
export function nextContentHash(post: Pick<Post, 'parts'>): string {
  const part = nextPart(post)
  if (!part) return ''
  const parent = parentOf(post, part)
  return contentHash(part.content, parent.kind === 'media' ? parent.id : undefined)
}

/** Independent of the order in which fields were given. */
export function contentHash(content: PartContent, parentId?: string): string {
  const { replyToId: _, ...own } = content
  return createHash('sha256')
    .update(canonical({ ...own, parentId }))
    .digest('base64url')
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isPlain(inner) ? sorted(inner) : inner))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
