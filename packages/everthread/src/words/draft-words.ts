/** What is said about drafts: why none came, and what is not yet right with one. The shape of both languages. */
import type { DraftFlaw, DraftTroubleCode } from '../drafts/draft.ts'
import { draftWordsEn } from './draft-words.en.ts'
import { draftWordsRu } from './draft-words.ru.ts'
import type { Language } from './language.ts'
import type { Sentences } from './sentences.ts'

export interface DraftWords {
  readonly troubles: Readonly<Record<DraftTroubleCode, Required<Pick<Sentences, 'message' | 'remedy'>>>>
  readonly flaws: { readonly [K in DraftFlaw['kind']]: (flaw: Extract<DraftFlaw, { kind: K }>) => string }
}

const WORDS: Readonly<Record<Language, DraftWords>> = { en: draftWordsEn, ru: draftWordsRu }

export function sayDraftTrouble(
  code: DraftTroubleCode,
  language: Language,
): DraftWords['troubles'][DraftTroubleCode] {
  return WORDS[language].troubles[code]
}

export function sayFlaw(flaw: DraftFlaw, language: Language): string {
  const { flaws } = WORDS[language]
  switch (flaw.kind) {
    case 'too-long':
      return flaws['too-long'](flaw)
    case 'too-many-parts':
      return flaws['too-many-parts'](flaw)
    case 'too-many-links':
      return flaws['too-many-links'](flaw)
    case 'banned-phrase':
      return flaws['banned-phrase'](flaw)
    default:
      return flaw satisfies never
  }
}
