/** What `doctor` says: the shape of both languages. */
import type { Reason } from '../keeper/reasons.ts'
import type { Millis } from '../time/clock.ts'
import type { Format } from '../words/format.ts'
import type { SentenceFacts, Sentences } from '../words/sentences.ts'
import type { FindingCode, FindingFacts, Group, Level } from './finding.ts'
import type { AccountName } from './gathered.ts'

/** What sentences are made with besides their own facts. */
export interface Telling {
  readonly format: Format
  readonly now: Millis
  /** What the rest of Everthread says about a reason. */
  readonly reason: (reason: Reason, facts?: Partial<SentenceFacts>) => Sentences
}

export interface DoctorWords {
  readonly groups: Readonly<Record<Group, string>>
  /** Before the message; a person who sees no colours needs it. */
  readonly levels: Readonly<Record<Exclude<Level, 'ok'>, string>>
  readonly summary: (counts: Readonly<Record<'problems' | 'warnings', number>>) => string
  readonly findings: {
    readonly [C in FindingCode]: (facts: FindingFacts[C], telling: Telling) => Sentences
  }
}

/** What is said about the `.env` stands in files of its own: it is a third of everything. */
export type FileWords = Pick<DoctorWords['findings'], Extract<FindingCode, `env-${string}`>>

/** `@anna`, or the id of somebody whose name is not known. */
export function nameOf({ id, username }: AccountName): string {
  return username === undefined ? id : `@${username}`
}

/** Whole ones: what is left is never overstated. */
export function mebibytes(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024))
}
