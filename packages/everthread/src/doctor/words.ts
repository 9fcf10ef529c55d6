/** What `doctor` says: the shape of both languages, and the way from a finding to its sentences. */
import type { Reason } from '../keeper/reasons.ts'
import type { Millis } from '../time/clock.ts'
import type { Format } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import { reasonSentences } from '../words/reason-words.ts'
import type { SentenceFacts, Sentences } from '../words/sentences.ts'
import type { Finding, FindingCode, FindingFacts, Group, Level } from './finding.ts'
import type { AccountName } from './gathered.ts'
import { doctorEn } from './words.en.ts'
import { doctorRu } from './words.ru.ts'

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

const WORDS: Record<Language, DoctorWords> = { en: doctorEn, ru: doctorRu }

export function doctorWords(language: Language): DoctorWords {
  return WORDS[language]
}

export interface Speaker {
  readonly language: Language
  readonly format: Format
  readonly now: Millis
}

export function findingSentences<C extends FindingCode>(finding: Finding<C>, speaker: Speaker): Sentences {
  const { language, format, now } = speaker
  const say = WORDS[language].findings[finding.code]
  return say(finding.facts, {
    format,
    now,
    reason: (reason, facts) => reasonSentences(reason, { now, ...facts }, speaker),
  })
}

/** `@anna`, or the id of somebody whose name is not known. */
export function nameOf({ id, username }: AccountName): string {
  return username === undefined ? id : `@${username}`
}
