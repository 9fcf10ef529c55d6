/** Numbers out of bytes that came from anywhere: beyond the end everything is 0, and nothing throws. */

export function byteAt(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0
}

/** Big-endian, as every format here is. */
export function uint16At(bytes: Uint8Array, at: number): number {
  return byteAt(bytes, at) * 256 + byteAt(bytes, at + 1)
}

export function uint32At(bytes: Uint8Array, at: number): number {
  return uint16At(bytes, at) * 65_536 + uint16At(bytes, at + 2)
}

/** Rounded above 2^53, where no file is. */
export function uint64At(bytes: Uint8Array, at: number): number {
  return uint32At(bytes, at) * 4_294_967_296 + uint32At(bytes, at + 4)
}

/** Latin letters, as the names of boxes and chunks. */
export function nameAt(bytes: Uint8Array, at: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
