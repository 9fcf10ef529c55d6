/** What one page says, beside that page and loaded with it; what every page needs is in `en.ts` and `ru.ts`. */
import { useSpeech } from './words.tsx'
import type { Language } from './language.ts'
import { typeset } from './typeset.ts'

export type InBoth<W> = Readonly<Record<Language, W>>

/** English is the contract: what is missing in Russian does not compile. */
export function inBoth<W>(en: W, ru: NoInfer<W>): InBoth<W> {
  return { en, ru: typeset(ru) }
}

export function usePageWords<W>(words: InBoth<W>): W {
  return words[useSpeech().language]
}
