/** One endpoint of the matrix. */
import type { Confidence } from '../errors/error-row.ts'
import type { Proof, Support } from './proof.ts'

export interface EndpointRow {
  readonly methods: readonly ('GET' | 'POST' | 'DELETE')[]
  readonly path: string
  /** Section of threads-api.md, and how sure it is that Meta has the endpoint. */
  readonly section: string
  readonly confidence: Confidence
  readonly status: Support
  readonly note?: string
  readonly tests: readonly Proof[]
}

/** All of them are documented. */
const DOCUMENTED = { confidence: 'C' } as const

export const SUPPORTED = { ...DOCUMENTED, status: 'supported' } as const
