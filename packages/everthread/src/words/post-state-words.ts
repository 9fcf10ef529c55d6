/** Where a post and its parts stand, and what happened to them, as sentences. A missing one does not compile. */
import type { Part, PostState } from '../publisher/post.ts'
import type { ReceiptKind } from '../store/receipts.ts'
import type { Language } from './language.ts'
import { postStateWordsEn } from './post-state-words.en.ts'
import { postStateWordsRu } from './post-state-words.ru.ts'

export interface PostStateWords {
  readonly post: Readonly<Record<PostState, string>>
  readonly part: Readonly<Record<Part['state'], string>>
  readonly receipt: Readonly<Record<ReceiptKind, string>>
}

const WORDS: Readonly<Record<Language, PostStateWords>> = { en: postStateWordsEn, ru: postStateWordsRu }

export function postStateWords(language: Language): PostStateWords {
  return WORDS[language]
}
