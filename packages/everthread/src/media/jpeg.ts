/**
 * A JPEG as its segments, and the same picture without what tells where, when and with what it was taken. What is kept is a
 * list of what a decoder needs; every other segment goes, known or not. Nothing is decoded, so nothing is lost. Pure.
 *
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf annex B (read 2026-11)
 */
import { uint16, uint8 } from './bytes.ts'
import { type Orientation, orientationIn, type Size, tiffOf, turned } from './exif.ts'

interface Segment {
  readonly marker: number
  /** Whole: the marker, the length, the content; of a scan also what follows it. */
  readonly bytes: Buffer
}

const START = 0xd8
const END = 0xd9
const START_OF_SCAN = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe

/** A file of 8 MB could hold two million empty ones. Real ones have dozens; a profile of 16 MB has 255. */
const MOST_SEGMENTS = 4096

/** `undefined` for what is cut off or was never a JPEG. */
export function readJpeg(bytes: Buffer): Size | undefined {
  const segments = segmentsOf(bytes)
  return segments && sizeOf(segments)
}

/** `undefined` for what is cut off or was never a JPEG. What follows the picture's end goes too: other pictures, films. */
export function stripJpeg(bytes: Buffer): Buffer | undefined {
  const segments = segmentsOf(bytes)
  if (!segments || !sizeOf(segments)) return undefined
  const orientation = orientationOf(segments)
  const kept = segments.filter(isNeeded)
  // JFIF asks to be the first segment, and Exif to come before everything else.
  const first = kept[0]?.marker === APP0 ? 1 : 0
  return Buffer.concat([
    Buffer.from([0xff, START]),
    ...kept.slice(0, first).map((segment) => segment.bytes),
    ...(orientation === 1 ? [] : [exifSegment(orientation)]),
    ...kept.slice(first).map((segment) => segment.bytes),
    Buffer.from([0xff, END]),
  ])
}

function segmentsOf(bytes: Buffer): Segment[] | undefined {
  if (uint16(bytes, 0) !== 0xff_00 + START) return undefined
  const segments: Segment[] = []
  for (let at = 2; at + 1 < bytes.length && bytes[at] === 0xff && segments.length < MOST_SEGMENTS; ) {
    const marker = uint8(bytes, at + 1)
    if (marker === END) return segments
    // Any number of them may stand before a marker.
    const end = marker === 0xff ? at + 1 : endOfSegment(bytes, at)
    if (end === undefined) return undefined
    if (marker !== 0xff) segments.push({ marker, bytes: bytes.subarray(at, end) })
    at = end
  }
  return undefined
}

function endOfSegment(bytes: Buffer, at: number): number | undefined {
  const length = uint16(bytes, at + 2)
  const end = at + 2 + length
  if (length < 2 || end > bytes.length) return undefined
  return bytes[at + 1] === START_OF_SCAN ? endOfScan(bytes, end) : end
}

/** Up to the next marker: in what is coded, 0xff is followed by 0, or begins a restart. */
function endOfScan(bytes: Buffer, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next === undefined) return undefined
    const isCoded = next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)
    if (!isCoded) return at
  }
  return undefined
}

/** As it is seen: with its sides changed where it lies on one of them. */
function sizeOf(segments: readonly Segment[]): Size | undefined {
  const frame = segments.find(({ marker }) => isFrame(marker))
  const hasScan = segments.some(({ marker }) => marker === START_OF_SCAN)
  const size = frame && { width: uint16(frame.bytes, 7), height: uint16(frame.bytes, 5) }
  if (!size || !hasScan || size.width * size.height === 0) return undefined
  return turned(size, orientationOf(segments))
}

/** SOF0 to SOF15, without the tables and the extension among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

function isNeeded({ marker, bytes }: Segment): boolean {
  if (marker === COMMENT) return false
  if (marker < APP0 || marker > APP15) return true
  const name = bytes.toString('latin1', 4, 16)
  return (
    (marker === APP0 && name.startsWith('JFIF\0')) ||
    (marker === APP2 && name.startsWith('ICC_PROFILE\0')) ||
    (marker === APP14 && name.startsWith('Adobe'))
  )
}

const EXIF = 'Exif\0\0'

function orientationOf(segments: readonly Segment[]): Orientation {
  const exif = segments.find(
    ({ marker, bytes }) => marker === APP1 && bytes.toString('latin1', 4, 4 + EXIF.length) === EXIF,
  )
  return exif ? orientationIn(exif.bytes.subarray(4 + EXIF.length)) : 1
}

function exifSegment(orientation: Orientation): Buffer {
  const content = Buffer.concat([Buffer.from(EXIF, 'latin1'), tiffOf(orientation)])
  return Buffer.concat([Buffer.from([0xff, APP1, 0, content.length + 2]), content])
}
