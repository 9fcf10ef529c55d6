/** What a picture's first bytes say of it (JPEG, PNG). */
import { byteAt, nameAt, uint16At, uint32At } from './byte-reading.ts'

export interface Picture {
  readonly contentType: 'image/jpeg' | 'image/png'
  readonly width: number
  readonly height: number
}

/** `undefined` for everything that is no JPEG or PNG with a size. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  if (nameAt(bytes, 0, PNG_SIGNATURE.length) === PNG_SIGNATURE) return readPng(bytes)
  if (uint16At(bytes, 0) === START_OF_IMAGE) return readJpeg(bytes)
  return undefined
}

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
const START_OF_IMAGE = 0xff_d8

/** The header chunk comes first of all. */
function readPng(bytes: Uint8Array): Picture | undefined {
  if (nameAt(bytes, 12) !== 'IHDR') return undefined
  return sized('image/png', uint32At(bytes, 16), uint32At(bytes, 20))
}

/** Walks the segments up to the one that begins the frame. */
function readJpeg(bytes: Uint8Array): Picture | undefined {
  let at = 2
  while (at < bytes.length && byteAt(bytes, at) === 0xff) {
    const marker = byteAt(bytes, at + 1)
    if (isStartOfFrame(marker)) return sized('image/jpeg', uint16At(bytes, at + 7), uint16At(bytes, at + 5))
    if (marker === START_OF_SCAN) return undefined
    at += marker === 0xff ? 1 : isBare(marker) ? 2 : 2 + uint16At(bytes, at + 2)
  }
  return undefined
}

const START_OF_SCAN = 0xda

/** SOF0 to SOF15, without the tables and the extension that lie between them. */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
}

/** A marker that no length follows. */
function isBare(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9)
}

function sized(contentType: Picture['contentType'], width: number, height: number): Picture | undefined {
  return width > 0 && height > 0 ? { contentType, width, height } : undefined
}
