/** What writes: one call that streams. Behind it stands a provider's API; before it, only this. */
import type { DraftTrouble, Usage, Variant } from './draft.ts'

export interface Prompt {
  /** The rules, and who the model writes for. */
  readonly system: string
  readonly user: string
}

export type ModelStep =
  /** Unchecked, and perhaps in the middle of a word. */
  | { readonly kind: 'partial'; readonly variants: readonly (readonly string[])[] }
  | { readonly kind: 'whole'; readonly variants: readonly Variant[]; readonly usage: Usage }

export interface DraftModel {
  /** The provider's name for it. */
  readonly name: string
  /** Ends with one `whole`, or throws `ModelError`; rejects with the signal's reason when it aborts. */
  stream(prompt: Prompt, signal: AbortSignal): AsyncIterable<ModelStep>
}

/** Nothing of what the provider said is in it: it may repeat the prompt, or the key. */
export class ModelError extends Error {
  override readonly name = 'ModelError'
  readonly trouble: DraftTrouble
  readonly usage: Usage
  /** What came instead of variants, when it was text. */
  readonly text: string | undefined

  constructor(
    trouble: DraftTrouble,
    { usage = {}, text }: { readonly usage?: Usage; readonly text?: string } = {},
  ) {
    super(trouble.code)
    this.trouble = trouble
    this.usage = usage
    this.text = text
  }
}
