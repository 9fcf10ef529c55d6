/** What is left of a film when it has been stripped: everything at its place, and nothing of where it was made. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { box } from '../../../sandbox/test-support/film-file.ts'
import { sourceOf } from './byte-source.ts'
import { inspect } from './inspect.ts'
import { strip, type StrippedFile } from './strip.ts'
import { filmFile, SECRET_PLACE, tellingFilm } from './test-files.ts'

const RUNS = process.env.EVERTHREAD_TEST_LONG === '1' ? 50_000 : 500

type Transfer = [bytes: Buffer, offset: number, length: number, at: number]

/** A file in memory; what is written beyond its end fails the test. */
function fileOf(bytes: Buffer): StrippedFile & { readonly bytes: Buffer } {
  return {
    bytes,
    read: ((...[into, offset, length, at]: Transfer) => {
      const bytesRead = bytes.copy(into, offset, at, Math.min(at + length, bytes.length))
      return Promise.resolve({ bytesRead, buffer: into })
    }) as StrippedFile['read'],
    write: ((...[from, offset, length, at]: Transfer) => {
      if (at + length > bytes.length) throw new RangeError('written beyond the end')
      from.copy(bytes, at, offset, offset + length)
      return Promise.resolve({ bytesWritten: length, buffer: from })
    }) as StrippedFile['write'],
    truncate: () => Promise.reject(new Error('a film keeps its size')),
  }
}

async function stripped(film: Buffer): Promise<Buffer> {
  const { facts } = await inspect(sourceOf(film))
  if (!facts) throw new Error('no film')
  const file = fileOf(Buffer.from(film))
  await strip(file, facts)
  return file.bytes
}

describe.each([false, true])('a film with its index at the end: %s', (isIndexLast) => {
  it('tells nothing of where it was made, and nothing has moved', async () => {
    const told = tellingFilm({ isIndexLast })
    const after = await stripped(told)
    expect(told.includes(SECRET_PLACE)).toBe(true)
    expect(after.includes(SECRET_PLACE)).toBe(false)
    expect(after.length).toBe(told.length)
    for (const name of ['moov', 'mdat', 'stsz']) expect(after.indexOf(name)).toBe(told.indexOf(name))
  })

  it('is the same film', async () => {
    const told = tellingFilm({ isIndexLast })
    expect(await inspect(sourceOf(await stripped(told)))).toEqual(await inspect(sourceOf(told)))
  })

  it('does not change when it is stripped again', async () => {
    const once = await stripped(tellingFilm({ isIndexLast }))
    expect(await stripped(once)).toEqual(once)
  })
})

it('a film that tells nothing is left alone', async () => {
  expect(await stripped(filmFile())).toEqual(filmFile())
})

it('a track of positions goes, with its samples, and its neighbours’ stay', async () => {
  const samples = ['picture!', SECRET_PLACE, 'sound!!!', SECRET_PLACE].map((text) => Buffer.from(text))
  const after = await stripped(withPositions(samples))
  expect(after.includes(SECRET_PLACE)).toBe(false)
  expect(after.includes('gpmd')).toBe(false)
  expect(after.includes('picture!')).toBe(true)
  expect(after.includes('sound!!!')).toBe(true)
})

it('samples that are said to lie elsewhere, or everywhere, are passed over', async () => {
  const film = withPositions([Buffer.from('picture!')], { offsets: [0, 1, 2 ** 31], size: 2 ** 30 })
  const after = await stripped(film)
  expect(after.subarray(0, 4)).toEqual(film.subarray(0, 4))
  expect(after.includes('picture!')).toBe(true)
})

/** A second-to-none camera: every other sample is a position. */
function withPositions(
  samples: readonly Buffer[],
  lie?: { readonly offsets: readonly number[]; readonly size: number },
): Buffer {
  const plain = filmFile()
  const ftyp = plain.subarray(0, plain.readUInt32BE(0))
  const mdat = box('mdat', ...samples)
  let at = ftyp.length + 8
  const places = samples.map((sample) => [at, (at += sample.length)][0] ?? 0)
  const offsets = lie?.offsets ?? places.filter((_, index) => index % 2 === 1)
  const table = box(
    'stbl',
    box('stsd', u32(0, 1), box('gpmd', Buffer.alloc(8))),
    box('stsz', u32(0, lie?.size ?? SECRET_PLACE.length, offsets.length)),
    box('stsc', u32(0, 1, 1, 1, 1)),
    box('stco', u32(0, offsets.length, ...offsets)),
  )
  const handler = box('hdlr', u32(0, 0), Buffer.from('meta'), Buffer.alloc(13))
  const track = box('trak', box('mdia', handler, box('minf', table)))
  const moovAt = plain.indexOf('moov') - 4
  const moov = plain.subarray(moovAt + 8, moovAt + plain.readUInt32BE(moovAt))
  return Buffer.concat([ftyp, mdat, box('moov', moov, track)])
}

function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}

it('whatever is changed in a film, nothing is written outside it, and it ends', async () => {
  const whole = tellingFilm()
  const positions = withPositions([Buffer.from('picture!'), Buffer.from(SECRET_PLACE)])
  const spoiled = fc.constantFrom(whole, positions).chain((film) =>
    fc.array(fc.tuple(fc.nat(film.length - 1), fc.nat(255)), { maxLength: 12 }).map((changes) => {
      const bytes = Buffer.from(film)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    }),
  )
  await fc.assert(
    fc.asyncProperty(spoiled, async (bytes) => {
      const { facts, findings } = await inspect(sourceOf(bytes))
      if (!facts) expect(findings.length).toBeGreaterThan(0)
      else if (facts.kind === 'video') expect((await stripped(bytes)).length).toBe(bytes.length)
    }),
    { numRuns: RUNS },
  )
})
