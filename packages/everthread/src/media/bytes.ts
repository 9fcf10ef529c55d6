/** Big-endian numbers and names out of bytes that a stranger sent: past the end everything is 0, and nothing throws. */

export const NO_BYTES = Buffer.alloc(0)

export function uint8(bytes: Buffer, at: number): number {
  return bytes[at] ?? 0
}

export function uint16(bytes: Buffer, at: number): number {
  return at >= 0 && at + 2 <= bytes.length ? bytes.readUInt16BE(at) : 0
}

export function uint32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32BE(at) : 0
}

/** Not exact above 2^53, where no file ends. */
export function uint64(bytes: Buffer, at: number): number {
  return at >= 0 && at + 8 <= bytes.length ? Number(bytes.readBigUInt64BE(at)) : 0
}

/** Four letters: of a box, a chunk, a codec. */
export function fourLetters(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4)
}
