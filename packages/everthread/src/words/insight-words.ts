/** Numbers in words: what stands in the way, why one is missing, and what has to be known to read them aright. */
import type { Freshness } from '../insights/freshness.ts'
import type { Limit } from '../insights/limits.ts'
import type { MissingReason } from '../insights/reading.ts'
import type { WaitReason } from '../insights/standing.ts'
import { insightWordsEn } from './insight-words.en.ts'
import { insightWordsRu } from './insight-words.ru.ts'
import type { Language } from './language.ts'
import type { Sentences } from './sentences.ts'

export interface InsightWords {
  readonly limits: Readonly<Record<Limit, string>>
  /** After a dash, or in a cell. */
  readonly missing: Readonly<Record<MissingReason, string>>
  readonly standings: Readonly<
    Record<Exclude<Freshness['standing']['kind'], 'reading' | 'waiting'> | WaitReason, Sentences>
  >
}

const WORDS: Readonly<Record<Language, InsightWords>> = { en: insightWordsEn, ru: insightWordsRu }

export function insightWords(language: Language): InsightWords {
  return WORDS[language]
}

/** `undefined` while numbers are read. */
export function standingSentences(
  standing: Freshness['standing'],
  language: Language,
): Sentences | undefined {
  if (standing.kind === 'reading') return undefined
  const { standings } = insightWords(language)
  return standings[standing.kind === 'waiting' ? standing.reason : standing.kind]
}
