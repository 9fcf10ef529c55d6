/** Numbers, as they come back from a real store; and what a worker that lost its claim can do to them, which is nothing. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY_METRICS, POST_METRICS } from '../insights/snapshot.ts'
import { fillWithNumbers } from '../insights/test-numbers.ts'
import { counted, countsOf, missing } from '../insights/reading.ts'
import type { MetaDay } from '../insights/meta-day.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { type Claim, claimDue } from './claims.ts'
import { commitInsights, type InsightCommit, scheduleFirstReads } from './insight-commit.ts'
import { countInsights } from './insight-counts.ts'
import { listKnownPosts, readInsightLanes } from './insight-lane.ts'
import {
  countPosts,
  findFirstFollowers,
  readAudience,
  readDays,
  readFigures,
  readFollowers,
  readHistories,
  readInsightState,
  readSnapshots,
} from './insight-views.ts'
import { pushGeneration } from './generations.ts'
import type { Schema } from './schema.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'
import { findWork, listWork } from './work.ts'

export function insightsConformance(engine: Engine): void {
  let clock: TestClock
  let store: Store<Schema>
  const now = (): Millis => clock.now()

  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
    await insertAccount(store.db, { id: 'anna', userId: '1', createdAt: now(), jitter: 0.25 })
    await store.transaction((trx) =>
      pushGeneration(trx, {
        accountId: 'anna',
        number: 1,
        sealedToken: 'sealed',
        obtainedAt: now(),
        source: 'adopted',
        facts: { fingerprint: '94bedf3abda1', expiry: { kind: 'unknown' }, scopes: ['threads_basic'] },
      }),
    )
  })
  afterEach(() => store[Symbol.asyncDispose]())

  const span = () => ({ from: (now() - 9 * DAY) as Millis, before: now() })
  const fill = () => fillWithNumbers(store, 'anna', now())

  async function claim(): Promise<Claim> {
    const query = { owner: 'one', now: now(), ticks: clock.ticks(), accountId: 'anna' }
    const [claimed] = await claimDue(store.db, query)
    if (!claimed) throw new Error('nobody else is here')
    return claimed
  }

  function commitUnder(held: Claim, change: Partial<InsightCommit>): Promise<void> {
    const gains = { posts: [], gone: [], snapshots: [], days: [], followers: [], audience: [] }
    const standing = { kind: 'reading' } as const
    const common = { claim: held, at: now(), standing, progress: {}, calls: { day: 1, calls: 2 }, gains }
    const whole = { ...common, work: [], firstReads: [], isTokenDoubted: false, ...change }
    return store.transaction((trx) => commitInsights(trx, [whole]))
  }

  it('come back as they were read, and what was not given is missing', async () => {
    await fill()
    const figures = await readFigures(store.db, 'anna', span())
    expect(figures.map(({ post }) => post.mediaId)).toEqual(['78', '77'])
    expect(figures[0]?.post.goneAt).toBe(now())
    expect(figures[1]?.latest?.counts.views).toEqual(counted(300))
    expect(figures[1]?.atDay?.at).toBe(figures[1]?.latest?.at)
    expect(figures[0]?.latest?.counts.shares).toEqual(missing('not-served'))
    expect(await countPosts(store.db, 'anna', span())).toBe(2)
    expect((await readSnapshots(store.db, '77')).map(({ counts }) => counts.views)).toEqual([
      counted(100),
      counted(300),
    ])
    const histories = await readHistories(store.db, 'anna', { before: now(), youngerThanMs: HOUR })
    expect(histories.map(({ post, snapshots }) => [post.mediaId, snapshots.length])).toEqual([
      ['78', 1],
      ['77', 1],
    ])
    expect((await readAudience(store.db, 'anna')).map(({ groups }) => groups.kind)).toEqual([
      'groups',
      'missing',
    ])
    expect(await readFollowers(store.db, 'anna', span())).toEqual([
      { at: now() - DAY, followers: counted(119) },
    ])
    expect(await findFirstFollowers(store.db, 'anna')).toBe(now() - DAY)
    expect(await listKnownPosts(store.db, ['77', '79'])).toEqual(new Set(['77']))
    expect(await readInsightState(store.db, 'anna')).toMatchObject({
      standing: { kind: 'waiting', reason: 'rate-limited' },
      nextAt: now() + HOUR,
    })
    expect((await countInsights(store.db, now())).followers).toEqual([{ account: 'anna', count: 120 }])
  })

  it('of a day that was read twice are those of the later reading', async () => {
    const day = '2026-01-01' as MetaDay
    for (const views of [5, 7]) {
      const days = [{ day, at: now(), counts: countsOf(DAY_METRICS, { views }) }]
      const gains = { posts: [], gone: [], snapshots: [], days, followers: [], audience: [] }
      await commitUnder(await claim(), { gains })
      await clock.advance(1)
    }
    expect(
      (await readDays(store.db, 'anna', { from: day, to: day })).map(({ counts }) => counts.views),
    ).toEqual([counted(7)])
  })

  it('are written by nobody who has lost the claim', async () => {
    const lost = await claim()
    await commitUnder(lost, {})
    await claim()
    const followers = [{ at: now(), followers: counted(1) }]
    const gains = { posts: [], gone: [], snapshots: [], days: [], followers, audience: [] }
    await expect(commitUnder(lost, { gains })).rejects.toMatchObject({ code: 'claim-lost' })
    expect(await findFirstFollowers(store.db, 'anna')).toBeUndefined()
  })

  it('are due by post and by account; a first reading does not move a row that stands', async () => {
    const soon = (now() - 1) as Millis
    const post = { mediaId: '5', publishedAt: soon, isReply: false }
    const snapshots = [1, 2, 3].map((ms) => ({
      mediaId: '5',
      at: (now() + ms) as Millis,
      counts: countsOf(POST_METRICS, { views: ms }),
    }))
    const gains = { posts: [post], gone: [], snapshots, days: [], followers: [], audience: [] }
    await commitUnder(await claim(), {
      gains,
      work: [
        { subject: '5', dueAt: soon },
        { subject: '', dueAt: soon },
      ],
    })
    const first = { accountId: 'anna', dueAt: (now() + DAY) as Millis }
    await store.transaction((trx) =>
      scheduleFirstReads(trx, [
        { ...first, mediaId: '5' },
        { ...first, mediaId: '6' },
      ]),
    )
    const lane = (await readInsightLanes(store.db, ['anna', 'nobody'], now())).get('anna')
    expect(lane).toMatchObject({
      jitter: 0.25,
      generation: { number: 1, sealedToken: 'sealed', scopes: ['threads_basic'] },
      calls: { day: 1, calls: 2 },
      isAccountDue: true,
      duePosts: [
        { mediaId: '5', known: post, reads: { last: { at: now() + 3 }, earlier: { at: now() + 2 } } },
      ],
    })
    await commitUnder(await claim(), {
      putOffUntil: (now() + HOUR) as Millis,
      work: [{ subject: '6', dueAt: undefined }],
    })
    const dueAt = now() + HOUR
    const rows = await listWork(store.db, 'anna')
    expect(new Map(rows.map((row) => [row.subject, row.dueAt]))).toEqual(
      new Map([
        ['', dueAt],
        ['5', dueAt],
      ]),
    )
    expect((await readInsightLanes(store.db, ['anna'], now())).size).toBe(0)
  })

  it('of a refused token make the keeper look at it', async () => {
    await commitUnder(await claim(), { isTokenDoubted: true })
    expect(await findWork(store.db, 'anna', { kind: 'token', subject: '' })).toMatchObject({ dueAt: now() })
  })

  it('go with the account', async () => {
    await fill()
    await store.db.deleteFrom('account').where('id', '=', 'anna').execute()
    expect(await readSnapshots(store.db, '77')).toEqual([])
    expect(
      await readDays(store.db, 'anna', { from: '2020-01-01' as MetaDay, to: '2030-01-01' as MetaDay }),
    ).toEqual([])
  })
}
