import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { countText } from './count-text.ts'
import { codePoints } from './text-length.ts'

const TABLE: readonly [string, number, number][] = [
  ['', 0, 0],
  ['Good morning', 12, 12],
  ['доброе утро', 11, 11],
  ['おはよう', 4, 4],
  ['😀', 4, 4],
  ['👨‍👩‍👧', 14, 18],
  ['🇩🇪', 8, 8],
  ['1️⃣ and #', 13, 13],
  ['❤️', 6, 6],
  ['“Yes” – he’s…', 13, 23],
  ['𝒜', 1, 1],
  ['e\u0301', 2, 2],
]

test('letters count one, an emoji its bytes, and punctuation either', () => {
  for (const [text, one, bytes] of TABLE) {
    expect([text, countText(text, 'one'), countText(text, 'bytes')]).toEqual([text, one, bytes])
  }
})

test('what was seen at Meta fits: 405 Japanese letters are few enough, three curly apostrophes among 498 are too many', () => {
  expect(countText('あ'.repeat(405), 'one')).toBeLessThanOrEqual(500)
  expect(countText('あ'.repeat(529), 'one')).toBeGreaterThan(500)
  const refused = 'a'.repeat(495) + '’’’'
  expect([countText(refused, 'one'), countText(refused, 'bytes')]).toEqual([498, 504])
})

test('a count lies between the code points and the bytes, and the strict one is never smaller', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const [one, bytes] = [countText(text, 'one'), countText(text, 'bytes')]
      expect(one).toBeGreaterThanOrEqual(codePoints(text))
      expect(bytes).toBeGreaterThanOrEqual(one)
      expect(bytes).toBeLessThanOrEqual(Buffer.byteLength(text))
    }),
  )
})
