/** The words of the frame in one language: the other's are loaded when it is asked for. */
import type { Words } from './en.ts'
import type { Language } from './language.ts'
import { typeset } from './typeset.ts'

export interface Dictionary {
  readonly language: Language
  readonly words: Words
}

const LOADERS: Readonly<Record<Language, () => Promise<Words>>> = {
  en: async () => (await import('./en.ts')).en,
  ru: async () => typeset((await import('./ru.ts')).ru),
}

export async function loadDictionary(language: Language): Promise<Dictionary> {
  return { language, words: await LOADERS[language]() }
}
