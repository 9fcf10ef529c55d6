/** `GET coverage`: what of the Threads API works here, and which tests show it. */
import { META_ERRORS } from '../errors/catalogue.ts'
import type { ErrorRow } from '../errors/error-row.ts'
import type { EndpointRow } from './endpoint-row.ts'
import { ENDPOINTS } from './endpoints.ts'
import { type CallbackRow, CALLBACKS } from './callbacks.ts'
import { ERROR_COVERAGE, type ErrorCoverage } from './errors.ts'
import type { Support } from './proof.ts'

/** `GET coverage`. */
export interface CoverageReport {
  readonly schema: 'everthread-sandbox/coverage@1'
  readonly totals: Readonly<Record<'endpoints' | 'callbacks' | 'errors', Readonly<Record<Support, number>>>>
  readonly endpoints: readonly (EndpointRow & { readonly id: string })[]
  readonly callbacks: readonly (CallbackRow & { readonly id: string })[]
  readonly errors: readonly CoveredError[]
}

/** One row of the errors. An error's HTTP status gives way to its status in the matrix: both are called so. */
export type CoveredError = Omit<ErrorRow, 'status'> &
  ErrorCoverage & { readonly id: string; readonly http_status: number }

export function coverageReport(): CoverageReport {
  const endpoints = Object.entries<EndpointRow>(ENDPOINTS).map(([id, row]) => ({ id, ...row }))
  const callbacks = Object.entries<CallbackRow>(CALLBACKS).map(([id, row]) => ({ id, ...row }))
  const errors = coveredErrors()
  return {
    schema: 'everthread-sandbox/coverage@1',
    totals: {
      endpoints: countByStatus(endpoints),
      callbacks: countByStatus(callbacks),
      errors: countByStatus(errors),
    },
    endpoints,
    callbacks,
    errors,
  }
}

function coveredErrors(): readonly CoveredError[] {
  const rows = new Map<string, ErrorRow>(Object.entries(META_ERRORS))
  return Object.entries(ERROR_COVERAGE).flatMap(([id, coverage]) => {
    const row = rows.get(id)
    if (!row) return []
    const notes = [row.note, coverage.note].filter((note) => note !== undefined)
    const note = notes.length > 0 && { note: notes.join('; ') }
    return [{ ...row, http_status: row.status, id, ...coverage, ...note }]
  })
}

function countByStatus(rows: readonly { readonly status: Support }[]): Record<Support, number> {
  const totals: Record<Support, number> = { supported: 0, partial: 0, 'not yet': 0 }
  for (const row of rows) totals[row.status] += 1
  return totals
}
