/** The boxes that an MP4 or a QuickTime file consists of (ISO 14496-12 §4.2). */
import { nameAt, uint32At, uint64At } from './byte-reading.ts'

export interface Box {
  readonly type: string
  /** Cut off where the bytes end. */
  readonly body: Uint8Array
}

/** The boxes side by side in `bytes`, up to the first that is none. */
export function boxesIn(bytes: Uint8Array): readonly Box[] {
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= bytes.length) {
    const { header, size } = extentAt(bytes, at)
    if (size < header) break
    boxes.push({ type: nameAt(bytes, at + 4), body: bytes.subarray(at + header, at + size) })
    at += size
  }
  return boxes
}

/** A size of 1 stands for a 64-bit one that follows, of 0 for the rest of the file. */
function extentAt(bytes: Uint8Array, at: number): { readonly header: number; readonly size: number } {
  const size = uint32At(bytes, at)
  if (size === 1) return { header: 16, size: uint64At(bytes, at + 8) }
  return { header: 8, size: size === 0 ? bytes.length - at : size }
}

/** The body of the first box on a path of types; empty where there is none. */
export function boxAt(bytes: Uint8Array, ...path: readonly string[]): Uint8Array {
  let body = bytes
  for (const type of path) body = boxesIn(body).find((box) => box.type === type)?.body ?? NOTHING
  return body
}

const NOTHING = new Uint8Array()
