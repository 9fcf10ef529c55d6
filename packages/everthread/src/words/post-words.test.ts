/** The sentences about posts: whole, in their language, and with the same way out in both. */
import { expect, test } from 'vitest'
import { POST_REASONS } from '../publisher/post-reasons.ts'
import { LANGUAGES } from './language.ts'
import { postReasonSentences } from './post-reason-words.ts'
import { postStateWords } from './post-state-words.ts'
import { flawsIn } from './test-flaws.ts'

/** Commands and settings. */
const marksIn = (text: string): string[] =>
  [...text.matchAll(/[A-Z_]{9,}|`[^`]+`/g)].map(([mark]) => mark).toSorted()

test.each(POST_REASONS)('%s is whole in both languages, with the same way out', (reason) => {
  const [en, ru] = [postReasonSentences(reason, 'en'), postReasonSentences(reason, 'ru')]
  expect([en.message, en.remedy ?? 'None.'].flatMap((text) => flawsIn(text, 'en'))).toEqual([])
  expect([ru.message, ru.remedy ?? 'Нет.'].flatMap((text) => flawsIn(text, 'ru'))).toEqual([])
  expect(marksIn(ru.remedy ?? '')).toEqual(marksIn(en.remedy ?? ''))
  expect(ru.url).toBe(en.url)
})

test('what holds, stops or fails a post names something to do', () => {
  const waits = POST_REASONS.slice(
    POST_REASONS.indexOf('container-in-progress'),
    POST_REASONS.indexOf('outcome-unknown'),
  )
  const forPeople = POST_REASONS.filter((reason) => !waits.includes(reason))
  expect(forPeople.filter((reason) => postReasonSentences(reason, 'en').remedy === undefined)).toEqual([])
})

test.each(LANGUAGES)('states and receipts are sentences, each its own (%s)', (language) => {
  const { post, part, receipt } = postStateWords(language)
  for (const list of [post, part, receipt]) {
    const texts = Object.values(list)
    expect(texts.flatMap((text) => flawsIn(text, language))).toEqual([])
    expect(new Set(texts).size).toBe(texts.length)
  }
})
