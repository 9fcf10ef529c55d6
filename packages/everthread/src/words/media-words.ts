/** What is said about a picture or a film: the shape of both languages. */
import type { MediaFinding, MediaFindingFacts, MediaFindingId } from '../media/media-finding.ts'
import type { Language } from './language.ts'
import { mediaWordsEn } from './media-words.en.ts'
import { mediaWordsRu } from './media-words.ru.ts'
import type { Sentences } from './sentences.ts'

export type MediaWords = {
  readonly [Id in MediaFindingId]: (facts: MediaFindingFacts[Id]) => Sentences
}

const WORDS: Readonly<Record<Language, MediaWords>> = { en: mediaWordsEn, ru: mediaWordsRu }

export function mediaSentences<Id extends MediaFindingId>(
  { id, facts }: MediaFinding<Id>,
  language: Language,
): Sentences {
  return WORDS[language][id](facts)
}
