/** Drafts over HTTP: a document, a stream, and the voice. */
import { expect, it } from 'vitest'
import type { DraftRequest, DraftStep } from '../../drafts/draft.ts'
import { insertAccount } from '../../store/accounts.ts'
import { createTestServer, type TestServer } from '../test-server.ts'

const STEPS: readonly DraftStep[] = [
  { kind: 'writing', variants: [['Te']] },
  { kind: 'variant', number: 1, variant: { parts: ['Tea.'], flaws: [] } },
  { kind: 'trouble', trouble: { code: 'cut-off' }, usage: { input: 1 }, kept: [['Wat']] },
]

async function serverWith(steps: readonly DraftStep[], asked: DraftRequest[] = []): Promise<TestServer> {
  const server = await createTestServer({
    drafting: {
      provider: async () => undefined,
      write: async function* (_id, request) {
        asked.push(request)
        yield* steps
      },
    },
  })
  await server.becomeOwner()
  const { store, clock } = server
  await insertAccount(store.db, {
    id: 'a1',
    userId: '1',
    username: 'anna',
    createdAt: clock.now(),
    jitter: 0,
  })
  return server
}

it('gives a document with what was written and what was not', async () => {
  const asked: DraftRequest[] = []
  await using server = await serverWith(STEPS, asked)
  const answer = await server.ask('/api/v1/accounts/a1/drafts', { method: 'POST', json: { prompt: 'tea' } })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({
    variants: [{ parts: ['Tea.'], flaws: [] }],
    usage: { input: 1 },
    kept: [['Wat']],
    trouble: {
      code: 'cut-off',
      message: 'The answer broke off. What was written until then is kept.',
      remedy: 'Try again, or ask for fewer variants.',
    },
  })
  expect(asked).toEqual([{ prompt: 'tea', language: 'en', variants: 3, mostParts: 1 }])
})

it('streams each step under its kind', async () => {
  await using server = await serverWith(STEPS)
  const answer = await server.ask('/api/v1/accounts/a1/drafts', {
    method: 'POST',
    json: { prompt: 'чай' },
    headers: { accept: 'text/event-stream', 'accept-language': 'ru' },
  })
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  const text = await answer.text()
  expect([...text.matchAll(/^event: (.*)$/gm)].map(([, kind]) => kind)).toEqual([
    'writing',
    'variant',
    'trouble',
  ])
  expect(text).toContain('Ответ оборвался')
})

it('gives the same document again under the same key, and asks no model twice', async () => {
  const asked: DraftRequest[] = []
  await using server = await serverWith(STEPS, asked)
  const ask = () =>
    server.ask('/api/v1/accounts/a1/drafts', {
      method: 'POST',
      json: { prompt: 'tea' },
      headers: { accept: 'text/event-stream', 'idempotency-key': 'k' },
    })
  const [first, second] = [await (await ask()).text(), await (await ask()).text()]
  expect(second).toBe(first)
  expect(asked).toHaveLength(1)
})

it('knows an account’s voice', async () => {
  await using server = await serverWith([])
  const path = '/api/v1/accounts/a1/voice'
  expect(await (await server.ask(path)).json()).toEqual({ profile: '', banned_phrases: [] })
  const voice = { profile: 'Dry.', banned_phrases: ['game changer'] }
  expect((await server.ask(path, { method: 'PUT', json: voice })).status).toBe(200)
  expect(await (await server.ask(path)).json()).toEqual(voice)
})

it('says that there is no such account', async () => {
  await using server = await serverWith([])
  const answer = await server.ask('/api/v1/accounts/nobody/drafts', { method: 'POST', json: { prompt: 'x' } })
  expect(answer.status).toBe(404)
})

it('takes a key of Google’s, and never gives it back', async () => {
  await using server = await serverWith([])
  const answer = await server.ask('/api/v1/settings', {
    method: 'PATCH',
    json: { gemini_api_key: 'AIza-very-secret' },
  })
  expect(answer.status).toBe(200)
  expect(await answer.text()).not.toContain('AIza')
  const rows = await server.store.db.selectFrom('setting').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain('AIza')
  expect(rows.map(({ name }) => name)).toContain('gemini_api_key')
})
