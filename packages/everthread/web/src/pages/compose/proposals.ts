/** What a model has written so far, from the messages of its stream. Pure. */
import type { stepJson } from '../../../../src/cli/json/draft-json.ts'

export type DraftStep = ReturnType<typeof stepJson>
type Trouble = Extract<DraftStep, { kind: 'trouble' }>['trouble']

export interface Proposal {
  readonly parts: readonly string[]
  readonly why: string | undefined
  readonly flaws: readonly string[]
  /** Checked, and not going to change. */
  readonly isDone: boolean
}

export interface Proposals {
  readonly variants: readonly Proposal[]
  readonly trouble: Trouble | undefined
  /** In the model's tokens. */
  readonly cost: { readonly model: string; readonly input?: number; readonly output?: number } | undefined
}

export const NOTHING_HEARD: Proposals = { variants: [], trouble: undefined, cost: undefined }

export function heard(before: Proposals, step: DraftStep): Proposals {
  switch (step.kind) {
    case 'writing':
      return { ...before, variants: step.variants.map(unchecked) }
    case 'shortening':
      return before
    case 'variant':
      return { ...before, variants: withVariant(before.variants, step) }
    case 'done':
      return { ...before, cost: { model: step.model, ...step.usage } }
    case 'trouble': {
      // What was written until then is there to be taken; what was checked before stays.
      const kept = before.variants.filter(({ isDone }) => isDone)
      const left = step.kept.map((parts) => ({ ...unchecked(parts), isDone: true }))
      return { ...before, trouble: step.trouble, variants: [...kept, ...left] }
    }
    default:
      return step satisfies never
  }
}

function unchecked(parts: readonly string[]): Proposal {
  return { parts, why: undefined, flaws: [], isDone: false }
}

type Checked = Extract<DraftStep, { kind: 'variant' }>

function withVariant(variants: readonly Proposal[], { number, variant }: Checked): readonly Proposal[] {
  const { parts, why, flaws } = variant
  const done: Proposal = { parts, why, flaws: flaws.map(({ message }) => message), isDone: true }
  return number > variants.length ? [...variants, done] : variants.with(number - 1, done)
}
