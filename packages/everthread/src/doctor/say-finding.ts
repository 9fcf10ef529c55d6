/** From a finding to its sentences, in the language of the person. */
import type { Millis } from '../time/clock.ts'
import type { Format } from '../words/format.ts'
import type { Language } from '../words/language.ts'
import { reasonSentences } from '../words/reason-words.ts'
import type { Sentences } from '../words/sentences.ts'
import type { Finding, FindingCode } from './finding.ts'
import type { DoctorWords } from './words.ts'
import { doctorEn } from './words.en.ts'
import { doctorRu } from './words.ru.ts'

const WORDS: Record<Language, DoctorWords> = { en: doctorEn, ru: doctorRu }

export function doctorWords(language: Language): DoctorWords {
  return WORDS[language]
}

export interface Speaker {
  readonly language: Language
  readonly format: Format
  readonly now: Millis
}

export function sayFinding<C extends FindingCode>({ code, facts }: Finding<C>, speaker: Speaker): Sentences {
  const { language, format, now } = speaker
  return WORDS[language].findings[code](facts, {
    format,
    now,
    reason: (reason, more) => reasonSentences(reason, { now, ...more }, speaker),
  })
}
