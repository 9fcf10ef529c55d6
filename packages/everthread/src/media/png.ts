/**
 * A PNG as its chunks, and the same picture without what tells where, when and with what it was made. What is kept is a list
 * of what a decoder needs; every other chunk goes, known or not. Nothing is decoded, so nothing is lost.
 *
 * @see https://www.w3.org/TR/png-3/ (read 2026-11)
 */
import { crc32 } from 'node:zlib'
import { fourLetters, uint32 } from './bytes.ts'
import { type Orientation, orientationIn, type Size, tiffOf, turned } from './exif.ts'

interface Chunk {
  readonly type: string
  readonly content: Buffer
  /** With length, type and checksum. */
  readonly bytes: Buffer
}

const SIGNATURE_BYTES = 8

/** A file of 8 MB could hold 700,000 empty ones. Encoders write some hundreds. */
const MOST_CHUNKS = 65_536

/** `undefined` for what is cut off or damaged or was never a PNG. */
export function readPng(bytes: Buffer): Size | undefined {
  const chunks = chunksOf(bytes)
  return chunks && sizeOf(chunks)
}

/** `undefined` for what is cut off or damaged or was never a PNG. What follows the picture's end goes too. */
export function stripPng(bytes: Buffer): Buffer | undefined {
  const chunks = chunksOf(bytes)
  if (!chunks || !sizeOf(chunks)) return undefined
  const orientation = orientationOf(chunks)
  const [header, ...others] = chunks.filter(({ type }) => NEEDED.includes(type)).map((chunk) => chunk.bytes)
  return Buffer.concat([
    bytes.subarray(0, SIGNATURE_BYTES),
    ...(header ? [header] : []),
    ...(orientation === 1 ? [] : [chunkOf('eXIf', tiffOf(orientation))]),
    ...others,
  ])
}

/** Picture, palette, transparency, colours, sharpness, animation. No text, no time, no Exif, nothing of a maker's own. */
const NEEDED: readonly string[] =
  'IHDR PLTE IDAT IEND tRNS bKGD hIST sBIT sPLT pHYs gAMA cHRM sRGB iCCP cICP mDCV cLLI acTL fcTL fdAT'.split(
    ' ',
  )

function chunksOf(bytes: Buffer): Chunk[] | undefined {
  const chunks: Chunk[] = []
  let at = SIGNATURE_BYTES
  while (at + 12 <= bytes.length && chunks.length < MOST_CHUNKS) {
    const end = at + 12 + uint32(bytes, at)
    if (end > bytes.length || crc32(bytes.subarray(at + 4, end - 4)) !== uint32(bytes, end - 4))
      return undefined
    const type = fourLetters(bytes, at + 4)
    chunks.push({ type, content: bytes.subarray(at + 8, end - 4), bytes: bytes.subarray(at, end) })
    if (type === 'IEND') return chunks
    at = end
  }
  return undefined
}

/** As it is seen: with its sides changed where it lies on one of them. */
function sizeOf(chunks: readonly Chunk[]): Size | undefined {
  const [header] = chunks
  const hasPicture = chunks.some(({ type }) => type === 'IDAT')
  if (header?.type !== 'IHDR' || header.content.length !== 13 || !hasPicture) return undefined
  const size = { width: uint32(header.content, 0), height: uint32(header.content, 4) }
  return size.width * size.height === 0 ? undefined : turned(size, orientationOf(chunks))
}

function orientationOf(chunks: readonly Chunk[]): Orientation {
  const exif = chunks.find(({ type }) => type === 'eXIf')
  return exif ? orientationIn(exif.content) : 1
}

function chunkOf(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}
