/** Posts, their timelines and their account's queue, as they come back from a real store. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Part, Post, PostId } from '../publisher/post.ts'
import { DEFAULT_QUEUE } from '../publisher/queue-policy.ts'
import type { Millis } from '../time/clock.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { findPost, listPosts, listTwins, savePost } from './posts.ts'
import { getQueue, listSlots, putQueue, replaceSlots } from './queues.ts'
import { addReceipts, listReceipts } from './receipts.ts'
import type { Schema } from './schema.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'

export function postsConformance(engine: Engine): void {
  let clock: TestClock
  let store: Store<Schema>

  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
    await insertAccount(store.db, { id: 'anna', userId: '1', createdAt: clock.now(), jitter: 0 })
  })
  afterEach(() => store[Symbol.asyncDispose]())

  const at = (ms: number) => (clock.now() + ms) as Millis
  const save = (post: Post) => store.transaction((trx) => savePost(trx, post))

  function scheduled(id: string, planMs: number, parts: readonly Part[] = [pending(1)]): Post {
    const plan = { at: at(planMs), wall: '2026-03-29T09:00', zone: 'Europe/Berlin' }
    const common = { version: 1, textHash: `hash-${id}`, receipts: 0, createdAt: at(0), updatedAt: at(0) }
    return { id: id as PostId, accountId: 'anna', state: 'scheduled', plan, parts, ...common }
  }

  function pending(position: number): Part {
    return { position, content: { text: `part ${position}` }, delayMs: 0, state: 'pending' }
  }

  describe('a list of posts', () => {
    const draft = (id: string): Post => {
      const { plan: _, ...rest } = scheduled(id, 0)
      return { ...rest, state: 'draft' }
    }
    const idsBehind = async (post: Post): Promise<string[]> => {
      const { id, createdAt } = post
      const after = { id, createdAt, plannedAt: post.plan?.at }
      return (await listPosts(store.db, { after })).map((found) => found.id)
    }

    it('goes on behind any post of it, also among equals and among those without a plan', async () => {
      const posts = [scheduled('b', 5), scheduled('c', 5), scheduled('a', 9), draft('d'), draft('e')]
      for (const post of posts) await save(post)
      for (const [index, post] of posts.entries())
        expect(await idsBehind(post)).toEqual(posts.slice(index + 1).map(({ id }) => id))
    })
  })

  describe('a post', () => {
    it('comes back as it was saved, in every shape of a part', async () => {
      const container = {
        children: [{ id: '7', contentHash: 'c', madeAt: at(1), polls: 2, polledAt: at(2), isFinished: true }],
        own: { id: '8', contentHash: 'd', madeAt: at(3), polls: 0 },
      }
      const post = scheduled('a', 0, [
        { ...pending(1), state: 'published', publishedAt: at(4), as: { kind: 'by_us', mediaId: '9' } },
        { ...pending(2), state: 'published', publishedAt: at(5), as: { kind: 'by_hand', at: at(6) } },
        { ...pending(3), state: 'unknown', container },
        {
          ...pending(4),
          delayMs: 60_000,
          attempts: { count: 2, since: at(0), notBefore: at(9), reason: 'network', remakes: 1 },
        },
      ])
      await save(post)
      expect(await findPost(store.db, 'a')).toEqual(post)
    })

    it('loses the parts that an edit took away', async () => {
      await save(scheduled('a', 0, [pending(1), pending(2), pending(3)]))
      await save(scheduled('a', 0, [pending(1)]))
      expect((await findPost(store.db, 'a'))?.parts).toHaveLength(1)
    })

    it('is refused by the table when it stands still without a reason', async () => {
      await expect(save({ ...scheduled('a', 0), state: 'held' } as Post)).rejects.toThrow(/check/iu)
    })
  })

  describe('a list of posts', () => {
    it('has the earliest first and what has no plan last', async () => {
      const { plan: _, ...unplanned } = scheduled('draft', 0)
      await save({ ...unplanned, state: 'draft' })
      await save(scheduled('late', 9))
      await save(scheduled('early', 1))
      expect((await listPosts(store.db, {})).map(({ id }) => id)).toEqual(['early', 'late', 'draft'])
      const within = { plannedFrom: at(1), plannedBefore: at(9), states: ['scheduled'] as const }
      expect((await listPosts(store.db, within)).map(({ id }) => id)).toEqual(['early'])
    })

    it('knows the twins of a post, and not what was cancelled or went out long ago', async () => {
      const twin = { textHash: 'same' }
      await save({ ...scheduled('a', 0), ...twin })
      await save({ ...scheduled('b', 0), ...twin })
      await save({ ...scheduled('c', 0), ...twin, state: 'cancelled' })
      await save({ ...scheduled('d', 0), ...twin, state: 'published', publishedAt: at(-9) })
      const post = await findPost(store.db, 'a')
      if (!post) throw new Error('the post is gone')
      expect((await listTwins(store.db, post, at(-1))).map(({ id }) => id)).toEqual(['b'])
    })
  })

  describe('a timeline', () => {
    it('is numbered by the post, across transactions', async () => {
      await save(scheduled('a', 0))
      await store.transaction((trx) => addReceipts(trx, 'a', [{ at: at(0), kind: 'created' }]))
      await store.transaction((trx) =>
        addReceipts(trx, 'a', [
          { at: at(1), kind: 'publish-sent', position: 1 },
          { at: at(2), kind: 'published', position: 1, detail: { mediaId: '9' } },
        ]),
      )
      expect(await listReceipts(store.db, 'a')).toEqual([
        { number: 1, at: at(0), kind: 'created' },
        { number: 2, at: at(1), kind: 'publish-sent', position: 1 },
        { number: 3, at: at(2), kind: 'published', position: 1, detail: { mediaId: '9' } },
      ])
    })
  })

  describe('a queue', () => {
    it('is the default until somebody sets it', async () => {
      expect(await getQueue(store.db, 'anna')).toEqual(DEFAULT_QUEUE)
      const queue = { ...DEFAULT_QUEUE, zone: 'Asia/Tokyo', pause: { reason: 'paused' as const, at: at(0) } }
      await putQueue(store.db, 'anna', queue)
      expect(await getQueue(store.db, 'anna')).toEqual(queue)
    })

    it('has its slots in the order of the week', async () => {
      const slots = [
        { weekday: 5, minute: 540 },
        { weekday: 1, minute: 1200 },
        { weekday: 1, minute: 540 },
      ]
      await store.transaction((trx) => replaceSlots(trx, 'anna', slots))
      expect(await listSlots(store.db, 'anna')).toEqual([slots[2], slots[1], slots[0]])
    })
  })
}
