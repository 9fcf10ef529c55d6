/** Every error that the sandbox can answer, by name. */
import { AUTHENTICATION_ERRORS } from './authentication.ts'
import type { ErrorRow } from './error-row.ts'
import { GENERIC_ERRORS } from './generic.ts'
import { LOGIN_ERRORS } from './login.ts'
import { PERMISSION_ERRORS } from './permission.ts'
import { PUBLISHING_ERRORS } from './publishing.ts'
import { READING_ERRORS } from './reading.ts'
import { SANDBOX_ERRORS } from './sandbox-only.ts'

/** The rows of threads-api.md §2.2 to §3.5, and what §5 and §6 refuse. */
export const META_ERRORS = {
  ...AUTHENTICATION_ERRORS,
  ...PERMISSION_ERRORS,
  ...PUBLISHING_ERRORS,
  ...GENERIC_ERRORS,
  ...LOGIN_ERRORS,
  ...READING_ERRORS,
} as const

export type MetaErrorId = keyof typeof META_ERRORS
export type ErrorId = MetaErrorId | keyof typeof SANDBOX_ERRORS

export const ERRORS: Readonly<Record<ErrorId, ErrorRow>> = { ...META_ERRORS, ...SANDBOX_ERRORS }

/**
 * Finds what Meta says for a code: code and subcode, else the subcode alone (for two rows only the subcode is known), else
 * the code without a subcode. Where several messages share a code, the generic one is meant.
 */
export function findErrorByCode(code: number, subcode?: number): ErrorRow | undefined {
  const rows: readonly ErrorRow[] = [...Object.values(GENERIC_ERRORS), ...Object.values(META_ERRORS)]
  const all = rows.filter((row) => row.shape === undefined || row.shape === 'envelope')
  if (subcode !== undefined) {
    const exact = all.find((row) => row.code === code && row.subcode === subcode)
    return exact ?? all.find((row) => row.subcode === subcode)
  }
  return all.find((row) => row.code === code && row.subcode === undefined)
}
