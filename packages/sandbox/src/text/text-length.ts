/** How long a text is, by each of the units that somebody might count in. */

/** `utf16`: as JavaScript counts. What Meta's offsets count is not known (threads-api.md §12.9, switch `offsetUnit`). */
export type LengthUnit = 'bytes' | 'code-points' | 'utf16'

export function lengthOf(text: string, unit: LengthUnit): number {
  switch (unit) {
    case 'bytes':
      return Buffer.byteLength(text)
    case 'code-points':
      return codePoints(text)
    case 'utf16':
      return text.length
    default:
      return unit satisfies never
  }
}

/** Characters, as the limits of everything but a post's own text count them. */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}
