/** What a person writes into a post's parts. Pure. */
import type { PartContent } from '../content.ts'
import type { Part, Post } from '../post.ts'

export interface NewPart {
  readonly content: PartContent
  /** After the part before it; 0 unless given. */
  readonly delayMs?: number
}

export function partsOf(parts: readonly NewPart[], from = 1): Part[] {
  return parts.map(({ content, delayMs = 0 }, index) => ({
    position: from + index,
    content,
    delayMs,
    state: 'pending',
  }))
}

export type Rewritten =
  | { readonly kind: 'rewritten'; readonly parts: readonly Part[] }
  /** What is on Threads cannot be changed from here. */
  | { readonly kind: 'part_is_out'; readonly position: number }

/** The parts as they shall be. Those that are out come first, as they are. */
export function rewritten({ parts: before }: Post, parts: readonly NewPart[]): Rewritten {
  const out = before.filter(({ state }) => state === 'published' || state === 'skipped')
  const changed = out.find((part, index) => !isSame(part.content, parts[index]?.content))
  if (changed) return { kind: 'part_is_out', position: changed.position }
  return { kind: 'rewritten', parts: [...out, ...partsOf(parts.slice(out.length), out.length + 1)] }
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** JSON with its fields in order: two contents are the same whatever order their fields were given in. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  )
}
