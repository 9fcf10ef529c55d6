/** The boxes that an MP4 or a QuickTime file consists of (ISO 14496-12 §4.2), in a file and in memory. */
import type { ByteSource } from './byte-source.ts'
import { fourLetters, NO_BYTES, uint32, uint64 } from './bytes.ts'

/** Where a box lies in its file. */
export interface BoxExtent {
  readonly type: string
  readonly at: number
  /** 8, or 16 where the size takes 64 bits. */
  readonly header: number
  /** With the header. */
  readonly size: number
}

export interface Box extends BoxExtent {
  readonly body: Buffer
}

/** A film in fragments has two boxes for each; five minutes of a tenth of a second are 6,000. */
const MOST_BOXES = 10_000

/** The boxes of a file; `undefined` where one does not end within it. */
export async function boxesOfFile(file: ByteSource): Promise<readonly BoxExtent[] | undefined> {
  const boxes: BoxExtent[] = []
  let at = 0
  // A few bytes after the last box are nothing that a player minds.
  while (at + 8 <= file.size) {
    const box = extentOf(await file.read(at, 16), at, file.size - at)
    if (!box || boxes.length === MOST_BOXES) return undefined
    boxes.push(box)
    at += box.size
  }
  return boxes
}

/**
 * The boxes side by side in `bytes`, up to the first that is none, or too many. `at` is where `bytes` begin in their file.
 */
export function* boxesIn(bytes: Buffer, at = 0): Generator<Box, void> {
  let offset = 0
  for (let count = 0; count < MOST_BOXES && offset + 8 <= bytes.length; count += 1) {
    const rest = bytes.subarray(offset)
    const box = extentOf(rest, at + offset, rest.length)
    if (!box) return
    yield { ...box, body: rest.subarray(box.header, box.size) }
    offset += box.size
  }
}

/** The body of the first box on a path of types; empty where there is none. */
export function bodyAt(bytes: Buffer, ...path: readonly string[]): Buffer {
  return path.reduce((body, type) => {
    for (const box of boxesIn(body)) if (box.type === type) return box.body
    return NO_BYTES
  }, bytes)
}

/** A size of 1 stands for a 64-bit one that follows, of 0 for all the rest. */
function extentOf(bytes: Buffer, at: number, available: number): BoxExtent | undefined {
  const short = uint32(bytes, 0)
  const header = short === 1 ? 16 : 8
  const size = short === 0 ? available : short === 1 ? uint64(bytes, 8) : short
  return bytes.length >= header && size >= header && size <= available
    ? { type: fourLetters(bytes, 4), at, header, size }
    : undefined
}
