/** `everthread draft` against a model on this machine. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ModelServer, startModelServer } from '../../../../../test/support/model-server.ts'
import { createPostStage, type PostStage } from '../test-posts.ts'
import { type DraftOptions, runDraft } from './draft.ts'

const VARIANTS = JSON.stringify({
  variants: [{ parts: ['Tea is patience.'], why: 'Short.' }, { parts: ['Boil.', 'Wait.'] }],
})

let stage: PostStage
let server: ModelServer
beforeEach(async () => {
  stage = await createPostStage()
  server = await startModelServer()
})
afterEach(async () => {
  await server[Symbol.asyncDispose]()
  await stage[Symbol.asyncDispose]()
})

const draft = (words: readonly string[], options: DraftOptions = {}) =>
  stage
    .in({ env: { EVERTHREAD_AI_URL: server.openAiUrl, EVERTHREAD_AI_MODEL: 'local' } })
    .say(runDraft, words, { chain: 2, ...options })

it('prints the texts and nothing else on standard output', async () => {
  server.script({ kind: 'text', text: VARIANTS })
  const { exitCode, out, err } = await draft(['tea'])
  expect(exitCode).toBe(0)
  expect(out).toBe('Tea is patience.\n\nBoil.\n---\nWait.\n\n')
  expect(err).toContain('Short.')
  expect(err).toContain('120 tokens read, 80 written')
  expect(await stage.posts()).toEqual([])
})

it('keeps each variant as a draft when it is told to', async () => {
  server.script({ kind: 'text', text: VARIANTS })
  await draft(['tea'], { keep: true })
  const posts = await stage.posts()
  expect(posts.map(({ state }) => state)).toEqual(['draft', 'draft'])
  expect(posts.map(({ parts }) => parts.map(({ content }) => content.text)).toSorted()).toEqual([
    ['Boil.', 'Wait.'],
    ['Tea is patience.'],
  ])
})

describe('without a model', () => {
  it('says what helps, and needs a person', async () => {
    const { exitCode, err } = await stage.say(runDraft, ['tea'], {})
    expect(exitCode).toBe(3)
    expect(err).toContain('GEMINI_API_KEY')
  })

  it('says it in Russian', async () => {
    const { err } = await stage.in({ lang: 'ru' }).say(runDraft, ['чай'], {})
    expect(err).toContain('Писать черновики пока некому')
  })
})

it.each<[string, readonly string[], DraftOptions]>([
  ['without a wish', [], {}],
  ['with an empty one', ['  '], {}],
  ['with one that is a book', ['x'.repeat(4001)], {}],
  ['for no variant', ['tea'], { variants: 0 }],
  ['for too many', ['tea'], { variants: 6 }],
  ['for an endless chain', ['tea'], { chain: 11 }],
])('is a wrong command line %s, and asks nobody', async (_, words, options) => {
  await expect(draft(words, options)).resolves.toMatchObject({ exitCode: 2 })
  expect(server.asked).toEqual([])
})

it('keeps on standard output what was written before it broke off', async () => {
  server.script({ kind: 'cut', text: '{"variants":[{"parts":["Tea is patience."],"why":"' })
  const { exitCode, out } = await draft(['tea'])
  expect(exitCode).toBe(4)
  expect(out).toBe('Tea is patience.\n\n')
})
