/** What a person published by hand, found by the lane in the sandbox: with the app's own token, among one's own posts. */
import { createContainer, publishContainer, Secret } from '@everthread/client'
import { expect, describe, it } from 'vitest'
import { createTestPublisher, type TestPublisher } from './test-publisher.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import type { Post } from '../publisher/post.ts'
import { asHandedOff, asPublished } from '../publisher/queue-actions/post-forms.ts'
import { outByHand } from '../publisher/queue-actions/mark-published.ts'
import { workDueAt } from '../publisher/queue-actions/work-of-post.ts'
import { savePost } from '../store/posts.ts'
import { addReceipts } from '../store/receipts.ts'
import { listWork, scheduleWork } from '../store/work.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

/** As a phone does: nothing of it is known here. Resolves with Meta's id. */
async function publishByHand({ keeper }: TestPublisher, text: string, replyToId?: string): Promise<string> {
  const { sandbox } = keeper.world
  const scopes = [
    'threads_basic' as const,
    'threads_content_publish' as const,
    'threads_manage_replies' as const,
  ]
  const token = new Secret(sandbox.tokens.create({ user: 'anna', scopes }).access_token)
  await using http = createHttpFetch()
  const transport = { fetch: http.fetch, baseUrl: sandbox.url }
  const content = { kind: 'text' as const, text, ...(replyToId !== undefined && { replyToId }) }
  const { id } = await createContainer(transport, { token, content })
  return (await publishContainer(transport, { token, creationId: id })).id
}

/** As a person's action writes it. */
async function act(publisher: TestPublisher, id: string, change: (post: Post) => Post): Promise<void> {
  const { store } = publisher.keeper.installation
  const now = publisher.keeper.world.clock.now()
  const changed = change(await publisher.post(id))
  const post = { ...changed, version: changed.version + 1, updatedAt: now }
  await store.transaction(async (trx) => {
    await savePost(trx, post)
    if (post.state === 'handed_off') await addReceipts(trx, id, [{ at: now, kind: 'handed-off' }])
    await scheduleWork(trx, post.accountId, { kind: 'post', subject: id, dueAt: workDueAt(post, now) ?? now })
  })
}

async function pass({ keeper }: TestPublisher, ms: number): Promise<void> {
  keeper.world.sandbox.clock.advance(ms)
}

const CHAIN = [{ text: 'One' }, { text: 'Two' }]

/** The first part is out, its owner says; what follows goes out by itself. */
function firstIsOut(post: Post, now: Post['createdAt'], link?: string): Post {
  return {
    ...post,
    parts: post.parts.map((part) => (part.position === 1 ? outByHand(part, now, link) : part)),
  }
}

describe('a post that was handed off', () => {
  it('is published as soon as it is seen among the account’s own', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ inMs: HOUR })
    await act(publisher, id, asHandedOff)
    const mediaId = await publishByHand(publisher, 'Good morning')
    await publisher.settle(id)
    expect(await publisher.post(id)).toMatchObject({
      state: 'published',
      parts: [{ as: { kind: 'by_hand', mediaId }, permalink: expect.stringContaining('/post/') }],
    })
    expect(await publisher.receipts(id)).toEqual(['handed-off', 'recovered'])
    await publisher.rest()
    expect(await publisher.texts()).toEqual(['Good morning'])
  })

  it('and that nobody publishes is looked for during a week, and left as it is', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ inMs: HOUR })
    const from = publisher.keeper.world.clock.now()
    await act(publisher, id, asHandedOff)
    await publisher.rest()
    expect(await publisher.told(id)).toBe('handed_off')
    expect(publisher.keeper.world.clock.now() - from).toBeLessThanOrEqual(7 * DAY)
    expect(publisher.keeper.world.clock.now() - from).toBeGreaterThan(7 * DAY - HOUR)
  })

  it('whose second part cannot be seen without a scope is waited for with the first one found', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: CHAIN, inMs: HOUR })
    await act(publisher, id, asHandedOff)
    const first = await publishByHand(publisher, 'One')
    while ((await publisher.post(id)).parts[1]?.attempts === undefined) await publisher.step()
    expect(await publisher.post(id)).toMatchObject({
      state: 'handed_off',
      parts: [{ as: { mediaId: first } }, { state: 'pending', attempts: { reason: 'not-seen' } }],
    })
  })

  it('is not taken for what another post has already been found to be', async () => {
    await using publisher = await createTestPublisher()
    const one = await publisher.schedule({ inMs: HOUR })
    const other = await publisher.schedule({ inMs: HOUR })
    await act(publisher, one.id, asHandedOff)
    await act(publisher, other.id, asHandedOff)
    await publishByHand(publisher, 'Good morning')
    await publisher.rest()
    expect([await publisher.told(one.id), await publisher.told(other.id)].toSorted()).toEqual([
      'handed_off',
      'published',
    ])
  })
})

describe('a post whose owner says that it is out', () => {
  it('gets Meta’s id and address', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ inMs: HOUR })
    const mediaId = await publishByHand(publisher, 'Good morning')
    const now = publisher.keeper.world.clock.now()
    await act(publisher, id, (post) => asPublished(firstIsOut(post, now), now))
    await publisher.rest()
    expect((await publisher.post(id)).parts).toMatchObject([
      { as: { mediaId }, permalink: expect.any(String) },
    ])
    const { db } = publisher.keeper.installation.store
    expect(await listWork(db, publisher.anna.id)).not.toContainEqual(
      expect.objectContaining({ kind: 'post' }),
    )
  })
})

describe('a chain whose first part is out by hand', () => {
  it('goes on under it once it is found', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: CHAIN })
    const mediaId = await publishByHand(publisher, 'One')
    const now = publisher.keeper.world.clock.now()
    await act(publisher, id, (post) => firstIsOut(post, now))
    expect(await publisher.settle(id)).toBe('published')
    expect((await publisher.post(id)).parts[0]).toMatchObject({ as: { kind: 'by_hand', mediaId } })
    expect(await publisher.texts()).toEqual(['One', 'Two'])
  })

  it('goes on when it is to be seen a while later', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: CHAIN })
    const now = publisher.keeper.world.clock.now()
    await act(publisher, id, (post) => firstIsOut(post, now))
    await publisher.step()
    expect((await publisher.post(id)).parts[1]).toMatchObject({
      attempts: { reason: 'parent-unseen', count: 1 },
    })
    await publishByHand(publisher, 'One')
    expect(await publisher.settle(id)).toBe('published')
  })

  it('fails when it is not to be found, after several looks', async () => {
    await using publisher = await createTestPublisher()
    const { id } = await publisher.schedule({ parts: CHAIN })
    const now = publisher.keeper.world.clock.now()
    await act(publisher, id, (post) => firstIsOut(post, now))
    expect(await publisher.settle(id)).toBe('failed parent-gone')
    expect(publisher.keeper.world.clock.now() - now).toBeGreaterThan(6 * MINUTE)
    expect((await publisher.receipts(id)).filter((kind) => kind === 'attempt-failed')).toHaveLength(4)
    expect(await publisher.texts()).toEqual([])
  })

  it('fails with what helps when the token may not read where it would be', async () => {
    await using publisher = await createTestPublisher()
    const parts = [{ text: 'One', replyToId: await publishByHand(publisher, 'Nought') }, { text: 'Two' }]
    await pass(publisher, MINUTE)
    const { id } = await publisher.schedule({ parts })
    const now = publisher.keeper.world.clock.now()
    await act(publisher, id, (post) => firstIsOut(post, now))
    expect(await publisher.settle(id)).toBe('failed parent-not-readable')
  })
})
