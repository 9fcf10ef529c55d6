/** A film as small as one can be: an index that says everything, and samples that show nothing. */

export interface FilmOrder {
  readonly brand?: string
  readonly seconds?: number
  readonly width?: number
  readonly height?: number
  readonly frameRate?: number
  readonly codec?: string
  /** The start of a first edit, or several. */
  readonly edits?: readonly number[]
  readonly isIndexLast?: boolean
  /** `false`: a silent film. */
  readonly audio?: AudioOrder | false
}

export interface AudioOrder {
  readonly codec?: string
  /** Of the decoder: 0x40 is AAC. */
  readonly objectType?: number
  readonly channels?: number
  /** Of the AAC stream; 0: told within it. */
  readonly channelConfiguration?: number
  readonly sampleRate?: number
  readonly bitRate?: number
  /** QuickTime's longer sample entries; 1 comes with a `wave` around the decoder. */
  readonly version?: 0 | 1
}

const TIMESCALE = 1000

export function filmFile(order: FilmOrder = {}): Buffer {
  const { brand = 'isom', isIndexLast = false, audio = {} } = order
  const tracks = [videoTrack(order), ...(audio === false ? [] : [audioTrack(order, audio)])]
  const index = box('moov', movieHeader(order), ...tracks)
  const samples = box('mdat', Buffer.alloc(64))
  const beginning = box('ftyp', Buffer.from(`${brand}\0\0\0\0${brand}`, 'latin1'))
  return Buffer.concat([beginning, ...(isIndexLast ? [samples, index] : [index, samples])])
}

export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([u32(body.length + 8), Buffer.from(type, 'latin1'), body])
}

function movieHeader({ seconds = 10 }: FilmOrder): Buffer {
  return box('mvhd', u32(0, 0, 0, TIMESCALE, Math.round(seconds * TIMESCALE)), Buffer.alloc(80))
}

function videoTrack(order: FilmOrder): Buffer {
  const { seconds = 10, width = 1080, height = 1920, frameRate = 30, codec = 'avc1', edits } = order
  const entry = box(codec, Buffer.alloc(78))
  const frames = Math.round(seconds * frameRate)
  const delta = TIMESCALE / frameRate
  const timing = u32(0, 1, frames, Math.round(delta))
  const header = box('tkhd', Buffer.alloc(76), u32(width * 65_536, height * 65_536))
  return box(
    'trak',
    header,
    ...editBoxes(edits),
    media('vide', seconds, { entry, timing, sizes: u32(0, 10, frames) }),
  )
}

function audioTrack({ seconds = 10 }: FilmOrder, audio: AudioOrder): Buffer {
  const { codec = 'mp4a', sampleRate = 44_100, bitRate = 96_000, version = 0 } = audio
  const fields = Buffer.alloc(28)
  fields.writeUInt16BE(version, 8)
  // As encoders do, whatever there is; and of the rate as much as has room.
  fields.writeUInt16BE(2, 16)
  fields.writeUInt16BE(sampleRate & 0xffff, 24)
  const decoder = decoderBox(audio)
  const rest = version === 1 ? [Buffer.alloc(16), box('wave', box('frma'), decoder)] : [decoder]
  const entry = box(codec, fields, ...rest)
  const samples = Math.round(seconds * 10)
  const sizes = u32(0, 0, samples, ...Array.from({ length: samples }, () => Math.round(bitRate / 80)))
  return box(
    'trak',
    box('tkhd', Buffer.alloc(84)),
    media('soun', seconds, { entry, timing: u32(0, 1, samples, 100), sizes }),
  )
}

function decoderBox({
  objectType = 0x40,
  channels = 2,
  channelConfiguration = channels,
  sampleRate = 44_100,
}: AudioOrder): Buffer {
  // AAC-LC: five bits of 2, four of the frequency, then the channels.
  const config = (2 << 11) | (FREQUENCIES.indexOf(sampleRate) << 7) | (channelConfiguration << 3)
  const specific = descriptor(0x05, Buffer.from([config >> 8, config & 0xff]))
  const decoder = descriptor(0x04, Buffer.from([objectType, 0x15, ...Buffer.alloc(11)]), specific)
  return box('esds', u32(0), descriptor(0x03, Buffer.from([0, 1, 0]), decoder))
}

/** Those that have a number (ISO 14496-3 §1.6.3.4), as far as the films of the tests need them. */
const FREQUENCIES = [96_000, 88_200, 64_000, 48_000, 44_100]

/** With its length in four bytes, as encoders write it. */
function descriptor(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, 0x80, 0x80, 0x80, body.length]), body])
}

interface Samples {
  readonly entry: Buffer
  readonly timing: Buffer
  readonly sizes: Buffer
}

function media(handler: string, seconds: number, { entry, timing, sizes }: Samples): Buffer {
  const table = box('stbl', box('stsd', u32(0, 1), entry), box('stts', timing), box('stsz', sizes))
  return box(
    'mdia',
    box('mdhd', u32(0, 0, 0, TIMESCALE, Math.round(seconds * TIMESCALE), 0)),
    box('hdlr', u32(0, 0), Buffer.from(handler, 'latin1'), Buffer.alloc(13)),
    box('minf', table),
  )
}

function editBoxes(starts: readonly number[] = []): readonly Buffer[] {
  if (starts.length === 0) return []
  const entries = starts.map((start) => u32(1000, start, 65_536))
  return [box('edts', box('elst', u32(0, starts.length), ...entries))]
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}
