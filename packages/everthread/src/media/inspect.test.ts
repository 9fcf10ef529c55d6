/** What a file is found to be, and what Meta would have against it. The films are a real encoder’s, or made box by box. */
import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { inspectFilm } from '../../../sandbox/src/media/inspect-media.ts'
import type { AudioOrder, FilmOrder } from '../../../sandbox/test-support/film-file.ts'
import { LANGUAGES } from '../words/language.ts'
import { mediaSentences } from '../words/media-words.ts'
import { type ByteSource, sourceOf } from './byte-source.ts'
import { inspect } from './inspect.ts'
import { isRefused, type MediaFinding, mediaFinding, type MediaFindingId } from './media-finding.ts'
import { sizeFindings } from './media-rules.ts'
import { box, filmFile, jpegFile, pngFile } from './test-files.ts'

const inspected = (bytes: Buffer) => inspect(sourceOf(bytes))
const idsOf = (findings: readonly MediaFinding[]) => findings.map(({ id }) => id)
const findingsOf = async (bytes: Buffer) => idsOf((await inspected(bytes)).findings)

describe('pictures', () => {
  it('are known by their bytes, with the sides that one sees', async () => {
    expect(await inspected(jpegFile({ orientation: 6 }))).toMatchObject({
      facts: { kind: 'image', type: 'image/jpeg', width: 480, height: 640 },
      findings: [],
    })
    expect((await inspected(pngFile())).facts).toMatchObject({ type: 'image/png', width: 640, height: 480 })
  })

  it.each([
    [{ width: 319, height: 319 }, ['image-narrow']],
    [{ width: 320, height: 320 }, []],
    [{ width: 1440, height: 1440 }, []],
    [{ width: 1441, height: 1000 }, ['image-wide']],
    [{ width: 1000, height: 100 }, []],
    [{ width: 1001, height: 100 }, ['image-aspect']],
    [{ width: 400, height: 4001 }, ['image-aspect']],
  ])('%o: %o', async (size, ids) => {
    expect(await findingsOf(jpegFile(size))).toEqual(ids)
  })

  it('above 8 MB are refused without being read', async () => {
    const reads: number[] = []
    const big: ByteSource = {
      size: 8 * 1024 ** 2 + 1,
      read: (at, length) => {
        reads.push(length)
        return Promise.resolve(jpegFile().subarray(at, at + length))
      },
    }
    expect(idsOf((await inspect(big)).findings)).toEqual(['image-too-big'])
    expect(Math.max(...reads)).toBeLessThan(100)
  })
})

describe('what is no picture and no film is called by its name', () => {
  it.each<[string, string | Buffer]>([
    ['HEIC', '\0\0\0\x18ftypheic\0\0\0\0'],
    ['HEIC', '\0\0\0\x18ftypmif1\0\0\0\0'],
    ['AVIF', '\0\0\0\x18ftypavif\0\0\0\0'],
    ['WebP', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['GIF', 'GIF89a'],
    ['PDF', '%PDF-1.7'],
    ['WebM', '\x1a\x45\xdf\xa3'],
    ['SVG', '<?xml version="1.0"?><svg'],
    ['HTML', '<!DOCTYPE html>'],
    ['3GP', '\0\0\0\x18ftyp3gp5'],
    ['TIFF', 'II*\0'],
    ['ZIP', 'PK\x03\x04'],
  ])('%s', async (type, bytes) => {
    const { facts, findings } = await inspected(Buffer.from(bytes.toString(), 'latin1'))
    expect(facts).toBeUndefined()
    expect(findings).toEqual([mediaFinding('type-not-taken', { type })])
  })

  it('or is unknown, or empty', async () => {
    expect(await findingsOf(Buffer.from('hello'))).toEqual(['type-unknown'])
    expect(await findingsOf(Buffer.alloc(0))).toEqual(['file-empty'])
  })
})

describe('films', () => {
  const sound = (audio: AudioOrder): FilmOrder => ({ audio })
  it.each<[FilmOrder, readonly MediaFindingId[]]>([
    [{}, []],
    [{ audio: false }, []],
    [{ seconds: 300 }, []],
    [{ seconds: 301 }, ['video-too-long']],
    [{ seconds: 0 }, ['video-empty', 'frame-rate']],
    [{ codec: 'vp09' }, ['video-codec']],
    [{ width: 1921 }, ['video-too-wide']],
    [{ width: 1920, height: 100 }, ['video-aspect']],
    [{ frameRate: 20 }, ['frame-rate']],
    [{ frameRate: 100 }, ['frame-rate']],
    [{ isIndexLast: true }, ['moov-last']],
    [{ edits: [1024] }, ['edit-list']],
    [{ edits: [0] }, []],
    [sound({ codec: 'lpcm' }), ['audio-codec']],
    [sound({ objectType: 0x6b }), ['audio-codec']],
    [sound({ sampleRate: 96_000 }), ['audio-rate']],
    [sound({ channels: 6 }), ['audio-channels']],
    [sound({ channelConfiguration: 0 }), ['audio-layout']],
    [sound({ bitRate: 320_000 }), ['audio-bit-rate']],
    [sound({ version: 1 }), []],
  ])('%o: %o', async (order, ids) => {
    expect(await findingsOf(filmFile(order))).toEqual(ids)
  })

  it('tell what they are', async () => {
    const { facts } = await inspected(filmFile({ brand: 'qt  ', seconds: 2 }))
    expect(facts).toMatchObject({ kind: 'video', type: 'video/quicktime', width: 1080, durationMs: 2000 })
  })

  it('in fragments are warned of, and nothing is said about a length that nobody knows', async () => {
    const film = filmFile({ seconds: 0 })
    const at = film.indexOf('moov') - 4
    const end = at + film.readUInt32BE(at)
    const moov = box('moov', film.subarray(at + 8, end), box('mvex', Buffer.alloc(8)))
    const { facts, findings } = await inspected(
      Buffer.concat([film.subarray(0, at), moov, film.subarray(end)]),
    )
    expect(idsOf(findings)).toEqual(['fragmented'])
    expect(facts).not.toHaveProperty('durationMs')
  })

  it('without a picture, without an index and cut off are told apart', async () => {
    const film = filmFile()
    expect(await findingsOf(box('ftyp', Buffer.from('isom')))).toEqual(['video-broken'])
    expect(await findingsOf(film.subarray(0, -1))).toEqual(['video-broken'])
    const soundOnly = Buffer.from(film)
    soundOnly.write('xxxx', film.indexOf('vide'))
    expect(await findingsOf(soundOnly)).toEqual(['video-no-picture'])
  })

  it.each(['stts', 'stsz', 'stsd', 'elst'])(
    'that claim a thousand million entries in %s cost no more',
    async (table) => {
      const film = filmFile({ edits: [0] })
      const at = film.indexOf(table)
      film.writeUInt32BE(0x3f_ff_ff_ff, at + (table === 'stsz' ? 12 : 8))
      const before = process.memoryUsage().arrayBuffers
      expect((await inspected(film)).facts?.kind).toBe('video')
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 ** 2)
    },
  )

  it('above 1 GB are refused, and of a film only its index is read', async () => {
    const index = filmFile()
    const mdatAt = index.lastIndexOf('mdat') - 4
    const head = Buffer.from(index.subarray(0, mdatAt + 8))
    const size = 1024 ** 3 + 1
    head.writeUInt32BE(size - mdatAt, mdatAt)
    let bytesRead = 0
    const read = (at: number, length: number) => {
      bytesRead += length
      return Promise.resolve(head.subarray(at, at + length))
    }
    expect(idsOf((await inspect({ size, read })).findings)).toContain('video-too-big')
    expect(bytesRead).toBeLessThan(10_000)
    expect(sizeFindings('video', 1024 ** 3)).toEqual([])
  })

  it('with an index of 17 MB or ten thousand boxes are given up', async () => {
    const moov = Buffer.alloc(16)
    moov.writeUInt32BE(17 * 1024 ** 2)
    moov.write('moov', 4)
    const read = (at: number, length: number) => Promise.resolve(moov.subarray(at, at + length))
    expect(idsOf((await inspect({ size: 17 * 1024 ** 2, read })).findings)).toEqual(['video-broken'])
    expect(await findingsOf(Buffer.alloc(8 * 10_001, box('free')))).toEqual(['video-broken'])
    const crowded = box('moov', Buffer.alloc(8 * 1_000_000, box('free')), filmFile())
    expect(await findingsOf(crowded)).toEqual(['video-no-picture'])
  })
})

describe('films of a real encoder', () => {
  it.each<[string, object, readonly MediaFindingId[]]>([
    [
      'phone.mp4',
      { type: 'video/mp4', width: 144, height: 256, film: { video: { codec: 'avc1', is420: true } } },
      [],
    ],
    [
      'hevc.mp4',
      { film: { video: { codec: 'hvc1', is420: true }, audio: { codec: 'aac', channels: 1 } } },
      [],
    ],
    [
      'studio-sound.mov',
      { type: 'video/quicktime', film: { audio: { sampleRate: 96_000 } } },
      ['audio-rate'],
    ],
    ['surround.mp4', { film: { audio: { channels: 6 } } }, ['audio-channels']],
    ['unprepared.mp4', { film: { isIndexFirst: false } }, ['moov-last', 'edit-list']],
  ])('%s', async (name, facts, ids) => {
    const bytes = readFileSync(new URL(`../../../sandbox/test-support/films/${name}`, import.meta.url))
    const inspection = await inspected(bytes)
    expect(inspection.facts).toMatchObject(facts)
    expect(idsOf(inspection.findings)).toEqual(expect.arrayContaining([...ids]))
    expect(isRefused(inspection.findings)).toBe(ids.some((id) => id.startsWith('audio')))
  })
})

test('what the sandbox fails for a reason that is not a matter of taste, is refused, and nothing else', async () => {
  const orders = fc.record(
    {
      seconds: fc.constantFrom(1, 10, 299, 301),
      width: fc.constantFrom(1, 500, 1920, 1921, 4000),
      height: fc.constantFrom(1, 200, 1080, 60_000),
      frameRate: fc.constantFrom(10, 24, 30, 60, 90),
      codec: fc.constantFrom('avc1', 'hev1', 'vp09'),
      audio: fc.constantFrom<AudioOrder | false>(
        false,
        {},
        { channels: 6 },
        { sampleRate: 96_000 },
        { channelConfiguration: 0 },
      ),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(orders, async (order) => {
      const bytes = filmFile(order)
      const verdict = inspectFilm({ bytes, size: bytes.length }, 'lenient')
      expect(isRefused((await inspected(bytes)).findings)).toBe(verdict.failure !== undefined)
    }),
  )
})

test('every finding is said in both languages, with its figures', () => {
  const long = mediaFinding('video-too-long', { seconds: 300.5, most: 300 })
  expect(mediaSentences(long, 'en').message).toBe('The video lasts 300.5 seconds; Threads takes at most 300.')
  expect(mediaSentences(long, 'ru').message).toContain('300,5 с')
  const big = mediaFinding('image-too-big', { bytes: 8 * 1024 ** 2 + 1, most: 8 * 1024 ** 2 })
  for (const language of LANGUAGES) expect(mediaSentences(big, language).message).toMatch(/8[.,]1.*8 /)
})
