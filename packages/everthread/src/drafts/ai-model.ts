/**
 * The models of the AI SDK (decision 0042) behind our one call: Gemini first, then whatever speaks OpenAI's API, such as a
 * model on this machine. Loaded when the first draft is asked for. The SDK tries nothing again, keeps no telemetry and
 * sees no environment: key, address and transport are given.
 */
import type { LanguageModel, streamText } from 'ai'
import { z } from 'zod'
import type { HttpFetch } from '../net/http-fetch.ts'
import { type Clock } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { Usage } from './draft.ts'
import { type DraftModel, ModelError, type ModelStep, type Prompt } from './draft-model.ts'
import { troubleOf } from './model-trouble.ts'
import type { Provider } from './provider.ts'
import { responseFetch } from './response-fetch.ts'

export interface AiModelDeps {
  readonly fetch: HttpFetch['fetch']
  readonly host: Clock
}

/** For one stream from its first byte to its last. */
export const LONGEST_ANSWER_MS = MINUTE

const VARIANTS = z.object({
  variants: z.array(z.object({ parts: z.array(z.string()).min(1), why: z.string().optional() })).min(1),
})

export async function createAiModel(provider: Provider, deps: AiModelDeps): Promise<DraftModel> {
  const model = await modelOf(provider, responseFetch(deps.fetch))
  return {
    name: provider.model,
    stream: (prompt, signal) => streamFrom(model, prompt, { host: deps.host, signal }),
  }
}

async function modelOf(provider: Provider, fetch: typeof globalThis.fetch): Promise<LanguageModel> {
  const { model, baseUrl: baseURL } = provider
  if (provider.kind === 'gemini') {
    const { createGoogle } = await import('@ai-sdk/google')
    return createGoogle({ apiKey: provider.key.reveal(), fetch, ...(baseURL !== undefined && { baseURL }) })(
      model,
    )
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  const apiKey = provider.key?.reveal()
  return createOpenAICompatible({
    name: 'openai-compatible',
    baseURL: provider.baseUrl,
    fetch,
    supportsStructuredOutputs: true,
    ...(apiKey !== undefined && { apiKey }),
  })(model)
}

interface Call {
  readonly host: Clock
  readonly signal: AbortSignal
}

async function* streamFrom(
  model: LanguageModel,
  prompt: Prompt,
  { host, signal }: Call,
): AsyncGenerator<ModelStep> {
  const ai = await import('ai')
  // Its warnings go to standard error, which is ours.
  globalThis.AI_SDK_LOG_WARNINGS = false
  using limit = limitOf(host)
  const failure: { error?: unknown } = {}
  const result = ai.streamText({
    model,
    system: prompt.system,
    prompt: prompt.user,
    output: ai.Output.object({ schema: VARIANTS }),
    abortSignal: AbortSignal.any([signal, limit.signal]),
    maxRetries: 0,
    onError: ({ error }) => {
      failure.error = error
    },
  })
  try {
    for await (const { variants = [] } of result.partialOutputStream)
      yield {
        kind: 'partial',
        variants: variants.map((one) => (one?.parts ?? []).filter((part) => part !== undefined)),
      }
    const { variants } = await result.output
    if ((await result.finishReason) === 'content-filter')
      throw new Error('the provider took offence at its own text')
    yield { kind: 'whole', variants: variants.map(withoutAbsent), usage: usageOf(await result.usage) }
  } catch (error) {
    signal.throwIfAborted()
    throw await explained(failure.error ?? error, result, limit.signal)
  }
}

type Ended = Pick<ReturnType<typeof streamText>, 'finishReason' | 'text' | 'usage'>

async function explained(cause: unknown, ended: Ended, limit: AbortSignal): Promise<ModelError> {
  if (limit.aborted) return new ModelError({ code: 'timed-out' })
  const finished = await ended.finishReason.then(asItIs, nothing)
  const written = await ended.text.then(asItIs, nothing)
  const usage = await ended.usage.then(usageOf, nothing)
  return new ModelError(troubleOf(cause, { finished, isBegun: Boolean(written) }), {
    ...(usage && { usage }),
    ...(written && { text: written }),
  })
}

function asItIs<T>(value: T): T {
  return value
}

/** Of an answer that failed, each part fails with it. */
function nothing(): undefined {}

function usageOf({
  inputTokens,
  outputTokens,
}: {
  inputTokens?: number | undefined
  outputTokens?: number | undefined
}): Usage {
  return {
    ...(inputTokens !== undefined && { input: inputTokens }),
    ...(outputTokens !== undefined && { output: outputTokens }),
  }
}

function withoutAbsent({ parts, why }: { parts: string[]; why?: string | undefined }) {
  return why === undefined || why === '' ? { parts } : { parts, why }
}

/** Aborts after `LONGEST_ANSWER_MS` of monotonic time. */
function limitOf(host: Clock): Disposable & { readonly signal: AbortSignal } {
  const over = new AbortController()
  const done = new AbortController()
  void host.sleep(LONGEST_ANSWER_MS, done.signal).then(() => over.abort())
  return { signal: over.signal, [Symbol.dispose]: () => done.abort() }
}
