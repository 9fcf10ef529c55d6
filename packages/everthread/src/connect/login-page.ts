/** The page that the browser ends on, where `connect` listens. */
import type { Language } from '../words/language.ts'
import { type LoginPage, loginPageWords } from '../words/login-words.ts'
import { type PageLook, renderPlainPage } from './plain-page.ts'

const LOOKS: Readonly<Record<LoginPage, PageLook>> = {
  granted: 'good',
  denied: 'plain',
  'wrong-state': 'bad',
  unusable: 'question',
}

export function renderLoginPage(page: LoginPage, language: Language): string {
  return renderPlainPage({ ...loginPageWords(page, language), language, look: LOOKS[page] })
}
