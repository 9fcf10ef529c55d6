/** A text in pieces: where spoilers and styles begin and end. */
import { type LengthUnit, lengthOf } from '../../text/text-length.ts'

interface Range {
  readonly offset: number
  readonly length: number
}

export interface Piece<R> {
  readonly text: string
  /** Those that it lies in, in their order. */
  readonly ranges: readonly R[]
}

/** Joined, the pieces are the text; a range that begins or ends inside a character takes all of it. */
export function cutText<R extends Range>(
  text: string,
  ranges: readonly R[],
  unit: LengthUnit,
): readonly Piece<R>[] {
  const pieces: { text: string; ranges: readonly R[] }[] = []
  let at = 0
  for (const character of text) {
    const end = at + lengthOf(character, unit)
    const around = ranges.filter(({ offset, length }) => offset < end && at < offset + length)
    const last = pieces.at(-1)
    if (last && isSame(last.ranges, around)) last.text += character
    else pieces.push({ text: character, ranges: around })
    at = end
  }
  return pieces
}

function isSame<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, index) => item === other[index])
}
