/** What the command line says about posts. `post-words.en.ts` gives the shape. */
import type { Language } from '../../words/language.ts'
import { postWordsEn, type PostWords } from './post-words.en.ts'
import { postWordsRu } from './post-words.ru.ts'

const LISTS: Readonly<Record<Language, PostWords>> = { en: postWordsEn, ru: postWordsRu }

export function postWords(language: Language): PostWords {
  return LISTS[language]
}
