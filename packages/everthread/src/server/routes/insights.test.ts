/** What the routes say, of numbers that a store really holds. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from '@hono/zod-openapi'
import { counted, countsOf } from '../../insights/reading.ts'
import { DAY_METRICS, type KnownPost, POST_METRICS } from '../../insights/snapshot.ts'
import { metaDays, shiftDay } from '../../insights/meta-day.ts'
import { insertAccount } from '../../store/accounts.ts'
import { claimDue } from '../../store/claims.ts'
import { commitInsights } from '../../store/insight-commit.ts'
import { beginInsights } from '../../store/insight-lane.ts'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'
import { loadZones } from '../../time/zones.ts'
import {
  DEMOGRAPHICS,
  FRESHNESS,
  GROUPS,
  GROWTH,
  HOURS,
  OVERVIEW,
  RANKING,
  SERIES,
  TABLE,
} from '../schemas/insight-schema.ts'
import { createTestServer, type TestServer } from '../test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await createTestServer()
  await server.becomeOwner()
  await fill(server)
})
afterAll(() => server[Symbol.asyncDispose]())

const days = metaDays(await loadZones())

async function fill({ store, clock }: TestServer): Promise<void> {
  const now = clock.now()
  const account = { id: 'a1', userId: '1', username: 'anna', createdAt: now, jitter: 0 }
  await insertAccount(store.db, account)
  await beginInsights(store.db, 'a1', now)
  const [claim] = await claimDue(store.db, { owner: 'test', now, ticks: store.ticks(), accountId: 'a1' })
  if (!claim) throw new Error('nobody else is here')
  const post: KnownPost = {
    mediaId: '77',
    publishedAt: (now - 5 * DAY) as Millis,
    mediaType: 'IMAGE',
    topic: 'tea',
    text: '@home, "again"',
    isReply: false,
  }
  const today = days.of(now)
  const read = (ageMs: number, views: number) => ({
    mediaId: '77',
    at: (post.publishedAt + ageMs) as Millis,
    counts: countsOf(POST_METRICS, { views, likes: 30, replies: 1, reposts: 0, quotes: 0 }),
  })
  await store.transaction((trx) =>
    commitInsights(trx, [
      {
        claim,
        at: now,
        standing: {
          kind: 'waiting',
          reason: 'rate-limited',
          since: now,
          count: 1,
          until: (now + HOUR) as Millis,
        },
        progress: { listedAt: now, newest: shiftDay(today, -1), filledTo: shiftDay(today, -14) },
        calls: { day: 0, calls: 3 },
        gains: {
          posts: [post],
          gone: [],
          snapshots: [read(HOUR, 100), read(DAY, 300)],
          days: Array.from({ length: 14 }, (_, index) => ({
            day: shiftDay(today, -1 - index),
            at: now,
            counts: countsOf(DAY_METRICS, { views: 10 + index, likes: 1 }),
          })),
          followers: [{ at: now, followers: counted(120) }],
          audience: [
            {
              dimension: 'age',
              at: now,
              groups: { kind: 'groups', groups: [{ name: '25-34', value: 120 }] },
            },
            { dimension: 'city', at: now, groups: { kind: 'missing', reason: 'not-served' } },
          ],
        },
        work: [{ subject: '', dueAt: (now + HOUR) as Millis }],
        firstReads: [],
        isTokenDoubted: false,
      },
    ]),
  )
}

const week = () => {
  const today = days.of(server.clock.now())
  return `from=${shiftDay(today, -7)}&to=${shiftDay(today, -1)}`
}

async function read<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>> {
  const answer = await server.ask(`/api/v1/accounts/a1/insights/${path}`)
  expect(answer.status).toBe(200)
  return schema.parse(await answer.json())
}

test('a period stands beside the one before it, where both are whole', async () => {
  const { figures, followers } = await read(`overview?${week()}`, OVERVIEW)
  expect(figures.views).toEqual({
    now: { kind: 'total', value: 91, days: 7 },
    comparison: { kind: 'change', before: 140, by: -49 },
  })
  expect(figures.clicks).toEqual({
    now: { kind: 'missing', reason: 'not-served' },
    comparison: { kind: 'none' },
  })
  expect(followers.comparison).toEqual({ kind: 'none' })
})

test('a series has its gaps with their reasons', async () => {
  const today = days.of(server.clock.now())
  const wish = `metric=likes&from=${shiftDay(today, -16)}&to=${today}`
  const { points, gaps } = await read(`series?${wish}`, SERIES)
  expect(points).toHaveLength(17)
  expect(gaps.map(({ reason }) => reason)).toEqual(['not-yet-filled', 'not-over'])
})

test('posts are ranked, grown, compared and told by the hour', async () => {
  const { posts } = await read(`posts?${week()}`, RANKING)
  expect(posts[0]?.engagement).toMatchObject({ kind: 'rate', engaged: 31, views: 300 })
  const { curve } = await read('posts/77?metric=views', GROWTH)
  expect(curve.rungs.flatMap(({ reading }) => (reading.kind === 'count' ? reading.value : []))).toEqual([
    100, 300,
  ])
  expect((await read(`hours?${week()}`, HOURS)).cells).toMatchObject([
    { usual: { kind: 'too_few', posts: 1 } },
  ])
  expect((await read(`groups?by=topic&${week()}`, GROUPS)).groups).toMatchObject([{ name: 'tea', posts: 1 }])
})

test('followers are told apart where Meta does it', async () => {
  const { audience } = await read('demographics', DEMOGRAPHICS)
  expect(audience.map(({ groups }) => groups.kind)).toEqual(['groups', 'missing'])
})

test('freshness says what stands in the way, in the language of the request', async () => {
  const shown = await read('freshness', FRESHNESS)
  expect(shown.standing).toMatchObject({ kind: 'waiting', reason: 'rate-limited' })
  expect(shown.message).toBe('Meta asks for fewer calls. Numbers are read again later.')
  const answer = await server.ask('/api/v1/accounts/a1/insights/freshness', {
    headers: { 'accept-language': 'ru' },
  })
  expect(await answer.json()).toMatchObject({
    message: 'Meta просит обращаться реже. Числа будут прочитаны позже.',
  })
})

test('a table is the same as JSON and for a spreadsheet', async () => {
  const { rows } = await read(`table?table=posts&${week()}`, TABLE)
  expect(rows[0]).toMatchObject({ media_id: '77', views: 300, text: '@home, "again"' })
  const answer = await server.ask(`/api/v1/accounts/a1/insights/table.csv?table=days&${week()}`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await answer.text()).split('\r\n')).toHaveLength(9)
  expect(await read(`table?table=snapshots&${week()}`, TABLE)).toMatchObject({ rows: [{}, {}] })
})

test.each(['from=2026-02-31', 'from=2024-04-12', 'from=2027-01-01', 'from=2026-06-02&to=2026-06-01'])(
  'a period that is none is refused: %s',
  async (wish) => {
    const answer = await server.ask(`/api/v1/accounts/a1/insights/overview?${wish}`)
    expect(answer.status).toBe(422)
  },
)

test('an unknown account, and an unknown post, are not found', async () => {
  for (const path of ['a2/insights/overview', 'a1/insights/posts/78'])
    expect((await server.ask(`/api/v1/accounts/${path}`)).status).toBe(404)
})
