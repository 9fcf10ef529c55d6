/** Which of the two languages the pages speak: what the reader chose, else what the browser asks for. */
import type { Language } from '../../../src/words/language.ts'

export type { Language }

const KEPT_AS = 'everthread-language'

export function pickLanguage(): Language {
  const kept = localStorage.getItem(KEPT_AS)
  if (kept === 'en' || kept === 'ru') return kept
  return navigator.languages
    .find((tag) => /^(en|ru)\b/i.test(tag))
    ?.toLowerCase()
    .startsWith('ru')
    ? 'ru'
    : 'en'
}

export function keepLanguage(language: Language): void {
  localStorage.setItem(KEPT_AS, language)
}
