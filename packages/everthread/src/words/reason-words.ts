/** What a reason says to a person. The lists themselves stand in one file a language; a missing key does not compile. */
import type { Reason } from '../keeper/reasons.ts'
import type { Format } from './format.ts'
import type { Language } from './language.ts'
import { reasonWordsEn } from './reason-words.en.ts'
import { reasonWordsRu } from './reason-words.ru.ts'
import { type Saying, type SentenceFacts, type Sentences, say } from './sentences.ts'

const LISTS: Record<Language, Record<Reason, Saying>> = { en: reasonWordsEn, ru: reasonWordsRu }

/** Message, remedy and place for a reason. The same reason always has the same remedy and place: they depend on no fact. */
export function reasonSentences(
  reason: Reason,
  facts: SentenceFacts,
  { language, format }: { language: Language; format: Format },
): Sentences {
  return say(LISTS[language][reason], facts, format)
}
