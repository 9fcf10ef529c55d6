/** Why an action was not done, and what a rule found: as sentences. */
import type { Finding } from '../../publisher/preflight/finding.ts'
import type { Language } from '../../words/language.ts'
import { sayFinding } from '../../words/preflight-words.ts'
import type { Sentences } from '../../words/sentences.ts'
import { postWords } from '../words/post-words.ts'
import type { Told } from './outcome.ts'

export interface Problem extends Sentences {
  /** Stable, for `--json`. */
  readonly code: string
  /** Which part, from 1. */
  readonly position?: number
}

export function problemOf(trouble: NonNullable<Told['trouble']>, language: Language): Problem {
  const code = trouble.kind.replaceAll('_', '-')
  return { code, ...sentences(trouble, language) }
}

function sentences(trouble: NonNullable<Told['trouble']>, language: Language): Sentences {
  const words = postWords(language)
  const { trouble: say, states } = words
  if (trouble.kind === 'wrong_state') return say.wrong_state(states[trouble.post.state])
  if (trouble.kind === 'part_is_out') return say.part_is_out(trouble.position)
  if (trouble.kind === 'not_ours') return say.not_ours(trouble.position)
  if (trouble.kind === 'not_deleted') return say.not_deleted(trouble.position, trouble.why.kind)
  return say[trouble.kind]
}

export function problemOfFinding(finding: Finding, language: Language): Problem {
  const { rule, position } = finding
  return { code: rule, ...sayFinding(finding, language), ...(position !== undefined && { position }) }
}
