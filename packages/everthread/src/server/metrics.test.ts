import { afterEach, beforeEach, expect, it, test } from 'vitest'
import { insertAccount, updateAccount } from '../store/accounts.ts'
import { scheduleWork } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'
import { createTestServer, type TestServer } from './test-server.ts'
import { endpointOf } from '../observability/measured-fetch.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.becomeOwner()
})
afterEach(() => server[Symbol.asyncDispose]())

async function metrics(): Promise<Map<string, number>> {
  const text = await (await server.ask('/metrics')).text()
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [
      line.slice(0, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  )
}

it('tells what the store says at the moment, and what was answered here', async () => {
  const { db } = server.store
  const now = server.clock.now()
  await insertAccount(db, { id: 'a', userId: '1', createdAt: now, jitter: 0 })
  await insertAccount(db, { id: 'b', userId: '2', createdAt: now, jitter: 0 })
  await updateAccount(db, 'b', { decision: { kind: 'needs_person', reason: 'expired' } })
  await scheduleWork(db, 'a', { kind: 'token', subject: '', dueAt: (now - 90_000) as Millis })
  await server.ask('/api/v1/accounts/nobody')
  const values = await metrics()
  expect(values.get('everthread_tokens{state="needs_person"}')).toBe(1)
  expect(values.get('everthread_tokens{state="undecided"}')).toBe(1)
  expect(values.get('everthread_token_overdue_seconds')).toBe(90)
  expect(values.get('everthread_posts_late')).toBe(0)
  expect(
    values.get(
      'everthread_http_request_seconds_count{method="GET",route="/api/v1/accounts/:id",status="404"}',
    ),
  ).toBe(1)
  expect([...values.keys()].some((name) => name.startsWith('everthread_nodejs_eventloop_lag'))).toBe(true)
  expect([...values.keys()].some((name) => name.startsWith('everthread_build_info{'))).toBe(true)
})

it('tells how numbers are read, and how many follow', async () => {
  const { db } = server.store
  const now = server.clock.now()
  const waiting = { kind: 'waiting', reason: 'rate-limited', since: now, count: 1, until: now }
  for (const [id, standing] of [
    ['a', null],
    ['b', JSON.stringify(waiting)],
    ['c', JSON.stringify({ ...waiting, count: 2 })],
  ] as const) {
    await insertAccount(db, { id, userId: id, username: `user-${id}`, createdAt: now, jitter: 0 })
    await db
      .insertInto('insight_account')
      .values({ ...NOTHING_READ, account_id: id, standing })
      .execute()
  }
  for (const [at, followers] of [
    [1, 5],
    [2, 7],
  ] as const)
    await db.insertInto('insight_followers').values({ account_id: 'a', at, followers }).execute()
  await scheduleWork(db, 'a', { kind: 'insight', subject: '', dueAt: (now - 30_000) as Millis })
  const values = await metrics()
  expect(values.get('everthread_insight_accounts{standing="reading"}')).toBe(1)
  expect(values.get('everthread_insight_accounts{standing="rate-limited"}')).toBe(2)
  expect(values.get('everthread_insight_overdue_seconds')).toBe(30)
  expect(values.get('everthread_account_followers{account="user-a"}')).toBe(7)
  expect(values.has('everthread_account_followers{account="user-b"}')).toBe(false)
})

const NOTHING_READ = {
  listed_at: null,
  list_after: null,
  followers_at: null,
  audience_at: null,
  newest_day: null,
  settled_day: null,
  filled_to: null,
  calls_day: 0,
  calls: 0,
}

it('is for those who may read', async () => {
  server.leave()
  expect((await server.ask('/metrics')).status).toBe(401)
  const key = await server.makeKey(['read'])
  expect((await server.ask('/metrics', { headers: { authorization: `Bearer ${key}` } })).status).toBe(200)
})

test.each([
  ['/v1.0/me?fields=id', 'me'],
  ['/178414/threads', ':id/threads'],
  ['/178414/threads_publish', ':id/threads_publish'],
  ['/refresh_access_token?access_token=x', 'refresh_access_token'],
  ['/', ''],
])('the endpoint of %s is %s', (path, endpoint) => expect(endpointOf(path)).toBe(endpoint))

test('no password, cookie or key is in the log or in the metrics', async () => {
  const key = await server.makeKey(['read'])
  await server.ask('/api/v1/session', {
    method: 'POST',
    json: { name: 'anna', password: 'canary canary canary' },
  })
  await server.ask(`/api/v1/accounts?after=${key}`, { headers: { authorization: `Bearer ${key}` } })
  await server.ask(`/h/${'t'.repeat(22)}`)
  const seen = server.logged() + (await (await server.ask('/metrics')).text())
  for (const secret of ['canary', key, server.cookie()?.split('=')[1] ?? 'x', 't'.repeat(22)])
    expect(seen).not.toContain(secret)
  expect(server.logged()).toContain('"event":"login-refused"')
})
