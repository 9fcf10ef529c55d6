/** What the routes say, of numbers that a store really holds. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from '@hono/zod-openapi'
import { metaDays, shiftDay } from '../../insights/meta-day.ts'
import { fillWithNumbers } from '../../insights/test-numbers.ts'
import { insertAccount } from '../../store/accounts.ts'
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
  await insertAccount(store.db, { id: 'a1', userId: '1', username: 'anna', createdAt: now, jitter: 0 })
  await fillWithNumbers(store, 'a1', now)
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
  expect((await read(`groups?by=topic&${week()}`, GROUPS)).groups).toMatchObject([
    { posts: 1 },
    { name: 'tea', posts: 1 },
  ])
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
  expect(await read(`table?table=snapshots&${week()}`, TABLE)).toMatchObject({ rows: [{}, {}, {}] })
})

test.each(['from=2026-02-31', 'from=2024-04-12', 'from=2027-01-01', 'from=2026-06-02&to=2026-06-01'])(
  'a period that is none is refused: %s',
  async (wish) => {
    const answer = await server.ask(`/api/v1/accounts/a1/insights/overview?${wish}`)
    expect(answer.status).toBe(422)
  },
)

test('an unknown account, and an unknown post, are not found', async () => {
  for (const path of ['a2/insights/overview', 'a1/insights/posts/79'])
    expect((await server.ask(`/api/v1/accounts/${path}`)).status).toBe(404)
})
