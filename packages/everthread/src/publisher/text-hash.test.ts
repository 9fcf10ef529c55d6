import { expect, test } from 'vitest'
import type { PartContent } from './content.ts'
import { textHash } from './text-hash.ts'

const hash = (...texts: readonly string[]): string => textHash(texts.map((text) => ({ text })))
const withImage = (url: string): PartContent => ({ text: 'a', media: [{ kind: 'linked', as: 'image', url }] })

test.each([
  ['white space', ' Hello \n\n world ', 'Hello world'],
  ['kinds of spaces', 'Hello\u00A0world', 'Hello world'],
  ['capitals', 'Same Ёлка', 'same ёлка'],
  ['composition', 'е\u0308лка', 'ёлка'],
])('%s makes no other post', (_, one, other) => {
  expect(hash(one)).toBe(hash(other))
})

test.each<[string, string, string]>([
  ['words', hash('Hello'), hash('Hello!')],
  ['where one part ends', hash('a b', 'c'), hash('a', 'b c')],
  ['how many parts there are', hash('a'), hash('a', '')],
  ['a picture', textHash([withImage('https://a.com/1')]), textHash([withImage('https://a.com/2')])],
  ['whether there is a picture', textHash([withImage('https://a.com/1')]), hash('a')],
])('%s make another one', (_, one, other) => {
  expect(one).not.toBe(other)
})
