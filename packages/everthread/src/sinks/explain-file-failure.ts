/** What a file system's refusal means for a token: a reason of ours, and the sentence for a log. */
import type { Reason } from '../keeper/reasons.ts'

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export function explainFileFailure(error: unknown): { reason: Reason; detail: string } {
  const code = codeOf(error)
  const detail = error instanceof Error ? error.message : String(error)
  return { reason: code !== undefined && FULL.has(code) ? 'disk-full' : 'file-not-writable', detail }
}

/** The errno, of the error itself or of what caused it. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return error.code
  return codeOf(error.cause)
}
