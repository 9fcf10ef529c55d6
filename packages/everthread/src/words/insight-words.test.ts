import { expect, test } from 'vitest'
import { insightWords } from './insight-words.ts'
import { LANGUAGES } from './language.ts'
import { flawsIn } from './test-flaws.ts'

const cases = LANGUAGES.flatMap((language) => {
  const { limits, standings } = insightWords(language)
  const texts = Object.values(standings).flatMap(({ message, remedy }) => [
    message,
    ...(remedy === undefined ? [] : [remedy]),
  ])
  return [...Object.values(limits), ...texts].map((text) => ({ language, text }))
})

test.each(cases)('in $language: $text', ({ language, text }) => {
  expect(flawsIn(text, language)).toEqual([])
})
