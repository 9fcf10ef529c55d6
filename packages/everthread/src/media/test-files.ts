/** For tests: pictures and films that tell everything about their makers. */
import { crc32, deflateSync } from 'node:zlib'
import { box, filmFile, type FilmOrder } from '../../../sandbox/test-support/film-file.ts'

export { box, filmFile } from '../../../sandbox/test-support/film-file.ts'

/** Wherever it stands in a file, the file tells where it was made. */
export const SECRET_PLACE = '+59.9343+030.3351/'

export interface PictureOrder {
  readonly width?: number
  readonly height?: number
  readonly orientation?: number
  /** `false`: nothing but the picture. */
  readonly isTelling?: boolean
}

/** What is coded: with a stuffed byte, a restart and a second scan, as progressive pictures have. */
export const JPEG_CODE = Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd3, 0x56, 0xff, 0xff, 0x00, 0x78])

export function jpegFile({
  width = 640,
  height = 480,
  orientation = 1,
  isTelling = true,
}: PictureOrder = {}): Buffer {
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
  const secret = Buffer.from(SECRET_PLACE)
  const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), JPEG_CODE])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x02\0\0\x01\0\x01\0\0', 'latin1')),
    ...(isTelling
      ? [
          segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exifOf(orientation)])),
          segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), secret])),
          segment(0xed, Buffer.concat([Buffer.from('Photoshop 3.0\0'), secret])),
          segment(0xfe, secret),
          segment(0xe2, Buffer.concat([Buffer.from('MPF\0'), secret])),
        ]
      : []),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), Buffer.from('colours')])),
    segment(0xdb, Buffer.alloc(65, 1)),
    segment(0xc2, frame),
    scan,
    ...(isTelling ? [segment(0xfe, secret)] : []),
    scan,
    Buffer.from([0xff, 0xd9]),
    ...(isTelling ? [secret] : []),
  ])
}

export function segment(marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([head, content])
}

export function pngFile({
  width = 640,
  height = 480,
  orientation = 1,
  isTelling = true,
}: PictureOrder = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const secret = Buffer.from(SECRET_PLACE)
  const told = [
    chunk('eXIf', exifOf(orientation)),
    chunk('tEXt', Buffer.concat([Buffer.from('Comment\0'), secret])),
    chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(secret)])),
    chunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), secret])),
    chunk('tIME', Buffer.from([7, 234, 11, 23, 12, 0, 0])),
    chunk('vpAg', secret),
  ]
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('gAMA', Buffer.from([0, 0, 0xb1, 0x8f])),
    ...(isTelling ? told : []),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * Math.min(height, 1000)))),
    chunk('IEND', Buffer.alloc(0)),
    ...(isTelling ? [secret] : []),
  ])
}

export function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(content.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** Little-endian: orientation, and a directory of GPS with the place as its text. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(64)
  tiff.write('II*\0', 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(2, 8)
  for (const [index, [tag, type, value]] of [
    [0x01_12, 3, orientation],
    [0x88_25, 4, 38],
  ].entries()) {
    tiff.writeUInt16LE(tag ?? 0, 10 + 12 * index)
    tiff.writeUInt16LE(type ?? 0, 12 + 12 * index)
    tiff.writeUInt32LE(1, 14 + 12 * index)
    tiff.writeUInt16LE(value ?? 0, 18 + 12 * index)
  }
  tiff.write(SECRET_PLACE, 40)
  return tiff
}

/** A film with its place in every box that can hold one. */
export function tellingFilm(order: FilmOrder = {}): Buffer {
  const plain = filmFile(order)
  const secret = Buffer.from(SECRET_PLACE)
  const told = Buffer.concat([
    box('udta', box('\xa9xyz', Buffer.from([0, 18, 0x15, 0xc7]), secret), box('loci', secret)),
    box('meta', box('keys', Buffer.from('mdtacom.apple.quicktime.location.ISO6709')), box('ilst', secret)),
    box('uuid', Buffer.alloc(16), secret),
  ])
  const at = plain.indexOf('moov') - 4
  const size = plain.readUInt32BE(at)
  const moov = Buffer.concat([plain.subarray(at, at + size), told])
  moov.writeUInt32BE(moov.length)
  return Buffer.concat([
    plain.subarray(0, at),
    moov,
    plain.subarray(at + size),
    box('uuid', Buffer.alloc(16), secret),
    box('meta', secret),
  ])
}
