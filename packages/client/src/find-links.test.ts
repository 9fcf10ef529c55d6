import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findLinks } from './find-links.ts'

test.each<[string, string, readonly string[]]>([
  ['none', 'no link, not even example.com', []],
  ['with a scheme', 'see https://example.com/a?b=c#d now', ['https://example.com/a?b=c#d']],
  ['without one', 'see www.example.com now', ['www.example.com']],
  ['of the same address twice', 'https://a.com https://a.com', ['https://a.com']],
  ['of two addresses', 'http://a.com HTTPS://A.com', ['http://a.com', 'HTTPS://A.com']],
  ['before a full stop', 'Read https://a.com/x.', ['https://a.com/x']],
  ['in brackets', '(https://a.com/x), [www.b.org]', ['https://a.com/x', 'www.b.org']],
  ['in quotes', '“https://a.com”', ['https://a.com']],
  ['before Japanese punctuation', '詳細はhttps://a.com/x。続き', ['https://a.com/x']],
  ['in the middle of a word', 'awww.that', []],
  ['of nothing', 'http:// and www.', []],
])('a link %s', (_, text, links) => {
  expect(findLinks(text)).toEqual(links)
})

test('what is found stands in the text, once, and holds no space', () => {
  const word = fc.oneof(fc.constantFrom('https://a.com', 'www.b.org', 'http://', '@c', '.', ' '), fc.string())
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const text = words.join('')
      const links = findLinks(text)
      expect(new Set(links).size).toBe(links.length)
      for (const link of links) {
        expect(text).toContain(link)
        expect(link).toMatch(/^(?:https?:\/\/|www\.)\S+$/i)
      }
    }),
    { seed: 21, numRuns: 500 },
  )
})

test('hostile text of a megabyte takes no time to speak of', () => {
  for (const piece of ['http://', 'www.', 'http://.', '.'])
    expect(findLinks(`www.${piece.repeat(100_000)}`).length).toBeLessThanOrEqual(1)
})
