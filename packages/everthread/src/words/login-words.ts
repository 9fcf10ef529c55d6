/** What a login says, in the terminal and on the page that the browser ends on. */
import type { LoginFacts, LoginPhrase } from '../connect/login-phrase.ts'
import type { Language } from './language.ts'
import { loginPagesEn, loginWordsEn } from './login-words.en.ts'
import { loginPagesRu, loginWordsRu } from './login-words.ru.ts'
import type { Sentences } from './sentences.ts'

export type LoginSayings = Record<LoginPhrase, (facts: LoginFacts) => Sentences>

export type LoginPage = 'granted' | 'denied' | 'wrong-state' | 'unusable'

export type LoginPageWords = Record<LoginPage, { readonly title: string; readonly text: string }>

const SAYINGS: Record<Language, LoginSayings> = { en: loginWordsEn, ru: loginWordsRu }
const PAGES: Record<Language, LoginPageWords> = { en: loginPagesEn, ru: loginPagesRu }

export function loginSentences(phrase: LoginPhrase, facts: LoginFacts, language: Language): Sentences {
  return SAYINGS[language][phrase](facts)
}

export function loginPageWords(page: LoginPage, language: Language): { title: string; text: string } {
  return PAGES[language][page]
}
