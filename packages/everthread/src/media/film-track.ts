/** One track of a film: what its boxes say (ISO 14496-12 §8, 14496-15, QuickTime File Format). Pure. */
import { readAac } from './aac.ts'
import { bodyAt, boxesIn } from './boxes.ts'
import { fourLetters, NO_BYTES, uint16, uint32, uint64, uint8 } from './bytes.ts'

export interface VideoTrack {
  readonly kind: 'video'
  readonly codec: string
  /** As it is seen: with its sides changed where it was taken upright. */
  readonly width: number
  readonly height: number
  /** Frames per second. */
  readonly frameRate: number
  /** Colours at half the sharpness, as every player expects them; `undefined` where nothing says. */
  readonly is420: boolean | undefined
  readonly isEdited: boolean
}

export interface AudioTrack {
  readonly kind: 'audio'
  /** `aac`, or the name of the sample entry. */
  readonly codec: string
  /** `undefined` where AAC leaves their arrangement to the stream itself. */
  readonly channels: number | undefined
  /** Hertz. */
  readonly sampleRate: number
  /** Bits per second. */
  readonly bitRate: number
  readonly isEdited: boolean
}

/** `undefined` for what is neither seen nor heard. */
export function readTrack(track: Buffer): VideoTrack | AudioTrack | undefined {
  const media = bodyAt(track, 'mdia')
  switch (handlerOf(track)) {
    case 'vide':
      return readVideo(track, media)
    case 'soun':
      return readAudio(track, media)
    default:
      return undefined
  }
}

/** What a track is for: `vide`, `soun`, `meta`, … */
export function handlerOf(track: Buffer): string {
  return fourLetters(bodyAt(track, 'mdia', 'hdlr'), 8)
}

function readVideo(track: Buffer, media: Buffer): VideoTrack {
  const { codec, entry } = sampleEntryOf(media)
  const { count, seconds } = readTiming(media)
  return {
    kind: 'video',
    codec,
    ...sizeOf(bodyAt(track, 'tkhd')),
    frameRate: seconds > 0 ? count / seconds : 0,
    is420: has420(entry),
    isEdited: isEdited(track),
  }
}

/** The last two fields of either version, 16.16, and before them a matrix that can turn the picture. */
function sizeOf(header: Buffer): { readonly width: number; readonly height: number } {
  const matrix = header.length - 44
  const isTurned = header.length >= 84 && uint32(header, matrix) === 0 && uint32(header, matrix + 4) !== 0
  const [width, height] = [uint16(header, header.length - 8), uint16(header, header.length - 4)]
  return isTurned ? { width: height, height: width } : { width, height }
}

/** Fixed fields of a picture's sample entry, before its boxes. */
const VISUAL_FIELDS = 78

/** H.264's profiles for other colours, and HEVC's own word. */
function has420(entry: Buffer): boolean | undefined {
  const boxes = entry.subarray(VISUAL_FIELDS)
  const avc = bodyAt(boxes, 'avcC')
  if (avc.length > 1) return ![122, 244].includes(uint8(avc, 1))
  const hevc = bodyAt(boxes, 'hvcC')
  return hevc.length > 16 ? (uint8(hevc, 16) & 3) === 1 : undefined
}

function readAudio(track: Buffer, media: Buffer): AudioTrack {
  const { codec, entry } = sampleEntryOf(media)
  const aac = codec === 'mp4a' ? readAac(decoderOf(entry)) : undefined
  const { seconds } = readTiming(media)
  return {
    kind: 'audio',
    codec: aac ? 'aac' : codec,
    // Encoders write 2 into the entry whatever there is, and more than 65,535 Hz has no room in it.
    channels: aac ? aac.channels : uint16(entry, 16),
    sampleRate: Math.max(uint16(entry, 24), aac?.sampleRate ?? 0),
    bitRate: seconds > 0 ? (8 * bytesOfSamples(media)) / seconds : 0,
    isEdited: isEdited(track),
  }
}

/** By version: what QuickTime has after the first 28 bytes. */
const SOUND_EXTRA = [0, 16, 36]

/** QuickTime puts a `wave` around it. */
function decoderOf(entry: Buffer): Buffer {
  const boxes = entry.subarray(28 + (SOUND_EXTRA[uint16(entry, 8)] ?? 0))
  const inWave = bodyAt(boxes, 'wave', 'esds')
  return inWave.length > 0 ? inWave : bodyAt(boxes, 'esds')
}

function sampleEntryOf(media: Buffer): { readonly codec: string; readonly entry: Buffer } {
  for (const { type, body } of boxesIn(bodyAt(media, 'minf', 'stbl', 'stsd').subarray(8)))
    return { codec: type, entry: body }
  return { codec: '', entry: NO_BYTES }
}

/** How many samples, and how long they last (`stts`, in units of `mdhd`). */
function readTiming(media: Buffer): { readonly count: number; readonly seconds: number } {
  const times = bodyAt(media, 'minf', 'stbl', 'stts')
  const header = bodyAt(media, 'mdhd')
  const timescale = uint32(header, uint8(header, 0) === 1 ? 20 : 12)
  let count = 0
  let units = 0
  for (const at of entriesOf(times, 4, 8)) {
    count += uint32(times, at)
    units += uint32(times, at) * uint32(times, at + 4)
  }
  return { count, seconds: timescale > 0 ? units / timescale : 0 }
}

function bytesOfSamples(media: Buffer): number {
  const sizes = bodyAt(media, 'minf', 'stbl', 'stsz')
  const common = uint32(sizes, 4)
  if (common > 0) return common * uint32(sizes, 8)
  let total = 0
  for (const at of entriesOf(sizes, 8, 4)) total += uint32(sizes, at)
  return total
}

/** It begins late, repeats or leaves out. A single edit that shows all from the beginning changes nothing. */
function isEdited(track: Buffer): boolean {
  const edits = bodyAt(track, 'edts', 'elst')
  const isLong = uint8(edits, 0) === 1
  const start = isLong ? uint64(edits, 16) : uint32(edits, 12)
  return uint32(edits, 4) > 1 || start !== 0
}

/** Where the entries of a table lie: as many as it says, and as there are. */
function* entriesOf(table: Buffer, countAt: number, size: number): Generator<number, void> {
  const first = countAt + 4
  const last = Math.min(first + uint32(table, countAt) * size, table.length)
  for (let at = first; at < last; at += size) yield at
}
