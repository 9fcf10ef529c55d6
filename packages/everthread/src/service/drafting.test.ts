/** What a model is told of an account, from what its store really holds. */
import { Secret } from '@everthread/client'
import type { Kysely } from 'kysely'
import { expect, it } from 'vitest'
import { startModelServer } from '../../../../test/support/model-server.ts'
import { fillWithNumbers } from '../insights/test-numbers.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { insertAccount } from '../store/accounts.ts'
import type { Schema } from '../store/schema.ts'
import { createTestStore } from '../store/test-store.ts'
import { putVoice } from '../store/voices.ts'
import { DAY } from '../time/duration.ts'
import { createTestClock } from '../time/test-clock.ts'
import { createVault } from '../vault/vault.ts'
import { createDrafting } from './drafting.ts'
import { storedSecret, storeSecret } from './secret-settings.ts'

it('tells the voice, and the posts only when it is asked to', async () => {
  const clock = createTestClock()
  await using store = await createTestStore(clock)
  await using server = await startModelServer()
  await using http = createHttpFetch()
  const now = clock.now()
  await insertAccount(store.db, { id: 'a1', userId: '1', username: 'anna', createdAt: now, jitter: 0 })
  await fillWithNumbers(store, 'a1', now)
  await addPost(store.db, 'Coffee for once', now)
  await putVoice(store.db, 'a1', { profile: 'Dry.', bannedPhrases: ['game changer'] })
  const vault = createVault([new Uint8Array(32)])
  const raw = { EVERTHREAD_AI_URL: server.openAiUrl, EVERTHREAD_AI_MODEL: 'local' }
  const installation = { store, vault }
  const drafting = createDrafting({ installation, raw, fetch: http.fetch, host: clock, now: () => now })
  server.script({ kind: 'text', text: '{"variants":[{"parts":["Tea."]}]}' })
  const toldWith = async (isGrounded: boolean) => {
    const request = { prompt: 'tea', language: 'en', variants: 1, mostParts: 1, isGrounded } as const
    for await (const step of drafting.write('a1', request, new AbortController().signal))
      expect(step.kind).not.toBe('trouble')
    const { messages } = JSON.parse(server.asked.at(-1)?.body ?? '{}')
    return JSON.parse(messages.at(-1).content) as Record<string, unknown>
  }
  const plain = await toldWith(false)
  expect(plain).toMatchObject({ voice: { in_their_words: 'Dry.', never_write: ['game changer'] } })
  expect(plain).not.toHaveProperty('their_posts')
  expect(await toldWith(true)).toMatchObject({
    their_posts: { did_well: [{ views: 300 }], did_badly: [{ text: 'Coffee for once', views: 1000 }] },
  })
})

/** Seen by many, and liked by one. */
async function addPost(db: Kysely<Schema>, text: string, now: number): Promise<void> {
  const post = { media_id: '500', account_id: 'a1', published_at: now - 3 * DAY, text, is_reply: 0 }
  const nothing = { media_type: 'TEXT_POST', topic: null, permalink: null, gone_at: null }
  await db
    .insertInto('insight_post')
    .values({ ...post, ...nothing })
    .execute()
  const counts = { views: 1000, likes: 1, replies: 0, reposts: 0, quotes: 0, shares: 0 }
  await db
    .insertInto('insight_snapshot')
    .values({ media_id: '500', at: now - DAY, ...counts })
    .execute()
}

it('knows the key of the settings, sealed', async () => {
  const clock = createTestClock()
  await using store = await createTestStore(clock)
  const installation = { store, vault: createVault([new Uint8Array(32)]) }
  await storeSecret(installation, 'gemini_api_key', new Secret('AIza-x'))
  expect((await storedSecret(installation, 'gemini_api_key'))?.reveal()).toBe('AIza-x')
  await using http = createHttpFetch()
  const drafting = createDrafting({
    installation,
    raw: {},
    fetch: http.fetch,
    host: clock,
    now: () => clock.now(),
  })
  expect(await drafting.provider()).toMatchObject({ kind: 'gemini' })
})
