import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Wanted, wantedRange } from './byte-range.ts'

const WHOLE: Wanted = { kind: 'whole' }
const NONE: Wanted = { kind: 'none' }
const part = (first: number, last: number): Wanted => ({ kind: 'part', range: { first, last } })

test.each<[string | undefined, Wanted]>([
  [undefined, WHOLE],
  ['bytes=0-', part(0, 99)],
  ['bytes=0-0', part(0, 0)],
  ['bytes=10-19', part(10, 19)],
  ['bytes=90-200', part(90, 99)],
  ['bytes=-10', part(90, 99)],
  ['bytes=-200', part(0, 99)],
  ['bytes=-0', NONE],
  ['bytes=100-', NONE],
  ['bytes=100-200', NONE],
  ['bytes=5-4', WHOLE],
  ['bytes=-', WHOLE],
  ['bytes=0-1,5-6', WHOLE],
  ['lines=0-1', WHOLE],
  ['bytes=a-b', WHOLE],
])('%s of 100', (header, wanted) => {
  expect(wantedRange(header, 100)).toEqual(wanted)
})

test('a part is never empty and never outside', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), fc.integer({ min: 1, max: 150 }), (a, b, size) => {
      for (const header of [`bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
        const wanted = wantedRange(header, size)
        if (wanted.kind !== 'part') continue
        expect(wanted.range.first).toBeLessThanOrEqual(wanted.range.last)
        expect(wanted.range.last).toBeLessThan(size)
      }
    }),
  )
})
