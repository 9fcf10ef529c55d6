/** What the rules say of a post: the shape of both languages. */
import type {
  ContentField,
  Finding,
  FindingDetails,
  MediaRule,
  Rule,
} from '../publisher/preflight/finding.ts'
import type { Language } from './language.ts'
import { mediaWordsEn } from './media-words.en.ts'
import { mediaWordsRu } from './media-words.ru.ts'
import { preflightWordsEn } from './preflight-words.en.ts'
import { preflightWordsRu } from './preflight-words.ru.ts'
import type { Sentences } from './sentences.ts'

type WordsOf<R extends Rule> = { readonly [One in R]: (detail: FindingDetails[One]) => Said }

/** Whatever is found, something helps. */
export type Said = Sentences & Required<Pick<Sentences, 'remedy'>>

/** The limits for files have words of their own. */
export type PreflightWords = WordsOf<Exclude<Rule, MediaRule>>

export type FieldWords = Readonly<Record<ContentField, string>>

type AllWords = { readonly [One in Rule]: (detail: FindingDetails[One]) => Sentences }

const WORDS: Readonly<Record<Language, AllWords>> = {
  en: { ...mediaWordsEn, ...preflightWordsEn },
  ru: { ...mediaWordsRu, ...preflightWordsRu },
}

export function sayFinding<R extends Rule>({ rule, detail }: Finding<R>, language: Language): Sentences {
  return WORDS[language][rule](detail)
}
