/** Which part of a file a reader asks for (RFC 9110 §14). Several at once are answered with all of it, as one may. Pure. */
import type { ByteRange } from './media-place.ts'

export type Wanted =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly range: ByteRange }
  /** It lies behind the end. */
  | { readonly kind: 'none' }

/** `header`: the value of `Range`. */
export function wantedRange(header: string | undefined, size: number): Wanted {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  const range =
    first === ''
      ? { first: Math.max(0, size - Number(last)), last: size - 1 }
      : { first: Number(first), last: Math.min(last === '' ? size - 1 : Number(last), size - 1) }
  // A last one before the first is no range at all; one that begins behind the end cannot be had.
  if (first !== '' && last !== '' && Number(last) < Number(first)) return { kind: 'whole' }
  return range.first > range.last ? { kind: 'none' } : { kind: 'part', range }
}
