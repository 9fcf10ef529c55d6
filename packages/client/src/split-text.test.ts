import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countText } from './count-text.ts'
import { findLinks } from './find-links.ts'
import { graphemesOf } from './graphemes.ts'
import { type TextPart, splitText } from './split-text.ts'

const LONG = process.env['EVERTHREAD_TEST_LONG'] === '1'

function partsOf(text: string, limit: number): readonly TextPart[] {
  const split = splitText(text, { limit })
  if (split.kind !== 'split') throw new Error(`unsplittable: ${split.piece}`)
  return split.parts
}

const textsOf = (text: string, limit: number) => partsOf(text, limit).map((part) => part.text)

describe('where a text breaks', () => {
  test.for<[string, string, number, readonly string[]]>([
    ['nowhere, when it fits', 'Hello there.\n\nBye.', 500, ['Hello there.\n\nBye.']],
    ['nothing has no part', '', 500, []],
    ['after a paragraph', 'One two.\n\nThree. Four five', 16, ['One two.', 'Three. Four five']],
    ['after a sentence', 'One two. Three four', 14, ['One two.', 'Three four']],
    ['after a sentence in quotes', '“One two.” Three four', 22, ['“One two.”', 'Three four']],
    ['between words', 'One two three', 8, ['One two', 'three']],
    ['not so early that a part is a scrap', 'A.\n\nBcd efg hij', 12, ['A.\n\nBcd efg', 'hij']],
    ['early, when there is no other break', 'A bcdefghijkl', 12, ['A', 'bcdefghijkl']],
    ['within a word only when it is too long', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['between Japanese sentences', 'これは一。これは二。', 7, ['これは一。', 'これは二。']],
    ['not before a closing bracket', '「これは。」そうだ', 8, ['「これは。」', 'そうだ']],
    ['before a link', 'See https://example.com/a', 21, ['See', 'https://example.com/a']],
    ['not within a mention', 'Thanks to @anna.k_01', 12, ['Thanks to', '@anna.k_01']],
    ['not within an emoji', '👩\u200D👧👩\u200D👧', 20, ['👩\u200D👧', '👩\u200D👧']],
  ])('%s', ([, text, limit, parts]) => {
    expect(textsOf(text, limit)).toEqual(parts)
  })

  test('the white space between two parts belongs to neither', () => {
    expect(partsOf('One two.\r\n\r\n  Three. ', 9)).toEqual([
      { text: 'One two.', separator: '\r\n\r\n  ' },
      { text: 'Three. ', separator: '' },
    ])
  })

  test('the limit is Meta’s, in its strictest reading, unless it is given', () => {
    expect(splitText('x'.repeat(500))).toMatchObject({ parts: [{}] })
    expect(splitText('x'.repeat(501))).toMatchObject({ parts: [{}, {}] })
    expect(splitText('x'.repeat(497) + '’')).toMatchObject({ parts: [{}] })
    expect(splitText('x'.repeat(498) + '’')).toMatchObject({ parts: [{}, {}] })
  })
})

test.each([
  ['link', `Look: https://example.com/${'a'.repeat(20)}`, `https://example.com/${'a'.repeat(20)}`],
  ['mention', `Thanks, @${'a'.repeat(20)}`, `@${'a'.repeat(20)}`],
  ['character', 'A family: 👩\u200D👩\u200D👧\u200D👧', '👩\u200D👩\u200D👧\u200D👧'],
])('a %s that alone is too long is named', (what, text, piece) => {
  expect(splitText(text, { limit: 20 })).toEqual({ kind: 'unsplittable', what, piece })
})

test.each([0, -1, 1.5, Number.NaN, '500'])('a limit of %j is a TypeError', (limit) => {
  expect(() => splitText('Hello', { limit: limit as number })).toThrow(/^limit must be/)
})

test('hostile text of 100 kilobytes takes no time to speak of', () => {
  for (const piece of [' ', '\n', 'a', '.', 'a ', 'http://', '@']) {
    const split = splitText(piece.repeat(100_000 / piece.length))
    expect(split.kind).toBe(piece === 'http://' ? 'unsplittable' : 'split')
  }
})

const snippet = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('word', 'sentence. ', 'ending.\n\n', 'text, ', ' ', '\r\n', '語。'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('https://a.com/b ', 'www.b.org', '@anna.k', '👩\u200D👧', 'e\u0301', '’'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
)
const anyText = fc.array(snippet, { maxLength: 40 }).map((snippets) => snippets.join(''))

/** Where the parts and separators of a split meet, as offsets in the text. */
function cutsOf(parts: readonly TextPart[]): ReadonlySet<number> {
  let offset = 0
  const cuts = parts.flatMap(({ text, separator }) => {
    const end = offset + text.length
    offset = end + separator.length
    return [end, offset]
  })
  return new Set(cuts)
}

function startsOf(text: string, pieces: readonly string[]): ReadonlySet<number> {
  let offset = 0
  const starts = pieces.map((piece) => (offset += piece.length) - piece.length)
  return new Set([...starts, text.length])
}

test('any text: it comes together again, no part is too long, and nothing that is one is cut', () => {
  const seen = { split: 0, many: 0, unsplittable: 0 }
  fc.assert(
    fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, limit) => {
      const split = splitText(text, { limit })
      seen[split.kind] += 1
      if (split.kind === 'unsplittable') {
        expect(countText(split.piece).strictLength).toBeGreaterThan(limit)
        expect(text).toContain(split.piece)
        return
      }
      const { parts } = split
      if (parts.length > 1) seen.many += 1
      expect(parts.map((part) => part.text + part.separator).join('')).toBe(text)
      for (const part of parts) {
        expect(part.text).not.toBe('')
        expect(part.separator).toMatch(/^\s*$/)
        expect(countText(part.text).strictLength).toBeLessThanOrEqual(limit)
      }
      const cuts = [...cutsOf(parts)]
      const starts = startsOf(text, graphemesOf(text))
      expect(cuts.filter((cut) => !starts.has(cut))).toEqual([])
      for (const whole of [...findLinks(text), ...(text.match(/@[\w.]+/g) ?? [])])
        for (let at = text.indexOf(whole); at !== -1; at = text.indexOf(whole, at + 1))
          if (isWhole(text, at, whole))
            expect(cuts.filter((cut) => cut > at && cut < at + whole.length)).toEqual([])
    }),
    { seed: 23, numRuns: LONG ? 20_000 : 400 },
  )
  // The control: the generator reaches every end.
  expect(Object.entries(seen).filter(([, count]) => count < 20)).toEqual([])
})

/** Whether a link or mention that was found somewhere is one here as well, and not a part of another word. */
function isWhole(text: string, at: number, whole: string): boolean {
  const [found] = findLinks(text.slice(at))
  return whole.startsWith('@')
    ? /^@[\w.]+/.exec(text.slice(at))?.[0] === whole
    : found === whole && /^\W?$/.test(text.charAt(at - 1))
}
