/** Whatever ended a command, as a sentence and an exit code. The families are told apart by class and code. */
import { ConfigError } from '../config/config-error.ts'
import { EnvFileError } from '../env-file/env-file-error.ts'
import { MediaError } from '../media/media-error.ts'
import { StoreError } from '../store/store-error.ts'
import { VaultError } from '../vault/vault-error.ts'
import { envFileSentences, FAILURE_WORDS, type FailureWords } from '../words/failure-words.ts'
import type { Language } from '../words/language.ts'
import type { Sentences } from '../words/sentences.ts'
import { CommandError } from './command-error.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

export interface ExplainedFailure {
  readonly code: string
  readonly message: string
  readonly remedy?: string
  readonly exitCode: ExitCode
}

export function explainFailure(error: unknown, language: Language): ExplainedFailure {
  if (error instanceof CommandError) {
    const { code, message, remedy, exitCode } = error
    return { code, message, exitCode, ...(remedy !== undefined && { remedy }) }
  }
  const words = FAILURE_WORDS[language]
  if (error instanceof ConfigError) {
    const { code, setting, problem, given } = error
    return { code, ...words.config[problem](setting, words.given(given)), exitCode: EXIT.usage }
  }
  if (error instanceof EnvFileError) return local(error.code, envFileSentences(error, language))
  if (error instanceof StoreError) return local(error.code, storeSentences(error, words))
  if (error instanceof MediaError) return local(error.code, withDetail(words.media[error.code], error.detail))
  if (error instanceof VaultError) return local(error.code, words.vault(error.problem))
  if (isClaimLost(error)) return local('locked', words.claimLost)
  // A defect of ours: the stack helps whoever mends it, and holds no secret (they print themselves as fingerprints).
  return {
    code: 'defect',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exitCode: EXIT.failed,
  }
}

/** Somebody else is at work, or away: the next try may find them done, or back. */
const WAITING: readonly string[] = ['busy', 'locked', 'unreachable']

/** What is wrong on this machine. */
function local(code: string, { message, remedy }: Sentences): ExplainedFailure {
  const exitCode = WAITING.includes(code) ? EXIT.transient : EXIT.failed
  return { code, message, exitCode, ...(remedy !== undefined && { remedy }) }
}

function storeSentences({ code, file, detail }: StoreError, words: FailureWords): Sentences {
  return withDetail(words.store[code](file), detail)
}

function withDetail({ message, ...rest }: Sentences, detail: string | undefined): Sentences {
  return { message: detail === undefined ? message : `${message} (${detail})`, ...rest }
}

/** By its code: its class would bring the builder of SQL along, and make every start of the program slower. */
function isClaimLost(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && error.code === 'claim-lost'
}
