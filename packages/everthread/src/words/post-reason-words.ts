/** Why a post stands where it stands, as a person is told. A missing reason does not compile. */
import type { PostReason } from '../publisher/post-reasons.ts'
import type { Language } from './language.ts'
import { postReasonWordsEn } from './post-reason-words.en.ts'
import { postReasonWordsRu } from './post-reason-words.ru.ts'
import type { Sentences } from './sentences.ts'

const WORDS: Readonly<Record<Language, Readonly<Record<PostReason, Sentences>>>> = {
  en: postReasonWordsEn,
  ru: postReasonWordsRu,
}

export function postReasonSentences(reason: PostReason, language: Language): Sentences {
  return WORDS[language][reason]
}
