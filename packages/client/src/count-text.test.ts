import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countText } from './count-text.ts'

test.for<[string, string, number, number]>([
  ['nothing', '', 0, 0],
  ['letters', 'Hello', 5, 5],
  ['letters with accents, composed', 'é', 1, 1],
  ['letters with accents, decomposed', 'e\u0301', 2, 2],
  ['Japanese, a character each', '日本語', 3, 3],
  ['a letter above U+FFFF', '𠮷', 1, 1],
  ['an emoji, four bytes', '🎉', 4, 4],
  ['a symbol made an emoji', '❤\uFE0F', 6, 6],
  ['a keycap', '1\uFE0F\u20E3', 7, 7],
  ['a skin tone', '👍🏽', 8, 8],
  ['a flag', '🇩🇪', 8, 8],
  ['the flag of Scotland', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', 28, 28],
  ['a family: its joiners are in doubt', '👩\u200D👧', 9, 11],
  ['a curly apostrophe', '\u2019', 1, 3],
  ['a dash and an ellipsis', '–…', 2, 6],
  ['a symbol that may be shown as an emoji', '❤', 1, 3],
  ['digits and a number sign, though they can begin emoji', '#1', 2, 2],
  ['half of a surrogate pair', '\uD83D', 1, 1],
])('%s', ([, text, length, strictLength]) => {
  expect(countText(text)).toEqual({ length, strictLength })
})

describe('what was seen', () => {
  test('405 Japanese characters were accepted and 529 were refused', () => {
    expect(countText('語'.repeat(405)).strictLength).toBeLessThanOrEqual(500)
    expect(countText('語'.repeat(529)).length).toBeGreaterThan(500)
  })

  test('498 with three curly apostrophes were refused: in doubt', () => {
    const { length, strictLength } = countText('x'.repeat(495) + '\u2019'.repeat(3))
    expect([length, strictLength]).toEqual([498, 504])
  })
})

test('of any text, the code points are the least and the bytes are the most', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const { length, strictLength } = countText(text)
      expect(length).toBeGreaterThanOrEqual(Array.from(text).length)
      expect(strictLength).toBeGreaterThanOrEqual(length)
      expect(strictLength).toBeLessThanOrEqual(new TextEncoder().encode(text).length)
    }),
    { seed: 20, numRuns: 300 },
  )
})
