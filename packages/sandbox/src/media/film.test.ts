import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AudioOrder, box, filmFile, type FilmOrder } from '../../test-support/film-file.ts'
import { readFilm } from './film.ts'
import { inspectFilm } from './inspect-media.ts'
import { filmFailure } from './media-verdict.ts'

function failureOf(order: FilmOrder, layout: 'strict' | 'lenient' = 'strict') {
  const bytes = filmFile(order)
  return filmFailure(readFilm(bytes, bytes.length), layout)
}

function withAudio(audio: AudioOrder): FilmOrder {
  return { audio }
}

test('a film says its type, its length, its size, its frames and its sound', () => {
  const bytes = filmFile({ seconds: 12, width: 720, height: 1280, frameRate: 25 })
  expect(readFilm(bytes, 3_000_000)).toEqual({
    contentType: 'video/mp4',
    seconds: 12,
    bitRate: 2_000_000,
    isIndexFirst: true,
    video: { kind: 'video', codec: 'avc1', width: 720, height: 1280, frameRate: 25, isEdited: false },
    audio: {
      kind: 'audio',
      codec: 'aac',
      channels: 2,
      hasLayout: true,
      sampleRate: 44_100,
      bitRate: 96_000,
      isEdited: false,
    },
  })
})

describe('what is documented is taken', () => {
  const good: readonly [string, FilmOrder][] = [
    ['a film of a phone', {}],
    ['a silent one', { audio: false }],
    ['QuickTime', { brand: 'qt  ', audio: { version: 1 } }],
    ['HEVC', { codec: 'hvc1' }],
    ['the longest', { seconds: 300 }],
    ['23.976 frames a second', { frameRate: 23.976 }],
    ['60 frames a second', { frameRate: 60 }],
    ['the widest', { width: 1920, height: 192 }],
    ['a strip', { width: 10, height: 1000 }],
    ['mono', { audio: { channels: 1 } }],
    ['48 kHz and an average above its aim', { audio: { sampleRate: 48_000, bitRate: 135_000 } }],
    ['an edit that changes nothing', { edits: [0] }],
  ]
  test.each(good)('%s', (_, order) => {
    expect(failureOf(order)).toBeUndefined()
  })
})

describe('what is not fails by its name', () => {
  const bad: readonly [string, FilmOrder, string][] = [
    ['nothing to see', { width: 0, height: 0 }, 'INVALID_ASPEC_RATIO'],
    ['wider than 10:1', { width: 1920, height: 191 }, 'INVALID_ASPEC_RATIO'],
    ['narrower than 0.01:1', { width: 9, height: 1000 }, 'INVALID_ASPEC_RATIO'],
    ['wider than 1920', { width: 2560, height: 1440 }, 'FAILED_PROCESSING_VIDEO'],
    ['no length', { seconds: 0 }, 'INVALID_DURATION'],
    ['longer than five minutes', { seconds: 301 }, 'INVALID_DURATION'],
    ['fifteen frames a second', { frameRate: 15 }, 'INVALID_FRAME_RATE'],
    ['a hundred and twenty', { frameRate: 120 }, 'INVALID_FRAME_RATE'],
    ['another codec', { codec: 'vp09' }, 'FAILED_PROCESSING_VIDEO'],
    ['MP3', withAudio({ objectType: 0x6b }), 'FAILED_PROCESSING_AUDIO'],
    ['Opus', withAudio({ codec: 'Opus' }), 'FAILED_PROCESSING_AUDIO'],
    ['more than 48 kHz', withAudio({ sampleRate: 64_000 }), 'FAILED_PROCESSING_AUDIO'],
    ['more than its field can hold', withAudio({ sampleRate: 96_000 }), 'FAILED_PROCESSING_AUDIO'],
    ['five channels', withAudio({ channels: 5 }), 'INVALID_AUDIO_CHANNELS'],
    ['an unknown arrangement', withAudio({ channelConfiguration: 0 }), 'INVALID_AUDIO_CHANNEL_LAYOUT'],
    ['320 kbit/s of sound', withAudio({ bitRate: 320_000 }), 'INVALID_BIT_RATE'],
  ]
  test.each(bad)('%s', (_, order, failure) => {
    expect(failureOf(order)).toBe(failure)
  })

  test('more than 100 Mbit/s', () => {
    expect(filmFailure(readFilm(filmFile({ seconds: 1 }), 13_000_000), 'strict')).toBe('INVALID_BIT_RATE')
  })
})

test('edit lists and an index at the end fail, unless the layout may be lenient', () => {
  for (const order of [{ edits: [1024] }, { edits: [0, 500] }, { isIndexLast: true }]) {
    expect([failureOf(order), failureOf(order, 'lenient')]).toEqual(['FAILED_PROCESSING_VIDEO', undefined])
  }
})

test('what is no film, and one whose index is missing, fail in processing', () => {
  const files = [Buffer.from('<!doctype html>'), Buffer.alloc(0), box('ftyp'), box('mdat', Buffer.alloc(9))]
  for (const bytes of files) {
    expect(inspectFilm({ bytes, size: bytes.length }, 'lenient')).toEqual({
      contentType: 'application/octet-stream',
      width: 0,
      height: 0,
      failure: 'FAILED_PROCESSING_VIDEO',
    })
  }
})

test('boxes of 64 bits and of the rest of the file are read', () => {
  const [index, rest] = [filmFile().subarray(20), Buffer.alloc(32)]
  const moov = index.subarray(8, index.readUInt32BE(0))
  const long = Buffer.alloc(16)
  long.writeUInt32BE(1)
  long.write('moov', 4, 'latin1')
  long.writeBigUInt64BE(BigInt(moov.length + 16), 8)
  rest.write('mdat', 4, 'latin1')
  const bytes = Buffer.concat([box('ftyp', Buffer.from('isom', 'latin1')), long, moov, rest])
  expect(readFilm(bytes, bytes.length)).toMatchObject({ seconds: 10, isIndexFirst: true })
})

/**
 * Films of one second, made by ffmpeg 5.1: `-f lavfi -i color=c=teal:s=144x256:r=24:d=1 -f lavfi -i sine=f=440:r=44100:d=1
 * -c:v libx264 -bf 0 -crf 40 -pix_fmt yuv420p -c:a aac -b:a 24k -use_editlist 0 -movflags +faststart`; `hevc` with libx265,
 * `studio-sound` with `-ar 96000`, `surround` with `-ac 6`, `unprepared` without the last two options and with B-frames.
 */
describe('films of a real encoder', () => {
  const films: readonly [string, object, string | undefined][] = [
    ['phone.mp4', { contentType: 'video/mp4', video: { codec: 'avc1', width: 144, height: 256 } }, undefined],
    ['hevc.mp4', { video: { codec: 'hvc1' }, audio: { codec: 'aac', channels: 1 } }, undefined],
    [
      'studio-sound.mov',
      { contentType: 'video/quicktime', audio: { sampleRate: 96_000 } },
      'FAILED_PROCESSING_AUDIO',
    ],
    ['surround.mp4', { audio: { channels: 6, sampleRate: 44_100 } }, 'INVALID_AUDIO_CHANNELS'],
    ['unprepared.mp4', { isIndexFirst: false, video: { isEdited: true } }, 'FAILED_PROCESSING_VIDEO'],
  ]
  test.each(films)('%s', (name, expected, failure) => {
    const bytes = readFileSync(new URL(`../../test-support/films/${name}`, import.meta.url))
    const film = readFilm(bytes, bytes.length)
    expect(film).toMatchObject(expected)
    expect(filmFailure(film, 'strict')).toBe(failure)
  })
})

const RUNS = process.env.EVERTHREAD_TEST_LONG === '1' ? 100_000 : 500

test('any bytes, and any film with bytes changed, end in a verdict', () => {
  const good = filmFile()
  const spoiled = fc
    .array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 })
    .map((changes) => {
      const bytes = Buffer.from(good)
      for (const [at, value] of changes) bytes[at] = value
      return bytes
    })
  const cut = fc.nat(good.length).map((length) => good.subarray(0, length))
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), spoiled, cut), (bytes) => {
      const { failure, width, height } = inspectFilm({ bytes, size: bytes.length }, 'strict')
      expect(failure === undefined ? width * height > 0 : failure.length > 0).toBe(true)
    }),
    { numRuns: RUNS },
  )
})
