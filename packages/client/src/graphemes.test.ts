import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphemesOf } from './graphemes.ts'

const CLUSTERS = [
  'a',
  'e\u0301',
  '🎉',
  '👍🏽',
  '👩\u200D👧',
  '🇩🇪',
  '\r\n',
  '❤\uFE0F',
  '1\uFE0F\u20E3',
  'क\u094D',
  ' ',
]

describe.each([
  ['with Intl.Segmenter', Intl.Segmenter],
  ['without it', null],
])('%s', (_, Segmenter) => {
  test('what looks like one character is one', () => {
    expect(graphemesOf(CLUSTERS.join(''), Segmenter)).toEqual(CLUSTERS)
    expect(graphemesOf('', Segmenter)).toEqual([])
  })

  test('nothing of any text is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(graphemesOf(text, Segmenter).join('')).toBe(text)
      }),
      { seed: 22, numRuns: 200 },
    )
  })
})
