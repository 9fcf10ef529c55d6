/**
 * The one thing of a picture's Exif that is needed to show it: which way up. It is read out of the old one, and written
 * into a new one that holds nothing else. Pure.
 *
 * @see https://www.cipa.jp/std/documents/e/DC-008-Translation-2019-E.pdf §4.6.4 (read 2026-11)
 */

/** 1 is upright; 5 to 8 lie on their side. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8

const TAG = 0x01_12
const SHORT = 3
const ENTRY_BYTES = 12

/** `tiff`: from the byte order on. Upright, where it does not say, or nonsense. */
export function orientationIn(tiff: Buffer): Orientation {
  const order = tiff.toString('latin1', 0, 2)
  const uint16 = (at: number): number => {
    if (at + 2 > tiff.length) return 0
    return order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  }
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8 || uint16(2) !== 42) return 1
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  const end = Math.min(directory + 2 + uint16(directory) * ENTRY_BYTES, tiff.length)
  for (let at = directory + 2; at + ENTRY_BYTES <= end; at += ENTRY_BYTES) {
    if (uint16(at) === TAG && uint16(at + 2) === SHORT) return toOrientation(uint16(at + 8))
  }
  return 1
}

/** A directory of one entry. */
export function tiffOf(orientation: Orientation): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('MM\0*', 'latin1')
  tiff.writeUInt32BE(8, 4)
  tiff.writeUInt16BE(1, 8)
  tiff.writeUInt16BE(TAG, 10)
  tiff.writeUInt16BE(SHORT, 12)
  tiff.writeUInt32BE(1, 14)
  tiff.writeUInt16BE(orientation, 18)
  return tiff
}

/** The sides as they are seen. */
export function turned({ width, height }: Size, orientation: Orientation): Size {
  return orientation < 5 ? { width, height } : { width: height, height: width }
}

export interface Size {
  readonly width: number
  readonly height: number
}

const ORIENTATIONS: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8]

function toOrientation(value: number): Orientation {
  return ORIENTATIONS.find((one) => one === value) ?? 1
}
