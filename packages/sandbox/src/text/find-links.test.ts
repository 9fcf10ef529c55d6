import { expect, test } from 'vitest'
import { findLinks } from './find-links.ts'

test('links are found with and without a scheme, each once, without the sentence around them', () => {
  expect(
    findLinks('See https://a.example/x?y=1#z, and (www.b.example). Again: https://a.example/x?y=1#z!'),
  ).toEqual(['https://a.example/x?y=1#z', 'www.b.example'])
  expect(findLinks('HTTPS://A.example http://b.example')).toEqual(['HTTPS://A.example', 'http://b.example'])
})

test('an address of mail, a bare name and a word with www in it are none', () => {
  expect(findLinks('anna@www.example.com example.com awww.x')).toEqual([])
})
