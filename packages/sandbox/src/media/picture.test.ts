import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { jpegFile, pngFile } from '../../test-support/picture-file.ts'
import { inspectPicture } from './inspect-media.ts'
import { readPicture } from './picture.ts'

const inspect = (bytes: Uint8Array, size = bytes.length) => inspectPicture({ bytes, size })

test('the type and the size come from the bytes, whatever a name or a header says', () => {
  const size = fc.record({
    width: fc.integer({ min: 1, max: 65_535 }),
    height: fc.integer({ min: 1, max: 65_535 }),
  })
  fc.assert(
    fc.property(size, fc.constantFrom(0xc0, 0xc1, 0xc2, 0xcf), (given, marker) => {
      expect(readPicture(pngFile(given))).toEqual({ contentType: 'image/png', ...given })
      expect(readPicture(jpegFile(given, marker))).toEqual({ contentType: 'image/jpeg', ...given })
    }),
    { numRuns: 50 },
  )
})

test('a picture of 10:1 is taken, a longer one fails, and the width is never refused', () => {
  expect(inspect(pngFile({ width: 1000, height: 100 })).failure).toBeUndefined()
  expect(inspect(jpegFile({ width: 100, height: 1000 })).failure).toBeUndefined()
  expect(inspect(jpegFile({ width: 101, height: 10 })).failure).toBe('INVALID_ASPEC_RATIO')
  expect(inspect(pngFile({ width: 10, height: 101 })).failure).toBe('INVALID_ASPEC_RATIO')
  expect(inspect(pngFile({ width: 1, height: 1 })).failure).toBeUndefined()
  expect(inspect(pngFile({ width: 6000, height: 6000 })).failure).toBeUndefined()
})

test('8 MB are taken and no more; other formats fail', () => {
  const picture = pngFile({ width: 320, height: 320 })
  expect(inspect(picture, 8_388_608).failure).toBeUndefined()
  expect(inspect(picture, 8_388_609).failure).toBe('UNKNOWN')
  for (const text of ['GIF89a\0\0', 'RIFF\0\0\0\0WEBPVP8 ', '<svg/>', '']) {
    expect(inspect(Buffer.from(text, 'latin1'))).toEqual({
      contentType: 'application/octet-stream',
      width: 0,
      height: 0,
      failure: 'UNKNOWN',
    })
  }
})

test('a JPEG that ends before its frame has no size', () => {
  const whole = jpegFile({ width: 320, height: 320 })
  expect(readPicture(whole.subarray(0, 8))).toBeUndefined()
  expect(readPicture(Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 2]))).toBeUndefined()
})

const RUNS = process.env.EVERTHREAD_TEST_LONG === '1' ? 100_000 : 500

test('any bytes end in a verdict', () => {
  const start = fc.constantFrom([], [0xff, 0xd8], [...pngFile({ width: 1, height: 1 }).subarray(0, 12)])
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, rest) => {
      const { failure, width, height } = inspect(Buffer.from([...head, ...rest]))
      expect(failure === undefined ? width * height > 0 : failure.length > 0).toBe(true)
    }),
    { numRuns: RUNS },
  )
})
