/** What the boxes of a film say of it (MP4, QuickTime). */
import { byteAt, nameAt, uint32At, uint64At } from './byte-reading.ts'
import { type AudioTrack, readTrack, type VideoTrack } from './film-track.ts'
import { boxAt, boxesIn } from './mp4-box.ts'

export interface Film {
  readonly contentType: 'video/mp4' | 'video/quicktime'
  readonly seconds: number
  /** Of everything in the file, bits per second. */
  readonly bitRate: number
  /** The index (`moov`) stands before the samples (`mdat`). */
  readonly isIndexFirst: boolean
  readonly video: VideoTrack | undefined
  readonly audio: AudioTrack | undefined
}

/** `undefined` for everything that is no film, or shows no index in `bytes`: the beginning of a file of `size`. */
export function readFilm(bytes: Uint8Array, size: number): Film | undefined {
  if (!BEGINNINGS.includes(nameAt(bytes, 4))) return undefined
  const order = boxesIn(bytes).map(({ type }) => type)
  if (!order.includes('moov')) return undefined
  const index = boxAt(bytes, 'moov')
  const tracks = boxesIn(index).flatMap(({ type, body }) => (type === 'trak' ? (readTrack(body) ?? []) : []))
  const seconds = secondsOf(boxAt(index, 'mvhd'))
  return {
    contentType: isQuickTime(bytes) ? 'video/quicktime' : 'video/mp4',
    seconds,
    bitRate: seconds > 0 ? (8 * size) / seconds : 0,
    isIndexFirst: !order.slice(0, order.indexOf('moov')).includes('mdat'),
    video: tracks.find((track) => track.kind === 'video'),
    audio: tracks.find((track) => track.kind === 'audio'),
  }
}

/** Old QuickTime files have no `ftyp`. */
const BEGINNINGS: readonly string[] = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip']

function isQuickTime(bytes: Uint8Array): boolean {
  return nameAt(bytes, 4) !== 'ftyp' || nameAt(bytes, 8) === 'qt  '
}

function secondsOf(header: Uint8Array): number {
  const isLong = byteAt(header, 0) === 1
  const timescale = uint32At(header, isLong ? 20 : 12)
  const duration = isLong ? uint64At(header, 24) : uint32At(header, 16)
  return timescale > 0 ? duration / timescale : 0
}
