/** From a wish to variants that fit: asked for once, held against the counter, shortened by the model where they are too long. */
import type { DraftRequest, DraftStep, Grounding, JudgedVariant, Usage, Variant } from './draft.ts'
import { type DraftModel, ModelError, type ModelStep, type Prompt } from './draft-model.ts'
import { flawsOf, isTooLong, type Measure } from './judge-variant.ts'
import { promptFor, promptToShorten } from './prompt.ts'

/** After these the text is shown as it is, too long, with its count. */
export const MOST_SHORTENINGS = 2

export interface WriteDraftsOptions {
  /** Absent where none is configured. */
  readonly model: DraftModel | undefined
  readonly grounding: Grounding
  readonly signal: AbortSignal
}

/** Throws only the signal's reason: everything else is a step that says it. */
export async function* writeDrafts(
  request: DraftRequest,
  options: WriteDraftsOptions,
): AsyncGenerator<DraftStep, void> {
  const { model, signal } = options
  const progress: Progress = { usage: NOTHING_USED, kept: [] }
  try {
    if (!model) throw new ModelError({ code: 'not-configured' }, { usage: NOTHING_USED })
    yield* written(request, { ...options, model, request, progress })
    yield { kind: 'done', model: model.name, usage: progress.usage }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof ModelError)) throw error
    const { trouble, text } = error
    const kept = progress.kept.length > 0 || text === undefined ? progress.kept : [[text]]
    yield { kind: 'trouble', trouble, usage: sum(progress.usage, error.usage), kept }
  }
}

/** What is known when it breaks. */
interface Progress {
  usage: Usage
  /** Written, and not yet given as a variant. */
  kept: readonly (readonly string[])[]
}

async function* written(request: DraftRequest, fitting: Fitting): AsyncGenerator<DraftStep, void> {
  const { model, grounding, signal, progress } = fitting
  for await (const step of model.stream(promptFor(request, grounding), signal)) {
    if (step.kind === 'partial') {
      progress.kept = step.variants
      yield { kind: 'writing', variants: step.variants }
      continue
    }
    progress.usage = step.usage
    const wanted = step.variants.slice(0, request.variants)
    for (const [index, variant] of wanted.entries()) {
      progress.kept = wanted.slice(index).map(({ parts }) => parts)
      yield* fitted(variant, index + 1, fitting)
    }
    progress.kept = []
  }
}

interface Fitting extends WriteDraftsOptions {
  readonly model: DraftModel
  readonly request: DraftRequest
  readonly progress: Progress
}

/** A shortening that fails leaves the text as it is: too long, and said. */
async function* fitted(
  variant: Variant,
  number: number,
  { model, request, signal, grounding, progress }: Fitting,
): AsyncGenerator<DraftStep, void> {
  const measure: Measure = {
    mostParts: request.mostParts,
    ...(grounding.voice && { voice: grounding.voice }),
  }
  let parts = variant.parts
  for (let round = 0; round < MOST_SHORTENINGS; round += 1) {
    const flaws = flawsOf({ parts }, measure)
    if (!isTooLong(flaws)) break
    yield { kind: 'shortening', number }
    const answer = await answerOf(model, promptToShorten(parts, flaws, request), signal)
    progress.usage = sum(progress.usage, answer.usage)
    if (!answer.parts) break
    parts = answer.parts
  }
  yield { kind: 'variant', number, variant: judged({ ...variant, parts }, variant, measure) }
}

function judged(variant: Variant, before: Variant, measure: Measure): JudgedVariant {
  const flaws = flawsOf(variant, measure)
  return variant.parts === before.parts ? { ...variant, flaws } : { ...variant, flaws, before: before.parts }
}

async function answerOf(model: DraftModel, prompt: Prompt, signal: AbortSignal) {
  let last: ModelStep | undefined
  try {
    for await (const step of model.stream(prompt, signal)) last = step
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof ModelError)) throw error
    return { usage: error.usage }
  }
  if (last?.kind !== 'whole') return { usage: {} }
  const parts = last.variants[0]?.parts
  return { usage: last.usage, ...(parts && parts.length > 0 && { parts }) }
}

const NOTHING_USED: Usage = { input: 0, output: 0 }

/** What is not known of one call is not known of all. */
function sum(one: Usage, other: Usage): Usage {
  const input = added(one.input, other.input)
  const output = added(one.output, other.output)
  return { ...(input !== undefined && { input }), ...(output !== undefined && { output }) }
}

function added(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : one + other
}
