/**
 * What the boxes of a film say of it (MP4, QuickTime). Of the file only the index (`moov`) is read, which for five minutes
 * has about a megabyte, and the headers of the boxes beside it.
 */
import { type BoxExtent, boxesIn, boxesOfFile, bodyAt } from './boxes.ts'
import type { ByteSource } from './byte-source.ts'
import { uint32, uint64, uint8 } from './bytes.ts'
import { type AudioTrack, readTrack, type VideoTrack } from './film-track.ts'

export interface Film {
  readonly seconds: number
  /** Of everything in the file, bits per second. */
  readonly bitRate: number
  /** The index stands before the samples. */
  readonly isIndexFirst: boolean
  /** Made for streaming in pieces: the index in front does not tell how long it is. */
  readonly isFragmented: boolean
  readonly video?: VideoTrack
  readonly audio?: AudioTrack
}

/** What was read of the file, for whoever changes it. */
export interface FilmIndex {
  /** Side by side in the file. */
  readonly boxes: readonly BoxExtent[]
  readonly moov: BoxExtent
  readonly body: Buffer
}

/** Sixteen times what five minutes need. A larger one is no film that Meta takes, and no memory is spent on it. */
const LARGEST_INDEX_BYTES = 16 * 1024 ** 2

/** `undefined` for what has no index, is cut off or was never a film. */
export async function readIndex(file: ByteSource): Promise<FilmIndex | undefined> {
  const boxes = await boxesOfFile(file)
  const moov = boxes?.find(({ type }) => type === 'moov')
  if (!boxes || !moov || moov.size > LARGEST_INDEX_BYTES) return undefined
  return { boxes, moov, body: await file.read(moov.at + moov.header, moov.size - moov.header) }
}

/** `fileBytes`: how large all of it is. */
export function readFilm({ boxes, moov, body }: FilmIndex, fileBytes: number): Film {
  const tracks = [...boxesIn(body)].flatMap(({ type, body: track }) =>
    type === 'trak' ? (readTrack(track) ?? []) : [],
  )
  const seconds = secondsOf(bodyAt(body, 'mvhd'))
  const video = tracks.find((track) => track.kind === 'video')
  const audio = tracks.find((track) => track.kind === 'audio')
  return {
    seconds,
    bitRate: seconds > 0 ? (8 * fileBytes) / seconds : 0,
    isIndexFirst: boxes.every(({ type, at }) => type !== 'mdat' || at > moov.at),
    isFragmented: bodyAt(body, 'mvex').length > 0,
    ...(video && { video }),
    ...(audio && { audio }),
  }
}

function secondsOf(header: Buffer): number {
  const isLong = uint8(header, 0) === 1
  const timescale = uint32(header, isLong ? 20 : 12)
  const duration = isLong ? uint64(header, 24) : uint32(header, 16)
  return timescale > 0 ? duration / timescale : 0
}
