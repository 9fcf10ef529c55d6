/** Numbers, from the sandbox through the loop into the views: each is the sandbox's truth, or missing with its reason. */
import { deleteMedia, getUserInsights, type Scope } from '@everthread/client'
import { afterEach, describe, expect, test } from 'vitest'
import { createTestPublisher, type TestPublisher, type TestPublisherOptions } from './test-publisher.ts'
import { readInsightLanes } from '../store/insight-lane.ts'
import { readSnapshots } from '../store/insight-views.ts'
import { putQueue } from '../store/queues.ts'
import { DEFAULT_QUEUE } from '../publisher/queue-policy.ts'
import {
  type InsightReader,
  readDemographics,
  readFreshness,
  readGrowth,
  readHours,
  readOverview,
  readRanking,
  readSeries,
} from '../insights/insight-reader.ts'
import { FIRST_DAY, type MetaDay, metaDays, shiftDay } from '../insights/meta-day.ts'
import { counted, type Reading, valueOf } from '../insights/reading.ts'
import { type DayMetric, POST_METRICS } from '../insights/snapshot.ts'
import { nextDueAt } from '../store/next-due.ts'
import { listWork } from '../store/work.ts'
import { type Millis, parseInstant } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { loadZones } from '../time/zones.ts'

const zones = await loadZones()
const days = metaDays(zones)

let publisher: TestPublisher
/** Other tests may stand in the same file: on-postgres.test.ts. */
const opened: TestPublisher[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
})

async function begin(options: TestPublisherOptions = {}, followers = 5000): Promise<void> {
  publisher = await createTestPublisher({
    insights: 'read',
    users: [{ username: 'anna', followers }],
    ...options,
  })
  opened.push(publisher)
}

const now = (): Millis => publisher.keeper.world.clock.now()
const db = () => publisher.keeper.installation.store.db
const sandbox = () => publisher.keeper.world.sandbox
const reader = (): InsightReader => ({ db: db(), zones, now: now() })
const anna = () => publisher.anna.id
const token = () => publisher.keeper.currentToken(anna())
const transport = () => ({ fetch: publisher.keeper.world.http.fetch, baseUrl: sandbox().url })

/** Lives on until then: everything that falls due is done when it does. */
async function liveFor(ms: number): Promise<void> {
  const until = now() + ms
  for (let steps = 0; steps < 5000; steps += 1) {
    const dueAt = await nextDueAt(db())
    if (dueAt === undefined || dueAt > until) break
    await publisher.step()
  }
  if (now() < until) sandbox().clock.set(until)
}

/** The whole past as well, which the account reads in its first hour. */
const readEverything = (): Promise<void> => liveFor(2 * HOUR)

/** What the sandbox itself has of a post now. */
function truthOf(post: string): Readonly<Record<string, number>> {
  return sandbox().boost({ post, add: {} })
}

const day = (offset: number): MetaDay => shiftDay(days.of(now()), offset)

function planted(order: { age?: string; text?: string; topic_tag?: string } = {}): string {
  return sandbox().posts.create({ user: 'anna', ...order }).id
}

describe('a post', () => {
  test('that goes out through us is read at each rung, and each number is the truth of that instant', async () => {
    await begin()
    const { id } = await publisher.schedule({ parts: [{ text: 'one' }, { text: 'two' }] })
    await publisher.settle(id)
    const post = await publisher.post(id)
    const mediaIds = post.parts.map((part) => {
      if (part.state !== 'published' || part.as.kind !== 'by_us') throw new Error(part.state)
      return part.as.mediaId
    })
    const seen = new Map<string, Readonly<Record<string, number>>>()
    const until = now() + 8 * DAY
    while (now() < until) {
      await publisher.step()
      for (const mediaId of mediaIds) seen.set(`${mediaId} ${now()}`, truthOf(mediaId))
    }
    for (const mediaId of mediaIds) {
      const snapshots = await readSnapshots(db(), mediaId)
      const publishedAt = (await readRanking(reader(), anna(), { from: day(-9), to: day(0) })).posts.find(
        ({ post: known }) => known.mediaId === mediaId,
      )?.post.publishedAt
      expect(snapshots.map(({ at }) => Math.round((at - (publishedAt ?? 0)) / MINUTE))).toEqual([
        15,
        60,
        180,
        360,
        24 * 60,
        72 * 60,
        168 * 60,
      ])
      for (const { at, counts } of snapshots) {
        const truth = seen.get(`${mediaId} ${at}`)
        for (const metric of POST_METRICS) expect(valueOf(counts[metric])).toBe(truth?.[metric])
      }
    }
  })

  test('that was published elsewhere is taken in, with its kind and topic, and read', async () => {
    await begin()
    const fresh = planted({ text: 'from the phone', topic_tag: 'tea' })
    const old = planted({ age: '20d', text: 'old' })
    await liveFor(7 * HOUR)
    const { posts, published } = await readRanking(reader(), anna(), { from: day(-30), to: day(0) })
    expect(published).toBe(2)
    expect(posts.map(({ post }) => post.mediaId).toSorted()).toEqual([fresh, old].toSorted())
    expect(posts.find(({ post }) => post.mediaId === fresh)?.post).toMatchObject({
      mediaType: 'TEXT_POST',
      topic: 'tea',
      text: 'from the phone',
      isReply: false,
    })
    for (const { readAt } of posts) expect(readAt).toBeDefined()
  })

  test('that is deleted keeps what it had, and is asked about no more', async () => {
    await begin()
    const id = planted()
    await liveFor(2 * HOUR)
    const had = await readSnapshots(db(), id)
    await deleteMedia(transport(), { token: await withScope('threads_delete'), mediaId: id })
    await liveFor(2 * DAY)
    expect(await readSnapshots(db(), id)).toEqual(had)
    const growth = await readGrowth(reader(), anna(), { mediaId: id, metric: 'views' })
    expect(growth?.post.post.goneAt).toBeDefined()
    expect(growth?.curve.rungs.at(-1)?.reading).toEqual({ kind: 'missing', reason: 'gone' })
    expect((await listWork(db(), anna())).map(({ subject }) => subject)).not.toContain(id)
  })

  test('that is a repost has no numbers, and nobody asks for them', async () => {
    await begin()
    sandbox().users.put({ username: 'bob' })
    const original = sandbox().posts.create({ user: 'bob', text: 'worth it' }).id
    const repost = sandbox().posts.create({ user: 'anna', repost: original }).id
    await liveFor(DAY)
    const { posts } = await readRanking(reader(), anna(), { from: day(-3), to: day(0) })
    expect(posts.find(({ post }) => post.mediaId === repost)?.counts.views).toEqual({
      kind: 'missing',
      reason: 'repost',
    })
    expect(asked(`/${repost}/insights`)).toBe(0)
  })

  test('whose numbers fall is shown with them', async () => {
    await begin()
    const id = planted()
    await liveFor(2 * HOUR)
    sandbox().boost({ post: id, likes: 0, add: { likes: 500 } })
    await liveFor(2 * HOUR)
    const before = (await readSnapshots(db(), id)).at(-1)?.counts.likes
    sandbox().boost({ post: id, add: { likes: -300 } })
    await liveFor(3 * HOUR)
    const after = (await readSnapshots(db(), id)).at(-1)?.counts.likes
    expect(after).toEqual({ kind: 'count', value: truthOf(id)['likes'] })
    expect((before && valueOf(before)) ?? 0).toBeGreaterThan((after && valueOf(after)) ?? 0)
  })
})

describe('the profile', () => {
  test('has every day since the first that Meta serves, as Meta has it, and today not yet', async () => {
    await begin()
    planted({ age: '3d' })
    planted({ age: '40h' })
    await readEverything()
    expect((await readFreshness(reader(), anna())).pastDaysLeft).toBe(0)
    const week = { from: day(-7), to: day(-1) }
    for (const metric of ['views', 'likes', 'replies', 'clicks'] as const) {
      const { points, gaps } = await readSeries(reader(), anna(), { metric, ...week })
      expect(gaps).toEqual([])
      for (const point of points) expect(point.reading).toEqual(await truthOfDay(point.day, metric))
    }
    const { gaps } = await readSeries(reader(), anna(), { metric: 'likes', from: FIRST_DAY, to: day(0) })
    expect(gaps).toEqual([{ from: day(0), to: day(0), reason: 'not-over' }])
  })

  test('has a comparison when both weeks are whole, and its sums are those of the sandbox', async () => {
    await begin()
    planted({ age: '3d' })
    planted({ age: '11d' })
    await liveFor(20 * SECOND)
    const week = { from: day(-7), to: day(-1) }
    expect((await readOverview(reader(), anna(), week)).figures.likes.comparison).toEqual({ kind: 'none' })
    await readEverything()
    const { figures, followers } = await readOverview(reader(), anna(), week)
    const sum = async (from: number, to: number): Promise<number> => {
      let total = 0
      for (let offset = from; offset <= to; offset += 1) {
        const reading = await truthOfDay(day(offset), 'likes')
        total += valueOf(reading) ?? Number.NaN
      }
      return total
    }
    const [current, before] = [await sum(-7, -1), await sum(-14, -8)]
    expect(figures.likes).toEqual({
      now: { kind: 'total', value: current, days: 7 },
      comparison: { kind: 'change', before, by: current - before },
    })
    expect(followers).toMatchObject({ now: { kind: 'missing' }, comparison: { kind: 'none' } })
  })

  test('has followers from the first day on, and a day on which nothing ran stays a gap', async () => {
    await begin()
    await liveFor(DAY)
    sandbox().users.put({ username: 'anna', followers: 6000 })
    sandbox().clock.advance('3d') // Nothing runs.
    await liveFor(DAY)
    const { points } = await readSeries(reader(), anna(), {
      metric: 'followers_count',
      from: day(-6),
      to: day(-1),
    })
    expect(points.map(({ reading }) => valueOf(reading) ?? reading)).toEqual([
      { kind: 'missing', reason: 'no-history' },
      5000,
      5000,
      { kind: 'missing', reason: 'not-read' },
      { kind: 'missing', reason: 'not-read' },
      6000,
    ])
    const likes = await readSeries(reader(), anna(), { metric: 'likes', from: day(-6), to: day(-2) })
    expect(likes.gaps).toEqual([])
  })

  test('has its followers told apart from a hundred on, and below that Meta is not asked', async () => {
    await begin({}, 99)
    await liveFor(HOUR)
    const few = await readDemographics(reader(), anna())
    expect(few.map(({ groups }) => groups)).toEqual(
      Array.from({ length: 4 }, () => ({ kind: 'missing', reason: 'too-few-followers' })),
    )
    sandbox().users.put({ username: 'anna', followers: 200 })
    await liveFor(8 * DAY)
    const many = await readDemographics(reader(), anna())
    expect(many.map(({ dimension }) => dimension)).toEqual(['age', 'city', 'country', 'gender'])
    for (const { groups } of many) {
      if (groups.kind !== 'groups') throw new Error('they are served')
      expect(groups.groups.reduce((sum, { value }) => sum + value, 0)).toBe(200)
    }
  })

  test('has its hours on the wall of the account’s zone', async () => {
    await begin()
    const monday = parseInstant('2026-06-15T15:30:00Z') ?? 0
    for (let index = 0; index < 3; index += 1) {
      sandbox().clock.set(monday + index * 7 * DAY)
      planted({ text: `week ${index}` })
      await liveFor(2 * DAY)
    }
    const period = { from: day(-30), to: day(0), measure: 'views' } as const
    await putQueue(db(), anna(), { ...DEFAULT_QUEUE, zone: 'Asia/Tokyo' })
    const { zone, cells } = await readHours(reader(), anna(), period)
    expect(zone).toBe('Asia/Tokyo')
    expect(cells).toMatchObject([{ weekday: 2, hour: 0, usual: { kind: 'median', posts: 3 } }])
  })
})

describe('what stands in the way is calm', () => {
  test('a token without the permission: no call, no failure, and it begins when the token has it', async () => {
    await begin({ tokens: [] })
    await db()
      .updateTable('generation')
      .set({ scopes: JSON.stringify(['threads_basic', 'threads_content_publish']) })
      .execute()
    await liveFor(5 * HOUR)
    expect(asked('threads_insights') + asked('threads')).toBe(0)
    expect((await readFreshness(reader(), anna())).standing).toMatchObject({ kind: 'not_granted' })
    await db()
      .updateTable('generation')
      .set({ scopes: JSON.stringify(['threads_basic', 'threads_manage_insights']) })
      .execute()
    await liveFor(2 * HOUR)
    expect(asked('threads_insights')).toBeGreaterThan(0)
    expect((await readFreshness(reader(), anna())).standing).toEqual({ kind: 'reading' })
  })

  test('Meta refuses for want of it: asked again a day later', async () => {
    await begin()
    sandbox().faults.add({ endpoint: 'user_insights', times: 1, fault: { kind: 'error', code: 10 } })
    await liveFor(5 * HOUR)
    expect((await readFreshness(reader(), anna())).standing).toMatchObject({ kind: 'not_granted' })
    const soFar = asked('threads_insights')
    expect(soFar).toBe(1)
    await liveFor(DAY)
    expect(asked('threads_insights')).toBeGreaterThan(soFar)
  })

  test('a dead token waits, without a call', async () => {
    await begin()
    await liveFor(HOUR)
    await sandbox().revoke({ user: 'anna', subcode: 460 })
    await liveFor(2 * DAY)
    expect((await readFreshness(reader(), anna())).standing).toEqual({ kind: 'token_dead' })
    const soFar = asked('insights') + asked('threads')
    await liveFor(2 * DAY)
    expect(asked('insights') + asked('threads')).toBe(soFar)
  })

  test.each([
    ['rate-limited', { kind: 'error', code: 613, error_subcode: 4_279_002 }, HOUR],
    ['no-answer', { kind: 'status', status: 503 }, MINUTE],
    ['no-answer', { kind: 'drop', when: 'before' }, MINUTE],
    ['restricted', { kind: 'error', code: 368 }, MINUTE],
  ] as const)('%s: it waits, and then goes on where it was', async (reason, fault, waitMs) => {
    await begin()
    sandbox().faults.add({ endpoint: 'threads', times: 1, fault })
    const at = now()
    await publisher.step() // The token, which comes first.
    await publisher.step()
    const { standing, nextAt } = await readFreshness(reader(), anna())
    expect(standing).toMatchObject({ kind: 'waiting', reason, count: 1 })
    expect(nextAt).toBe(at + waitMs)
    await liveFor(2 * HOUR)
    expect((await readFreshness(reader(), anna())).standing).toEqual({ kind: 'reading' })
  })

  test('a metric that Meta does not give is missing, and the others are not', async () => {
    await begin()
    const id = planted()
    const body = JSON.stringify({ data: [{ name: 'views', period: 'lifetime', values: [{ value: 7 }] }] })
    sandbox().faults.add({
      endpoint: 'media_insights',
      times: 1,
      fault: { kind: 'body', status: 200, type: 'application/json', body },
    })
    await liveFor(7 * HOUR)
    const [first] = await readSnapshots(db(), id)
    expect(first?.counts.views).toEqual({ kind: 'count', value: 7 })
    expect(first?.counts.shares).toEqual({ kind: 'missing', reason: 'not-served' })
  })
})

describe('numbers are behind posts', () => {
  test('nothing is read within ten seconds before a due post, and all of it after', async () => {
    await begin()
    const read = planted()
    await readEverything()
    // Its next rung is 3 hours after it was published: five seconds before the post is due.
    const { id } = await publisher.schedule({ inMs: HOUR + 5 * SECOND })
    const before = asked('insights')
    await publisher.settle(id)
    expect(asked('insights')).toBe(before)
    await liveFor(30 * SECOND)
    const snapshots = await readSnapshots(db(), read)
    expect(asked('insights')).toBe(before + 1)
    expect(snapshots).toHaveLength(3)
  })

  test('an account of which nothing is due has no lane', async () => {
    await begin()
    await readEverything()
    expect((await readInsightLanes(db(), [anna()], now())).size).toBe(0)
  })
})

function asked(part: string): number {
  return publisher.keeper.world.calls(part)
}

async function withScope(scope: Scope) {
  const scopes: Scope[] = ['threads_basic', scope]
  return publisher.keeper.world.token({ user: 'anna', scopes })
}

async function truthOfDay(of: MetaDay, metric: DayMetric): Promise<Reading> {
  const [start, end] = [days.startOf(of), days.endOf(of)]
  const range = { token: await token(), metrics: [metric], since: start, until: end }
  const [insight] = await getUserInsights(transport(), range)
  if (insight?.kind === 'total') return counted(insight.value)
  const parts = insight?.kind === 'series' ? insight.points : insight?.kind === 'links' ? insight.links : []
  return counted(parts.reduce((sum, { value }) => sum + value, 0))
}
