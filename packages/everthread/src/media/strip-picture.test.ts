/** What is left of a picture when it has been stripped, for every picture and for everything that is none. */
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { orientationIn } from './exif.ts'
import { readJpeg, stripJpeg } from './jpeg.ts'
import { readPng, stripPng } from './png.ts'
import { chunk, JPEG_CODE, jpegFile, pngFile, SECRET_PLACE } from './test-files.ts'

const RUNS = process.env.EVERTHREAD_TEST_LONG === '1' ? 100_000 : 1000

const FORMATS = [
  { name: 'JPEG', make: jpegFile, read: readJpeg, strip: stripJpeg },
  { name: 'PNG', make: pngFile, read: readPng, strip: stripPng },
]

describe.each(FORMATS)('$name', ({ make, read, strip }) => {
  it('tells nothing of where it was made', () => {
    const told = make()
    const stripped = strip(told)
    expect(told.includes(SECRET_PLACE)).toBe(true)
    expect(stripped?.includes(SECRET_PLACE)).toBe(false)
  })

  it('is what the same picture would be that had never told anything', () => {
    expect(strip(make())).toEqual(make({ isTelling: false }))
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('stays the way up that it was: %i', (orientation) => {
    const told = make({ orientation, width: 640, height: 480 })
    const stripped = strip(told) ?? Buffer.alloc(0)
    const exif = stripped.indexOf('MM\0*')
    expect(exif < 0 ? 1 : orientationIn(stripped.subarray(exif))).toBe(orientation)
    expect(read(stripped)).toEqual(
      orientation < 5 ? { width: 640, height: 480 } : { width: 480, height: 640 },
    )
  })

  it('does not change when it is stripped again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.boolean(), (orientation, isTelling) => {
        const once = strip(make({ orientation, isTelling }))
        expect(once && strip(once)).toEqual(once)
      }),
    )
  })

  it('is refused wherever it is cut off', () => {
    const whole = make({ isTelling: false })
    for (let length = 0; length < whole.length; length += 1) {
      expect([length, strip(whole.subarray(0, length))]).toEqual([length, undefined])
    }
  })

  it('whatever is changed in it, is refused, or says nothing more and can be stripped again', () => {
    const whole = make({ orientation: 6 })
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(changes, (list) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of list) bytes[at] = value
        const stripped = strip(bytes)
        expect(stripped === undefined).toBe(read(bytes) === undefined)
        if (stripped) expect(strip(stripped)).toEqual(stripped)
      }),
      { numRuns: RUNS },
    )
  })

  it('of bytes at random makes nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(strip(Buffer.from(bytes))).toBeUndefined()
      }),
      { numRuns: RUNS },
    )
  })
})

test('the coded part of a JPEG stays as it is, byte for byte, in both scans', () => {
  const stripped = stripJpeg(jpegFile()) ?? Buffer.alloc(0)
  const first = stripped.indexOf(JPEG_CODE)
  expect(first).toBeGreaterThan(0)
  expect(stripped.indexOf(JPEG_CODE, first + 1)).toBeGreaterThan(first)
})

test('a profile of colours stays', () => {
  expect(stripJpeg(jpegFile())?.includes('ICC_PROFILE')).toBe(true)
  expect(stripPng(pngFile())?.includes('gAMA')).toBe(true)
})

test.each([
  [
    'a JPEG',
    readJpeg,
    Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(8e6, Buffer.from([0xff, 0xfe, 0, 2]))]),
  ],
  [
    'a PNG',
    readPng,
    Buffer.concat([pngFile().subarray(0, 33), Buffer.alloc(8e6, chunk('tEXt', Buffer.alloc(0)))]),
  ],
])('%s of millions of empty pieces is given up early', (_name, read, bytes) => {
  expect(read(bytes)).toBeUndefined()
})
