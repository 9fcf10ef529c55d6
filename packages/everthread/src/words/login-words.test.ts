import { expect, test } from 'vitest'
import { LOGIN_PHRASES } from '../connect/login-phrase.ts'
import { LANGUAGES } from './language.ts'
import { loginPageWords, loginSentences } from './login-words.ts'

const FACTS = {
  url: 'https://www.threads.com/oauth/authorize?client_id=1',
  redirectUri: 'https://localhost:4281/callback',
  port: 4281,
}

const spoken = LANGUAGES.flatMap((language) => LOGIN_PHRASES.map((phrase) => ({ language, phrase })))

test.each(spoken)('$phrase in $language is whole and in its language', ({ language, phrase }) => {
  const { message, remedy = message } = loginSentences(phrase, FACTS, language)
  for (const text of [message, remedy]) {
    expect(text).not.toMatch(/undefined| {2}(?!https)|\.\.$/)
    expect(/[А-Яа-яЁё]/.test(text)).toBe(language === 'ru')
    expect(text).toMatch(/[.\n?]$/)
  }
})

const names = (text = '') => text.match(/`[^`]+`|https?:\/\/[^\s,;]+\w|\b\w+=|THREADS_\w+|4281/g)

test.each(LOGIN_PHRASES)('%s names the same commands, codes and addresses in both languages', (phrase) => {
  const [en, ru] = [loginSentences(phrase, FACTS, 'en'), loginSentences(phrase, FACTS, 'ru')]
  expect(names(ru.message)).toEqual(names(en.message))
  expect(names(ru.remedy)).toEqual(names(en.remedy))
  expect(ru.url).toBe(en.url)
})

test('what a person has to repair in Meta’s dashboard or in Threads has its place', () => {
  for (const phrase of ['app-id-wrong', 'redirect-uri-wrong', 'not-a-tester'] as const) {
    const { remedy, url } = loginSentences(phrase, FACTS, 'en')
    expect(remedy).toBeDefined()
    expect(url).toMatch(/^https:\/\//)
  }
})

test('pages and terminal never meet in one text: a page names no command', () => {
  for (const language of LANGUAGES) {
    for (const page of ['granted', 'denied', 'wrong-state', 'unusable'] as const) {
      expect(loginPageWords(page, language).text).not.toContain('`')
    }
  }
})
