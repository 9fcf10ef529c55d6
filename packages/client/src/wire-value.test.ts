import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  count,
  flag,
  fraction,
  id,
  isoInstant,
  lifetime,
  millisInstant,
  number,
  text,
  unixInstant,
} from './wire-value.ts'

describe('an id', () => {
  test.each([
    ['17889615691921648', '17889615691921648'],
    [1234567, '1234567'],
    ['0', '0'],
  ])('%j is one', (wire, ours) => expect(id(wire)).toBe(ours))

  test.each(['', ' 1', '-1', '1.5', 'me', 1.5, 2 ** 53, -1, true, {}, [], '1'.repeat(41)])(
    '%j is none',
    (wire) => expect(id(wire)).toBeUndefined(),
  )
})

describe('a time of Meta’s', () => {
  test.each([
    ['2024-09-12T23:17:39+0000', 1_726_183_059_000],
    ['2024-09-12T23:17:39Z', 1_726_183_059_000],
    ['2024-09-12T23:17:39+00:00', 1_726_183_059_000],
    ['2024-09-12T16:17:39-0700', 1_726_183_059_000],
    ['2024-09-12T23:17:39.5+0000', 1_726_183_059_500],
    ['1970-01-01T00:00:00+0000', 0],
  ])('%s is %i', (wire, ours) => expect(isoInstant(wire)).toBe(ours))

  test.each([
    '',
    '2024-09-12',
    '2024-09-12T23:17:39',
    '2024-13-12T23:17:39+0000',
    '2024-09-12T25:17:39+0000',
    '2024-09-12T23:17:39+9900',
    ' 2024-09-12T23:17:39+0000',
    1_726_183_059,
    null,
  ])('%j is none', (wire) => expect(isoInstant(wire)).toBeUndefined())

  test('any second of two centuries survives the way there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6_311_433_600 }), (seconds) => {
        const wire = new Date(seconds * 1000).toISOString().replace('.000Z', '+0000')
        expect(isoInstant(wire)).toBe(seconds * 1000)
      }),
      { seed: 21 },
    )
  })

  test('unix seconds and milliseconds are told apart by the field, not by their size', () => {
    expect(unixInstant(1_723_226_877)).toBe(1_723_226_877_000)
    expect(millisInstant(1_723_226_877_000)).toBe(1_723_226_877_000)
    expect(unixInstant(1_723_226_877_000)).toBe(1_723_226_877_000_000)
    expect(unixInstant(8_640_000_000_001)).toBeUndefined()
  })
})

test.each([
  [count, [0, 1, 2 ** 53 - 1], [-1, 0.5, 2 ** 53, '1', Infinity, Number.NaN, true]],
  [fraction, [0, 0.1, 1], [-0.1, 1.1, 10, '0.1', Number.NaN]],
  [number, [0, -122.148, 37.48], ['1', Infinity, Number.NaN, null]],
  [lifetime, [1, 5_184_000], [0, -1, 1.5, '1', 1e300]],
  [flag, [true, false], ['true', 0, 1, null]],
  [text, ['', 'x'], [1, null, {}]],
] as const)('%o takes what it must and nothing else', (convert, good, bad) => {
  for (const value of good) expect(convert(value)).toBe(value)
  for (const value of bad) expect(convert(value)).toBeUndefined()
})
