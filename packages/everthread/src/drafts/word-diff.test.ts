import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffWords } from './word-diff.ts'

const texts = fc
  .array(fc.constantFrom('tea', 'is', 'patience', ' ', '\n', 'й', '👍'), { maxLength: 30 })
  .map((words) => words.join(''))

it('holds both texts, whole', () => {
  fc.assert(
    fc.property(texts, texts, (before, after) => {
      const pieces = diffWords(before, after)
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map(({ text }) => text)
          .join('')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

it('changes nothing where nothing changed', () => {
  fc.assert(
    fc.property(texts, (text) => {
      expect(diffWords(text, text).every(({ kind }) => kind === 'same')).toBe(true)
    }),
  )
})

it('tells what went and what came', () => {
  expect(diffWords('Tea is really patience.', 'Tea is patience.')).toEqual([
    { kind: 'same', text: 'Tea is ' },
    { kind: 'removed', text: 'really ' },
    { kind: 'same', text: 'patience.' },
  ])
})
