import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '../time/duration.ts'
import { reserveAnswer } from '../store/answers.ts'
import { createTestServer, type TestServer } from './test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.becomeOwner()
})
afterEach(() => server[Symbol.asyncDispose]())

const make = (key: string, json: unknown = { name: 'ci', scopes: ['read'] }) =>
  server.ask('/api/v1/api-keys', { method: 'POST', json, headers: { 'idempotency-key': key } })
const keys = async () =>
  ((await (await server.ask('/api/v1/api-keys')).json()) as { keys: readonly unknown[] }).keys.length
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

describe('a request with an Idempotency-Key', () => {
  it('is done once, and answered with the same again', async () => {
    const first = await make('one')
    const second = await make('one')
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.text()).toBe(await first.text())
    expect(second.headers.get('idempotency-replayed')).toBe('true')
    expect(second.headers.get('content-type')).toBe(first.headers.get('content-type'))
    expect(second.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await keys()).toBe(1)
  })

  it('is done once when it comes twice at once', async () => {
    const answers = await Promise.all([make('one'), make('one'), make('one')])
    expect(answers.map(({ status }) => status)).toContain(201)
    for (const answer of answers.filter(({ status }) => status !== 201))
      expect(await codeOf(answer)).toBe('idempotency-in-flight')
    expect(await keys()).toBe(1)
  })

  it('keeps a refusal as well', async () => {
    const first = await make('one', { name: 'ci' })
    expect(first.status).toBe(422)
    const second = await make('one', { name: 'ci' })
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([422, 'true'])
    expect(second.headers.get('content-type')).toBe('application/problem+json')
  })

  it('is another request when the body is another, and refused', async () => {
    await make('one')
    const other = await make('one', { name: 'other', scopes: ['read'] })
    expect([other.status, await codeOf(other)]).toEqual([422, 'idempotency-mismatch'])
  })

  it('is not done again when the first was interrupted: nobody can tell what came of it', async () => {
    const body = { name: 'ci', scopes: ['read'] }
    await make('one', body)
    await server.store.db.updateTable('idempotency').set({ status: null, body: null }).execute()
    expect(await codeOf(await make('one', body))).toBe('idempotency-in-flight')
    server.clock.jumpCalendar(2 * MINUTE)
    const later = await make('one', body)
    expect([later.status, await codeOf(later)]).toEqual([409, 'idempotency-unknown'])
  })

  it('is forgotten after a day', async () => {
    await make('one')
    server.clock.jumpCalendar(DAY + 1)
    await make('one')
    expect(await keys()).toBe(2)
  })

  it('belongs to its caller alone', async () => {
    const reserved = { requestHash: 'x', createdAt: server.clock.now() }
    await reserveAnswer(server.store.db, { caller: 'key:other', key: 'one' }, reserved)
    expect((await make('one')).status).toBe(201)
  })

  it.each(['a b', 'x'.repeat(256)])('must be visible ASCII, at most 255: %j is not', async (key) => {
    const refused = await make(key)
    expect([refused.status, await codeOf(refused)]).toEqual([400, 'idempotency-key-shape'])
  })
})

it('stores no secret in the clear: an answer shows a new API key', async () => {
  const { secret } = (await (await make('one')).json()) as { secret: string }
  const rows = await server.store.db.selectFrom('idempotency').selectAll().execute()
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows)).not.toContain(secret)
})
