/**
 * Where a film tells where it was taken, and what it is overwritten with. Nothing moves: an index is full of offsets. Every box
 * of a maker's own (`udta`, `meta`, `uuid`: ©xyz, loci, Apple's ISO 6709, XMP, GoPro's GPS) becomes `free` and zeros, known or
 * not; so do tracks of positions, with all of their samples.
 */
import { bodyAt, type Box, type BoxExtent, boxesIn } from './boxes.ts'
import { uint32, uint64 } from './bytes.ts'
import type { FilmIndex } from './film.ts'
import { handlerOf } from './film-track.ts'

/** A piece of the file to be overwritten. */
export type Blank =
  | { readonly kind: 'box'; readonly at: number; readonly header: number; readonly size: number }
  /** Among others' samples: zeros alone. */
  | { readonly kind: 'samples'; readonly at: number; readonly size: number }

const TELLING: readonly string[] = ['udta', 'meta', 'uuid']

/** What is seen, heard, read along or needed to play the others. Every other kind of track goes. */
const KEPT_TRACKS: readonly string[] = ['vide', 'soun', 'text', 'sbtl', 'subt', 'clcp', 'tmcd', 'hint']

export function tellingPieces({ boxes, moov, body }: FilmIndex): readonly Blank[] {
  const pieces = piecesIn(body, moov.at + moov.header)
  const mdat = boxes.filter(({ type }) => type === 'mdat')
  return [...boxes.filter(isTelling).map(toBlank), ...pieces.filter(isWithin(mdat))]
}

/**
 * The offsets of samples are whatever somebody wrote: those that point elsewhere are passed over, and so is what comes after
 * all of `mdat` has been counted once, or a small file could ask for terabytes of zeros.
 */
function isWithin(mdat: readonly BoxExtent[]): (blank: Blank) => boolean {
  let left = mdat.reduce((sum, { size }) => sum + size, 0)
  return (blank) => {
    if (blank.kind === 'box') return true
    left -= blank.size
    return (
      left >= 0 &&
      mdat.some(({ at, header, size }) => blank.at >= at + header && blank.at + blank.size <= at + size)
    )
  }
}

function piecesIn(index: Buffer, at: number): Blank[] {
  return [...boxesIn(index, at)].flatMap((box) => {
    if (isTelling(box)) return [toBlank(box)]
    return box.type === 'trak' ? piecesOfTrack(box) : []
  })
}

function piecesOfTrack(track: Box): Blank[] {
  if (!KEPT_TRACKS.includes(handlerOf(track.body))) return [...samplesOf(track.body), toBlank(track)]
  return [...boxesIn(track.body, track.at + track.header)].filter(isTelling).map(toBlank)
}

function isTelling({ type }: BoxExtent): boolean {
  return TELLING.includes(type)
}

function toBlank({ at, header, size }: BoxExtent): Blank {
  return { kind: 'box', at, header, size }
}

/** A second of a five-minute film has hundreds of positions at most. */
const MOST_SAMPLES = 100_000

/** Chunk by chunk (ISO 14496-12 §8.7): where each begins, and the sizes of as many samples as it holds. */
function samplesOf(track: Buffer): Blank[] {
  const table = bodyAt(track, 'mdia', 'minf', 'stbl')
  const chunks = chunkOffsets(table)
  const runs = bodyAt(table, 'stsc')
  const sizeOf = sampleSizes(table)
  const blanks: Blank[] = []
  let sample = 0
  let run = 0
  for (const [number, at] of chunks.entries()) {
    // Runs name the first chunk, from 1, that they hold for.
    while (uint32(runs, 8 + 12 * (run + 1)) === number + 1 && run + 1 < uint32(runs, 4)) run += 1
    const count = Math.min(uint32(runs, 12 + 12 * run), MOST_SAMPLES - sample)
    let size = 0
    for (let i = 0; i < count; i += 1, sample += 1) size += sizeOf(sample)
    blanks.push({ kind: 'samples', at, size })
  }
  return blanks
}

function chunkOffsets(table: Buffer): number[] {
  const short = bodyAt(table, 'stco')
  const long = bodyAt(table, 'co64')
  const count = Math.min(Math.max(uint32(short, 4), uint32(long, 4)), MOST_SAMPLES, table.length / 4)
  return Array.from({ length: count }, (_, i) =>
    short.length > 0 ? uint32(short, 8 + 4 * i) : uint64(long, 8 + 8 * i),
  )
}

function sampleSizes(table: Buffer): (sample: number) => number {
  const sizes = bodyAt(table, 'stsz')
  const common = uint32(sizes, 4)
  return common > 0 ? () => common : (sample) => uint32(sizes, 12 + 4 * sample)
}
