/** The sentences for what ends a command before it has an answer: its settings, its files, its store, its keys. */
import type { ConfigProblem, Given } from '../config/config-error.ts'
import type { EnvFileError, EnvFileErrorCode } from '../env-file/env-file-error.ts'
import type { MediaErrorCode } from '../media/media-error.ts'
import type { StoreErrorCode } from '../store/store-error.ts'
import type { VaultProblem } from '../vault/vault-error.ts'
import type { Language } from './language.ts'
import type { Sentences } from './sentences.ts'
import { failureWordsEn } from './failure-words.en.ts'
import { failureWordsRu } from './failure-words.ru.ts'

export interface FailureWords {
  readonly given: (given: Given) => string
  readonly config: Readonly<Record<ConfigProblem, (setting: string, given: string) => Sentences>>
  readonly envFile: Readonly<Record<EnvFileErrorCode, (path: string) => Sentences>>
  /** Where a new token waits that could not be put in its place. */
  readonly newTokenAt: (path: string) => string
  readonly store: Readonly<Record<StoreErrorCode, (file: string) => Sentences>>
  readonly media: Readonly<Record<MediaErrorCode, Sentences>>
  readonly vault: (problem: VaultProblem) => Sentences
  /** Another process took the account over. */
  readonly claimLost: Sentences
}

export const FAILURE_WORDS: Readonly<Record<Language, FailureWords>> = {
  en: failureWordsEn,
  ru: failureWordsRu,
}

export function envFileSentences({ code, path, newTokenAt }: EnvFileError, language: Language): Sentences {
  const words = FAILURE_WORDS[language]
  const { message, ...rest } = words.envFile[code](path)
  if (newTokenAt === undefined) return { message, ...rest }
  return { message: `${message}. ${words.newTokenAt(newTokenAt)}`, ...rest }
}
