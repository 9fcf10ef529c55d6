/** What a refusal of the file system's, or of the store's, means for a token: a reason of ours, and the details for a person. */
import { EnvFileError } from '../env-file/env-file-error.ts'
import type { Reason } from '../keeper/reasons.ts'
import { StoreError } from '../store/store-error.ts'
import { envFileSentences } from '../words/failure-words.ts'
import type { Language } from '../words/language.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export interface FileFailure {
  readonly reason: Reason
  readonly detail: string
}

export function explainFileFailure(error: unknown, language: Language = 'en'): FileFailure {
  return { reason: reasonOf(error), detail: detailOf(error, language) }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof StoreError) return error.code === 'disk-full' ? 'disk-full' : 'store-unusable'
  const code = codeOf(error)
  return code !== undefined && FULL.has(code) ? 'disk-full' : 'file-not-writable'
}

function detailOf(error: unknown, language: Language): string {
  if (!(error instanceof EnvFileError)) return error instanceof Error ? error.message : String(error)
  const { message, remedy } = envFileSentences(error, language)
  return remedy === undefined ? message : `${message}. ${remedy}`
}

/** The errno, of the error itself or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return error.code
  return codeOf(error.cause)
}
