/** Drafts against a server that speaks Gemini's API, and OpenAI's: what streams, and every way in which it can fail. */
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type ModelAnswer,
  type ModelServer,
  startModelServer,
} from '../../../../test/support/model-server.ts'
import { createHttpFetch, type HttpFetch } from '../net/http-fetch.ts'
import { systemClock } from '../time/clock.ts'
import { createAiModel, LONGEST_ANSWER_MS } from './ai-model.ts'
import type { DraftRequest, DraftStep, Grounding } from './draft.ts'
import { type Provider, providerOf } from './provider.ts'
import { writeDrafts } from './write-drafts.ts'

const REQUEST: DraftRequest = { prompt: 'tea', language: 'en', variants: 2, mostParts: 1 }
const TWO = { variants: [{ parts: ['Tea is patience.'], why: 'Short.' }, { parts: ['Boil, wait, drink.'] }] }

let server: ModelServer
let http: HttpFetch

beforeEach(async () => {
  server = await startModelServer()
  http = createHttpFetch()
})
afterEach(async () => {
  http.close()
  await server[Symbol.asyncDispose]()
})

function gemini(): Provider {
  return { kind: 'gemini', key: new Secret('AIza-test'), model: 'gemini-test', baseUrl: server.geminiUrl }
}
function local(): Provider {
  return { kind: 'openai-compatible', model: 'local-test', baseUrl: server.openAiUrl }
}
const PROVIDERS = [
  ['Gemini', gemini],
  ['an OpenAI-compatible server', local],
] as const

interface Told {
  readonly request?: Partial<DraftRequest>
  readonly grounding?: Grounding
  readonly signal?: AbortSignal
}

async function stepsOf(provider: Provider, { request, grounding, signal }: Told = {}): Promise<DraftStep[]> {
  const model = await createAiModel(provider, { fetch: http.fetch, host: systemClock })
  const options = {
    model,
    grounding: grounding ?? { examples: [] },
    signal: signal ?? new AbortController().signal,
  }
  return allOf(writeDrafts({ ...REQUEST, ...request }, options))
}

async function allOf(stream: AsyncIterable<DraftStep>): Promise<DraftStep[]> {
  const steps: DraftStep[] = []
  for await (const step of stream) steps.push(step)
  return steps
}

const text = (
  document: unknown,
  more: Partial<Extract<ModelAnswer, { kind: 'text' }>> = {},
): ModelAnswer => ({
  kind: 'text',
  text: JSON.stringify(document),
  ...more,
})

describe.each(PROVIDERS)('a draft from %s', (_, provider) => {
  it('streams what is written, then gives each variant, then what it cost', async () => {
    server.script(text(TWO, { pieces: 12 }))
    const steps = await stepsOf(provider())
    expect(steps.filter(({ kind }) => kind === 'writing').length).toBeGreaterThan(3)
    expect(steps.filter(({ kind }) => kind !== 'writing')).toEqual([
      { kind: 'variant', number: 1, variant: { parts: ['Tea is patience.'], why: 'Short.', flaws: [] } },
      { kind: 'variant', number: 2, variant: { parts: ['Boil, wait, drink.'], flaws: [] } },
      { kind: 'done', model: provider().model, usage: { input: 120, output: 80 } },
    ])
  })

  it('has what is too long shortened by the model, and never cuts it', async () => {
    const long = 'Tea is patience. '.repeat(40).trim()
    server.script(
      text({ variants: [{ parts: [long] }] }),
      text({ variants: [{ parts: ['Tea is patience.'] }] }),
    )
    const steps = await stepsOf(provider(), { request: { variants: 1 } })
    expect(steps.filter(({ kind }) => kind !== 'writing')).toEqual([
      { kind: 'shortening', number: 1 },
      { kind: 'variant', number: 1, variant: { parts: ['Tea is patience.'], before: [long], flaws: [] } },
      { kind: 'done', model: provider().model, usage: { input: 240, output: 160 } },
    ])
  })

  it('gives the whole of a text that stays too long, and says how long it is', async () => {
    const long = 'a'.repeat(600)
    server.script(text({ variants: [{ parts: [long] }] }))
    const steps = await stepsOf(provider(), { request: { variants: 1 } })
    expect(server.asked).toHaveLength(3)
    expect(steps.find(({ kind }) => kind === 'variant')).toMatchObject({
      variant: { parts: [long], flaws: [{ kind: 'too-long', part: 1, length: 600, most: 500 }] },
    })
  })

  it('keeps a text whose shortening fails', async () => {
    const long = 'a'.repeat(600)
    server.script(text({ variants: [{ parts: [long] }] }), { kind: 'status', status: 503 })
    const steps = await stepsOf(provider(), { request: { variants: 1 } })
    expect(steps.find(({ kind }) => kind === 'variant')).toMatchObject({ variant: { parts: [long] } })
    expect(steps.at(-1)).toMatchObject({ kind: 'done' })
  })

  it.each<[string, ModelAnswer, string]>([
    ['a wrong key', { kind: 'status', status: 401 }, 'key-refused'],
    ['a key without rights', { kind: 'status', status: 403 }, 'key-refused'],
    ['a model that does not exist', { kind: 'status', status: 404 }, 'model-unknown'],
    ['a used-up quota', { kind: 'status', status: 429 }, 'quota'],
    ['a broken service', { kind: 'status', status: 500 }, 'overloaded'],
    ['an overloaded service', { kind: 'status', status: 503 }, 'overloaded'],
    ['a request that is refused', { kind: 'status', status: 400 }, 'refused'],
    ['a text that offends its rules', text(TWO, { finish: 'SAFETY' }), 'blocked'],
    ['nonsense', { kind: 'text', text: 'I would rather not.' }, 'malformed'],
    ['another shape', text({ posts: ['Tea'] }), 'malformed'],
    ['no variant at all', text({ variants: [] }), 'malformed'],
    ['a body that is no stream', { kind: 'raw', body: '<html>502</html>' }, 'malformed'],
    [
      'an answer that stops in the middle',
      { kind: 'text', text: '{"variants":[{"parts":["Te', finish: 'MAX_TOKENS' },
      'cut-off',
    ],
  ])('says what %s means', async (_name, answer, code) => {
    server.script(answer)
    const [last] = (await stepsOf(provider())).slice(-1)
    expect(last).toMatchObject({ kind: 'trouble', trouble: { code } })
  })

  it('keeps what was written when the stream breaks', async () => {
    server.script({ kind: 'cut', text: '{"variants":[{"parts":["Tea is patience."],"why":"' })
    const [last] = (await stepsOf(provider())).slice(-1)
    expect(last).toMatchObject({
      kind: 'trouble',
      trouble: { code: 'cut-off' },
      kept: [['Tea is patience.']],
    })
  })

  it('keeps nonsense as text, for whoever wants to read it', async () => {
    server.script({ kind: 'text', text: 'I would rather not.' })
    const [last] = (await stepsOf(provider())).slice(-1)
    expect(last).toMatchObject({ kind: 'trouble', kept: [['I would rather not.']] })
  })

  it('says when it may be asked again', async () => {
    server.script({ kind: 'status', status: 429, retryAfter: '17' })
    const [last] = (await stepsOf(provider())).slice(-1)
    expect(last).toMatchObject({ trouble: { code: 'quota', retryAfterMs: 17_000 } })
  })

  it('asks once, and never again by itself', async () => {
    server.script({ kind: 'status', status: 503 })
    await stepsOf(provider())
    expect(server.asked).toHaveLength(1)
  })

  it('ends with the reason of whoever aborts', async () => {
    server.script({ kind: 'silent', text: '{"variants":[' })
    const abort = new AbortController()
    const steps = stepsOf(provider(), { signal: abort.signal })
    await expect.poll(() => server.asked.length).toBe(1)
    abort.abort(new Error('enough'))
    await expect(steps).rejects.toThrow('enough')
  })

  it('gives up after a minute of silence, and keeps what it has', async () => {
    server.script({ kind: 'silent', text: '{"variants":[{"parts":["Tea is patience."],"why":"' })
    const { promise: isOver, resolve: letPass } = Promise.withResolvers<void>()
    const asked: number[] = []
    const host = {
      ...systemClock,
      sleep: (ms: number) => {
        asked.push(ms)
        return isOver
      },
    }
    const model = await createAiModel(provider(), { fetch: http.fetch, host })
    const steps: DraftStep[] = []
    for await (const step of writeDrafts(REQUEST, {
      model,
      grounding: { examples: [] },
      signal: new AbortController().signal,
    })) {
      steps.push(step)
      if (step.kind === 'writing' && step.variants.flat().includes('Tea is patience.')) letPass()
    }
    expect(asked).toEqual([LONGEST_ANSWER_MS])
    expect(steps.at(-1)).toMatchObject({ trouble: { code: 'timed-out' }, kept: [['Tea is patience.']] })
  })
})

describe('what Gemini is sent', () => {
  it('has the key in a header and never in the address', async () => {
    server.script(text(TWO))
    await stepsOf(gemini())
    const [asked] = server.asked
    expect(asked?.url).toBe('/v1beta/models/gemini-test:streamGenerateContent?alt=sse')
    expect(asked?.headers['x-goog-api-key']).toBe('AIza-test')
    expect(asked?.body).not.toContain('AIza-test')
  })

  it('knows a wrong key by what Gemini answers to it', async () => {
    server.script({
      kind: 'status',
      status: 400,
      body: {
        error: {
          code: 400,
          message: 'API key not valid. Please pass a valid API key.',
          status: 'INVALID_ARGUMENT',
          details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
        },
      },
    })
    expect((await stepsOf(gemini())).at(-1)).toMatchObject({ trouble: { code: 'key-refused' } })
  })

  it('says that a wish was blocked', async () => {
    server.script({ kind: 'blocked-prompt' })
    expect((await stepsOf(gemini())).at(-1)).toMatchObject({ trouble: { code: 'blocked' } })
  })
})

it('says that nobody is there to write', async () => {
  await server[Symbol.asyncDispose]()
  expect((await stepsOf(gemini())).at(-1)).toMatchObject({ trouble: { code: 'unreachable' } })
})

it('says that nothing is configured', async () => {
  const options = { model: undefined, grounding: { examples: [] }, signal: new AbortController().signal }
  expect(await allOf(writeDrafts(REQUEST, options))).toEqual([
    { kind: 'trouble', trouble: { code: 'not-configured' }, usage: { input: 0, output: 0 }, kept: [] },
  ])
})

const REAL_KEYS = [process.env['GEMINI_API_KEY']].filter((key) => key !== undefined)

it.each(REAL_KEYS.map((key) => [new Secret(key)]))(
  'is written by the real Gemini',
  { timeout: 90_000 },
  async (geminiKey) => {
    const provider = providerOf({ geminiKey }, undefined)
    if (!provider) throw new Error('no key')
    const steps = await stepsOf(provider)
    expect(steps.filter(({ kind }) => kind === 'variant')).toHaveLength(2)
    expect(steps.at(-1)).toMatchObject({ kind: 'done', usage: { output: expect.any(Number) } })
  },
)
