/** The rules with what the store knows: real rows of scopes, files and posts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkPost, refusalsOf } from './check-post.ts'
import type { PartContent } from './content.ts'
import type { Part, Post, PostId } from './post.ts'
import { insertAccount } from '../store/accounts.ts'
import { pushGeneration } from '../store/generations.ts'
import { insertMedia } from '../store/media.ts'
import { savePost } from '../store/posts.ts'
import { keepQuota } from '../store/quotas.ts'
import { createTestStore, type TestStore } from '../store/test-store.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'

let store: TestStore
let clock: TestClock

beforeEach(async () => {
  clock = createTestClock()
  store = await createTestStore(clock)
  await insertAccount(store.db, {
    id: 'anna',
    userId: '1',
    username: 'anna',
    createdAt: clock.now(),
    jitter: 0,
  })
})
afterEach(() => store[Symbol.asyncDispose]())

async function rulesOf(
  post: Post,
  reachablePlaces: readonly ('folder' | 'bucket')[] = [],
): Promise<string[]> {
  const findings = await checkPost({ now: () => clock.now(), reachablePlaces })(store.db, post)
  return findings.map(({ rule, position }) => (position === undefined ? rule : `${rule} ${position}`))
}

async function refusedOf(post: Post): Promise<string[]> {
  const findings = await refusalsOf(store.db, { reachablePlaces: [] })(post)
  return findings.map(({ rule }) => rule)
}

function draft(contents: readonly PartContent[], id = 'p'): Post {
  const parts = contents.map(
    (content, index): Part => ({ position: index + 1, content, delayMs: 0, state: 'pending' }),
  )
  return {
    id: id as PostId,
    accountId: 'anna',
    state: 'draft',
    version: 1,
    parts,
    textHash: 'same',
    receipts: 0,
    createdAt: clock.now(),
    updatedAt: clock.now(),
  }
}

async function grant(scopes: readonly string[] | undefined): Promise<void> {
  const facts = { fingerprint: 'f', expiry: { kind: 'unknown' as const }, ...(scopes && { scopes }) }
  await store.transaction((trx) =>
    pushGeneration(trx, {
      accountId: 'anna',
      number: 1,
      sealedToken: 's',
      facts,
      obtainedAt: clock.now(),
      source: 'adopted',
    }),
  )
}

describe('what Meta said of the quota', () => {
  const keep = (of: 'posts' | 'replies', used: number): Promise<void> =>
    store.transaction((trx) =>
      keepQuota(trx, 'anna', { of, reading: { readAt: clock.now(), said: { used, total: 250 } } }),
    )

  it('warns of a post that it leaves no room for', async () => {
    await keep('posts', 250)
    expect(await rulesOf(draft([{ text: 'one' }]))).toEqual(['quota-beyond'])
    expect(await refusedOf(draft([{ text: 'one' }]))).toEqual([])
  })

  it('counts replies apart, and what is out already not at all', async () => {
    await keep('replies', 249)
    expect(await rulesOf(draft([{ text: 'one' }, { text: 'two' }, { text: 'three' }]))).toEqual([
      'quota-beyond',
    ])
    expect(await rulesOf(draft([{ text: 'one' }, { text: 'two' }]))).toEqual([])
  })

  it('says nothing of a time when the window has moved on', async () => {
    await keep('posts', 250)
    const plan = { at: (clock.now() + DAY) as Millis, wall: '2026-06-16T12:00', zone: 'UTC' }
    const { state: _, ...rest } = draft([{ text: 'one' }])
    expect(await rulesOf({ ...rest, state: 'scheduled', plan })).toEqual([])
  })
})

describe('what the store knows', () => {
  it.each([
    ['a token without the scope refuses', ['threads_basic'], ['publish-scope']],
    ['a token with it does not', ['threads_content_publish'], []],
    ['a token of unknown scopes does not', undefined, []],
  ])('%s', async (_, scopes, rules) => {
    await grant(scopes)
    expect(await rulesOf(draft([{ text: 'x' }]))).toEqual(rules)
    expect(await refusedOf(draft([{ text: 'x' }]))).toEqual(rules)
  })

  it('a file is there, and Meta can fetch it or not', async () => {
    const media = {
      id: 'm',
      kind: 'image',
      type: 'image/png',
      bytes: 9,
      sha256: 'a',
      width: 400,
      height: 400,
    } as const
    const post = draft([{ text: 'x' }, { media: [{ kind: 'stored', mediaId: 'm' }] }])
    expect(await rulesOf(post)).toEqual(['media-missing 2'])
    await insertMedia(store.db, { ...media, place: 'folder', createdAt: clock.now() })
    expect(await rulesOf(post, ['bucket'])).toEqual(['media-not-public 2'])
    expect(await rulesOf(post, ['folder'])).toEqual([])
  })

  it('a post of the same words warns for a week after it went out, and never stops the lane', async () => {
    const twin: Post = { ...draft([{ text: 'x' }], 'twin'), state: 'published', publishedAt: clock.now() }
    await store.transaction((trx) => savePost(trx, twin))
    const post = draft([{ text: 'x' }])
    expect(await rulesOf(post)).toEqual(['duplicate-text'])
    expect(await refusedOf(post)).toEqual([])
    await clock.advance(7 * DAY + 1)
    expect(await rulesOf(post)).toEqual([])
  })

  it('posts without words are nobody’s twins', async () => {
    const linked: PartContent = { linkAttachment: 'https://example.com' }
    await store.transaction((trx) => savePost(trx, draft([linked], 'twin')))
    expect(await rulesOf(draft([linked]))).toEqual([])
  })
})

it('what is on Threads is not judged any more', async () => {
  const [first, second] = draft([{ text: 'x'.repeat(501) }, {}]).parts
  if (!first || !second) throw new Error('there are no parts')
  const out: Part = {
    position: 1,
    content: first.content,
    delayMs: 0,
    state: 'published',
    publishedAt: 1 as Millis,
    as: { kind: 'by_us', mediaId: '9' },
  }
  expect(await rulesOf({ ...draft([]), parts: [out, second] })).toEqual(['text-missing 2'])
})
