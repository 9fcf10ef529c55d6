/** Ranges of a text. Meta does not document what they count (threads-api.md §4.2): what is told here holds for every unit. Pure. */
import type { TextRange } from '@everthread/client'

/** Counted in UTF-8 bytes, the smallest unit in question, a text is longest: what lies outside then lies outside always. */
export function isRangeWithin(text: string, { offset, length }: TextRange): boolean {
  const isWhole = Number.isSafeInteger(offset) && Number.isSafeInteger(length) && offset >= 0 && length >= 1
  return isWhole && offset + length <= new TextEncoder().encode(text).length
}

export function doOverlap(ranges: readonly TextRange[]): boolean {
  const inOrder = ranges.toSorted((one, other) => one.offset - other.offset)
  return inOrder.some(({ offset }, index) => {
    const before = inOrder[index - 1]
    return before !== undefined && offset < before.offset + before.length
  })
}
