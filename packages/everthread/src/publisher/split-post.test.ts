import { countText, TEXT_LIMIT } from '@everthread/client'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinParts, partsByHand, splitPost } from './split-post.ts'

const words = (count: number): string => Array.from({ length: count }, () => 'word').join(' ')

function textsOf(text: string): readonly string[] {
  const split = splitPost(text)
  if (split.kind !== 'split') throw new Error(`cannot be split: ${split.what}`)
  return split.texts
}

test.each<[string, string, readonly string[]]>([
  ['a short text is one part', 'Hello', ['Hello']],
  ['a line of hyphens starts a part', 'One\n---\nTwo\n---  \nThree', ['One', 'Two', 'Three']],
  ['line ends of Windows, too', 'One\r\n---\r\nTwo\r\nlines', ['One', 'Two\nlines']],
  ['white space around a part is not its own', '\n\nOne\n\n---\n\n Two \n', ['One', ' Two']],
  ['four hyphens, or some within a line, start none', 'a\n----\nb --- c', ['a\n----\nb --- c']],
  ['an empty part stays: it may have pictures', 'One\n---\n', ['One', '']],
  ['nothing is one empty part', '', ['']],
])('%s', (_, text, parts) => {
  expect(textsOf(text)).toEqual(parts)
})

test('a part that is too long is cut, and its neighbours are not', () => {
  const texts = textsOf(`One\n---\n${words(150)}\n---\nTwo`)
  expect(texts).toHaveLength(4)
  expect([texts[0], texts[3]]).toEqual(['One', 'Two'])
  expect(`${texts[1]} ${texts[2]}`).toBe(words(150))
})

test('a link longer than a post is told, with the part that it stands in', () => {
  const long = `https://a.com/${'x'.repeat(500)}`
  expect(splitPost(`One\n---\nSee ${long}`)).toEqual({ kind: 'unsplittable', what: 'link', part: 2 })
})

const text = fc
  .array(fc.constantFrom('word', ' ', '\n', '---', '\n---\n', '🎉', '’', 'https://a.com/x', '@anna', '. '), {
    maxLength: 400,
  })
  .map((pieces) => pieces.join(''))

test('every part fits, and what an editor shows of them is split into the same parts', () => {
  fc.assert(
    fc.property(text, (given) => {
      const texts = textsOf(given)
      for (const part of texts) expect(countText(part).strictLength).toBeLessThanOrEqual(TEXT_LIMIT)
      const shown = texts.map((part) => part.replace(/^\n+|\s+$/gu, ''))
      expect(partsByHand(joinParts(texts))).toEqual(shown.flatMap(partsByHand))
    }),
    { seed: 3, numRuns: 400 },
  )
})

test('no letter is lost', () => {
  const letters = (words: string): string => words.replaceAll(/\s|^---[ \t]*$/gmu, '')
  fc.assert(
    fc.property(text, (given) => {
      expect(letters(textsOf(given).join('\n'))).toBe(letters(given))
    }),
    { seed: 4, numRuns: 400 },
  )
})
