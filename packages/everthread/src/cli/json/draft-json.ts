/** Drafts as JSON has them, on the command line and over HTTP. */
import type { DraftFlaw, DraftStep, DraftTrouble, JudgedVariant } from '../../drafts/draft.ts'
import { sayDraftTrouble, sayFlaw } from '../../words/draft-words.ts'
import type { Language } from '../../words/language.ts'

export function variantJson({ parts, why, flaws, before }: JudgedVariant, language: Language) {
  return {
    parts: [...parts],
    ...(why !== undefined && { why }),
    ...(before && { before: [...before] }),
    flaws: flaws.map((flaw) => flawJson(flaw, language)),
  }
}

function flawJson(flaw: DraftFlaw, language: Language) {
  return {
    kind: flaw.kind,
    message: sayFlaw(flaw, language),
    ...('part' in flaw && { position: flaw.part }),
  }
}

export function troubleJson({ code, retryAfterMs }: DraftTrouble, language: Language) {
  return {
    code,
    ...sayDraftTrouble(code, language),
    ...(retryAfterMs !== undefined && { retry_after_ms: retryAfterMs }),
  }
}

/** One message of a stream. */
export function stepJson(step: DraftStep, language: Language) {
  switch (step.kind) {
    case 'writing':
      return { kind: step.kind, variants: mutable(step.variants) }
    case 'shortening':
      return { kind: step.kind, number: step.number }
    case 'variant':
      return { kind: step.kind, number: step.number, variant: variantJson(step.variant, language) }
    case 'done':
      return { kind: step.kind, model: step.model, usage: { ...step.usage } }
    case 'trouble':
      return {
        kind: step.kind,
        trouble: troubleJson(step.trouble, language),
        usage: { ...step.usage },
        kept: mutable(step.kept),
      }
    default:
      return step satisfies never
  }
}

function mutable(texts: readonly (readonly string[])[]): string[][] {
  return texts.map((parts) => [...parts])
}
