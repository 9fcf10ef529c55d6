/** One track of a film: what its boxes say (ISO 14496-12 §8, QuickTime File Format). */
import { readAacConfig } from './aac-config.ts'
import { byteAt, nameAt, uint16At, uint32At, uint64At } from './byte-reading.ts'
import { boxAt, boxesIn } from './mp4-box.ts'

export interface VideoTrack {
  readonly kind: 'video'
  readonly codec: string
  readonly width: number
  readonly height: number
  /** Frames per second. */
  readonly frameRate: number
  /** Begins late, repeats or leaves out: the player does not show the samples as they lie there. */
  readonly isEdited: boolean
}

export interface AudioTrack {
  readonly kind: 'audio'
  /** `aac`, or the name of the sample entry. */
  readonly codec: string
  readonly channels: number
  /** AAC can leave the arrangement of its channels to the stream itself. */
  readonly hasLayout: boolean
  /** Hertz. */
  readonly sampleRate: number
  /** Bits per second. */
  readonly bitRate: number
  readonly isEdited: boolean
}

/** `undefined` for subtitles, timecodes and whatever else is neither seen nor heard. */
export function readTrack(track: Uint8Array): VideoTrack | AudioTrack | undefined {
  const media = boxAt(track, 'mdia')
  switch (nameAt(boxAt(media, 'hdlr'), 8)) {
    case 'vide':
      return readVideo(track, media)
    case 'soun':
      return readAudio(track, media)
    default:
      return undefined
  }
}

function readVideo(track: Uint8Array, media: Uint8Array): VideoTrack {
  const header = boxAt(track, 'tkhd')
  const { samples, seconds } = readTiming(media)
  return {
    kind: 'video',
    codec: sampleEntryOf(media).type,
    // 16.16 fixed point, the last two fields of either version.
    width: uint16At(header, header.length - 8),
    height: uint16At(header, header.length - 4),
    frameRate: seconds > 0 ? samples / seconds : 0,
    isEdited: hasEdits(track),
  }
}

function readAudio(track: Uint8Array, media: Uint8Array): AudioTrack {
  const { type, body } = sampleEntryOf(media)
  const config = type === 'mp4a' ? readAacConfig(soundDescription(body)) : undefined
  const { seconds } = readTiming(media)
  return {
    kind: 'audio',
    codec: config ? 'aac' : type,
    // Encoders write 2 into the entry whatever there is, and more than 65,535 Hz has no room in it.
    channels: config?.channels ?? uint16At(body, 16),
    hasLayout: config === undefined || config.channels !== undefined,
    sampleRate: Math.max(uint16At(body, 24), config?.sampleRate ?? 0),
    bitRate: seconds > 0 ? (8 * bytesOfSamples(media)) / seconds : 0,
    isEdited: hasEdits(track),
  }
}

/** What follows the fixed fields of a sound's sample entry; QuickTime's longer versions, and its `wave` around the rest. */
function soundDescription(entry: Uint8Array): Uint8Array {
  const extra = [0, 16, 36][uint16At(entry, 8)] ?? 0
  const inside = entry.subarray(28 + extra)
  const wave = boxAt(inside, 'wave', 'esds')
  return wave.length > 0 ? wave : boxAt(inside, 'esds')
}

function sampleEntryOf(media: Uint8Array): { readonly type: string; readonly body: Uint8Array } {
  const entries = boxAt(media, 'minf', 'stbl', 'stsd').subarray(8)
  return boxesIn(entries)[0] ?? { type: '', body: entries.subarray(0, 0) }
}

/** How many samples there are, and how long they last (box `stts`, in units of `mdhd`). */
function readTiming(media: Uint8Array): { readonly samples: number; readonly seconds: number } {
  const times = boxAt(media, 'minf', 'stbl', 'stts')
  const header = boxAt(media, 'mdhd')
  const timescale = uint32At(header, byteAt(header, 0) === 1 ? 20 : 12)
  let samples = 0
  let units = 0
  for (const at of entriesOf(times, 4, 8)) {
    const count = uint32At(times, at)
    samples += count
    units += count * uint32At(times, at + 4)
  }
  return { samples, seconds: timescale > 0 ? units / timescale : 0 }
}

function bytesOfSamples(media: Uint8Array): number {
  const sizes = boxAt(media, 'minf', 'stbl', 'stsz')
  const common = uint32At(sizes, 4)
  if (common > 0) return common * uint32At(sizes, 8)
  let total = 0
  for (const at of entriesOf(sizes, 8, 4)) total += uint32At(sizes, at)
  return total
}

/** A list of a single edit that shows all from the beginning changes nothing. */
function hasEdits(track: Uint8Array): boolean {
  const edits = boxAt(track, 'edts', 'elst')
  const isLong = byteAt(edits, 0) === 1
  const starts = [...entriesOf(edits, 4, isLong ? 20 : 12)].map((at) =>
    isLong ? uint64At(edits, at + 8) : uint32At(edits, at + 4),
  )
  return starts.length > 1 || starts.some((start) => start !== 0)
}

/** Where the entries of a table lie: as many as it says, and as there are. */
function* entriesOf(table: Uint8Array, countAt: number, size: number): Generator<number, void> {
  const first = countAt + 4
  const last = Math.min(first + uint32At(table, countAt) * size, table.length)
  for (let at = first; at < last; at += size) yield at
}
