/** What the post lane reads and writes, on both engines: many accounts at once, and one lost change that spoils nobody's. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LedgerEntry } from '../publisher/post-facts.ts'
import { at, partAt, pending, PLANNED, post, publishedPart } from '../publisher/test-post.ts'
import type { Post, PostId } from '../publisher/post.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { MINUTE } from '../time/duration.ts'
import { findAccount, insertAccount } from './accounts.ts'
import { type Claim, claimDue, ClaimLostError } from './claims.ts'
import { pushGeneration } from './generations.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { commitPosts, PostChangedError, type PostCommit } from './post-commit.ts'
import { readPostLanes } from './post-lane.ts'
import { knownMediaIds } from './publications.ts'
import { findPost, savePost } from './posts.ts'
import { getQueue } from './queues.ts'
import { listReceipts } from './receipts.ts'
import { createTestStore, onEachEngine, type TestStore } from './test-store.ts'
import { listWork, scheduleWork } from './work.ts'

onEachEngine((engine) => {
  let clock: TestClock
  let store: TestStore
  let group: GroupCommit<PostCommit>
  let atWork: number

  beforeEach(async () => {
    clock = createTestClock(PLANNED)
    store = await createTestStore(clock, engine)
    atWork = 1
    group = createGroupCommit<PostCommit>({
      write: (commits) => store.transaction((trx) => commitPosts(trx, commits)),
      clock,
      atWork: () => atWork,
    })
  })
  afterEach(() => store[Symbol.asyncDispose]())

  /** An account with a token and a post that is due, claimed. */
  async function claimed(id: string): Promise<{ readonly claim: Claim; readonly post: Post }> {
    await insertAccount(store.db, { id, userId: `1${id}`, createdAt: PLANNED, jitter: 0.25 })
    const facts = { fingerprint: id, expiry: { kind: 'unknown' as const }, scopes: ['threads_basic'] }
    await store.transaction(async (trx) => {
      await pushGeneration(trx, {
        accountId: id,
        number: 1,
        sealedToken: `sealed ${id}`,
        facts,
        obtainedAt: PLANNED,
        source: 'adopted',
      })
      await savePost(trx, postOf(id))
      await scheduleWork(trx, id, { kind: 'post', subject: `post of ${id}`, dueAt: PLANNED })
      await scheduleWork(trx, id, { kind: 'token', subject: '', dueAt: at(MINUTE) })
    })
    const query = { owner: 'node', now: PLANNED, ticks: clock.ticks(), accountId: id }
    const [claim] = await claimDue(store.db, query)
    if (!claim) throw new Error('nobody else has it')
    return { claim, post: postOf(id) }
  }

  function postOf(accountId: string): Post {
    return {
      ...post([pending(), pending({ text: 'Two' }, 2)]),
      id: `post of ${accountId}` as PostId,
      accountId,
    }
  }

  function stepOf(
    { claim, post: one }: { readonly claim: Claim; readonly post: Post },
    change: Partial<PostCommit> = {},
  ): PostCommit {
    const part = partAt('container')
    const next: Post = {
      ...postOf(one.accountId),
      state: 'preparing',
      plan: { at: PLANNED, wall: '', zone: '' },
      parts: [part, pending({ text: 'Two' }, 2)],
    }
    const receipts = [
      { at: PLANNED, kind: 'container-created' as const, position: 1, detail: { container: '17' } },
    ]
    return {
      claim,
      at: PLANNED,
      step: { post: next, parts: [part], ledger: [], receipts },
      work: [],
      isLast: false,
      ...change,
    }
  }

  async function stateOf(accountId: string): Promise<string | undefined> {
    return (await findPost(store.db, `post of ${accountId}`))?.state
  }

  describe('a step', () => {
    it('leaves the post, its part, the receipt and the next due instant, and gives the account back with the last', async () => {
      const one = await claimed('a')
      await group.commit(stepOf(one, { work: [{ postId: one.post.id, dueAt: at(MINUTE) }], isLast: true }))
      expect(await findPost(store.db, one.post.id)).toMatchObject({
        state: 'preparing',
        receipts: 1,
        parts: [{ state: 'container' }, { state: 'pending' }],
      })
      expect(await listReceipts(store.db, one.post.id)).toEqual([
        { number: 1, at: PLANNED, kind: 'container-created', position: 1, detail: { container: '17' } },
      ])
      expect(await listWork(store.db, 'a')).toContainEqual({
        kind: 'post',
        subject: one.post.id,
        dueAt: at(MINUTE),
      })
      const again = await claimDue(store.db, {
        owner: 'other',
        now: PLANNED,
        ticks: clock.ticks(),
        accountId: 'a',
      })
      expect(again).toHaveLength(1)
    })

    it('takes the row of work away where nothing will be due', async () => {
      const one = await claimed('a')
      await group.commit(stepOf(one, { work: [{ postId: one.post.id, dueAt: undefined }] }))
      expect((await listWork(store.db, 'a')).map(({ kind }) => kind)).toEqual(['token'])
    })

    it('numbers receipts on from those that a person left', async () => {
      const one = await claimed('a')
      await group.commit(stepOf(one))
      await group.commit(stepOf(one))
      expect((await listReceipts(store.db, one.post.id)).map(({ number }) => number)).toEqual([1, 2])
    })

    it('that finds the account restricted pauses its queue, once', async () => {
      const one = await claimed('a')
      await group.commit(stepOf(one, { pause: { reason: 'restricted', at: PLANNED, detail: '368' } }))
      await group.commit(stepOf(one, { pause: { reason: 'restricted', at: at(MINUTE) } }))
      expect((await getQueue(store.db, 'a')).pause).toEqual({
        reason: 'restricted',
        at: PLANNED,
        detail: '368',
      })
    })

    it('that finds the token refused makes the keeper look at it now', async () => {
      const one = await claimed('a')
      await group.commit(stepOf(one, { isTokenDoubted: true }))
      expect((await findAccount(store.db, 'a'))?.lastLookAt).toBeUndefined()
      expect(await listWork(store.db, 'a')).toContainEqual({ kind: 'token', subject: '', dueAt: PLANNED })
    })
  })

  describe('a change that is lost', () => {
    it('writes nothing when the claim is another’s', async () => {
      const one = await claimed('a')
      const lost = { ...one.claim, fence: one.claim.fence - 1 }
      await expect(group.commit(stepOf({ ...one, claim: lost }))).rejects.toThrow(ClaimLostError)
      expect(await stateOf('a')).toBe('scheduled')
    })

    it('writes nothing when somebody edited the post', async () => {
      const one = await claimed('a')
      await store.transaction((trx) => savePost(trx, { ...one.post, version: 2 }))
      await expect(group.commit(stepOf(one, { isLast: true }))).rejects.toThrow(PostChangedError)
      expect([await stateOf('a'), await listReceipts(store.db, one.post.id)]).toEqual(['scheduled', []])
      const query = { owner: 'other', now: PLANNED, ticks: clock.ticks(), accountId: 'a' }
      expect(await claimDue(store.db, query)).toEqual([])
    })

    it('never writes over what the ledger has as published', async () => {
      const one = await claimed('a')
      const entry: LedgerEntry = {
        position: 1,
        containerId: '17',
        intentAt: PLANNED,
        outcome: 'published',
        mediaId: '18',
      }
      const base = stepOf(one)
      if (!base.step) throw new Error('it has a step')
      await group.commit({ ...base, step: { ...base.step, parts: [publishedPart(1)], ledger: [entry] } })
      const again: LedgerEntry = {
        position: 1,
        containerId: '19',
        intentAt: at(MINUTE),
        outcome: 'unanswered',
      }
      await expect(group.commit({ ...base, step: { ...base.step, ledger: [again] } })).rejects.toThrow(
        PostChangedError,
      )
      expect([...(await knownMediaIds(store.db, 'a', ['18', '19']))]).toEqual(['18'])
    })

    it('spoils nobody else’s in its group', async () => {
      const all = await Promise.all(['a', 'b', 'c'].map(claimed))
      atWork = all.length
      const [a, b, c] = all
      if (!a || !b || !c) throw new Error('there are three')
      const lost = { ...b.claim, owner: 'another node' }
      const settled = await Promise.allSettled(
        [a, { ...b, claim: lost }, c].map((one) => group.commit(stepOf(one))),
      )
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await Promise.all(['a', 'b', 'c'].map(stateOf))).toEqual(['preparing', 'scheduled', 'preparing'])
    })
  })

  describe('a group', () => {
    it('is one transaction for all that are at work, and waits a few milliseconds for no more', async () => {
      const all = await Promise.all(Array.from({ length: 70 }, (_, index) => claimed(`n${index}`)))
      let transactions = 0
      const counted = createGroupCommit<PostCommit>({
        write: (commits) => {
          transactions += 1
          return store.transaction((trx) => commitPosts(trx, commits))
        },
        clock,
        atWork: () => all.length,
      })
      await Promise.all(all.map((one) => counted.commit(stepOf(one, { isLast: true }))))
      expect(transactions).toBe(1)
      const first = all[0]
      if (!first) throw new Error('there are seventy')
      const query = { owner: 'node', now: PLANNED, ticks: clock.ticks(), accountId: 'n0' }
      const [claim] = await claimDue(store.db, query)
      const alone = counted.commit(stepOf({ ...first, claim: claim ?? first.claim }))
      await clock.advance(5)
      await alone
      expect(transactions).toBe(2)
    })
  })

  describe('a read', () => {
    it('brings many accounts at once, each with its token, queue, due posts, parts and ledger', async () => {
      const [a] = [await claimed('a'), await claimed('b')]
      const entry: LedgerEntry = { position: 1, containerId: '17', intentAt: PLANNED, outcome: 'unanswered' }
      const base = stepOf(a)
      if (!base.step) throw new Error('it has a step')
      await group.commit({ ...base, step: { ...base.step, ledger: [entry] } })
      const lanes = await readPostLanes(store.db, ['a', 'b', 'nobody'], {
        now: PLANNED,
        soon: at(15 * MINUTE),
      })
      expect([...lanes.keys()].toSorted()).toEqual(['a', 'b'])
      expect(lanes.get('a')).toMatchObject({
        jitter: 0.25,
        isTokenDue: false,
        generation: { number: 1, sealedToken: 'sealed a', scopes: ['threads_basic'] },
        queue: { missed: 'hold' },
        posts: [{ ledger: [entry], post: { state: 'preparing', parts: [{ position: 1 }, { position: 2 }] } }],
      })
      const later = await readPostLanes(store.db, ['b'], { now: at(MINUTE), soon: at(15 * MINUTE) })
      expect(later.get('b')?.isTokenDue).toBe(true)
    })
  })
})
