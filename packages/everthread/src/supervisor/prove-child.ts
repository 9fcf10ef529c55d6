/** Which proof there can be, and the taking of it. `proof.ts` says what each means. */
import type { ChildTree } from './child-tree.ts'
import { proveByEnvironment } from './environment-proof.ts'
import type { Stream } from './process-host.ts'
import type { Proof } from './proof.ts'
import { type Prove, proveByReport, type ReportSurroundings } from './reported-proof.ts'
import type { Occasion } from './supervisor-event.ts'

export interface ProofQuestion {
  readonly occasion: Occasion
  readonly key: string
  readonly value: string
  readonly fingerprint: string
  readonly prove: Prove | undefined
  readonly tree: ChildTree
  /** For the `--prove` command: without the key. */
  readonly environment: Readonly<Record<string, string>>
  readonly talk: Stream
}

export async function proveChild(question: ProofQuestion, given: ReportSurroundings): Promise<Proof> {
  const { prove, occasion, talk } = question
  if (prove) return await proveByReport({ ...question, prove, stderr: talk }, given)
  if (!isStart(occasion)) return { kind: 'unproven', reason: 'not-restarted' }
  return await proveByEnvironment(question, given)
}

/** Nothing else changes an environment that we can see. */
function isStart(occasion: Occasion): boolean {
  return occasion === 'first' || occasion === 'restart' || occasion === 'back-off'
}
