import { expect, test } from 'vitest'
import { type Api, errorOf, withApi } from '../../test-support/api.ts'
import { ERROR_COVERAGE } from '../coverage/errors.ts'
import { META_ERRORS, type MetaErrorId } from '../errors/catalogue.ts'
import type { ErrorRow } from '../errors/error-row.ts'
import { type Fault, fault } from './fault.ts'

function refresh(api: Api, access_token: string) {
  return api.get('/refresh_access_token', { grant_type: 'th_refresh_token', access_token })
}

function tokens(api: Api): number {
  return api.sandbox.tokens.list().length
}

test('a status comes alone, and the call has no effect', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '45d' })
    api.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.unavailable() })
    const reply = await refresh(api, token)
    expect([reply.status, reply.text, tokens(api)]).toEqual([503, '', 1])
    expect((await refresh(api, token)).status).toBe(200)
  })
})

test('an error takes its status, type and message from the catalogue', async () => {
  await withApi(async (api) => {
    const access_token = api.token()
    const orders: Fault[] = [
      { kind: 'error', code: 190, error_subcode: 460 },
      { kind: 'error', code: 10 },
      { kind: 'error', code: 2 },
      { kind: 'error', code: 190, error_subcode: 999 },
      { kind: 'error', code: 98765 },
    ]
    for (const order of orders) api.sandbox.faults.add({ endpoint: 'me', fault: order })
    const replies = []
    for (const _ of orders) replies.push(await api.get('/me', { access_token }))
    expect(replies.map(errorOf)).toEqual([
      { status: 400, code: 190, error_subcode: 460, type: 'OAuthException' },
      { status: 500, code: 10, type: 'THApiException' },
      { status: 500, code: 2, type: 'OAuthException' },
      { status: 400, code: 190, error_subcode: 999, type: 'OAuthException' },
      { status: 400, code: 98765, type: 'OAuthException' },
    ])
    expect(replies[0]?.json.error.message).toMatch(/changed their password/)
    expect(replies[2]?.json.error.is_transient).toBe(true)
  })
})

test('an injected 463 speaks of this token and this moment', async () => {
  await withApi(async (api) => {
    api.sandbox.faults.add({ endpoint: 'me', fault: { kind: 'error', code: 190, error_subcode: 463 } })
    const { error } = (await api.get('/me', { access_token: api.token() })).json
    expect(error.message).toBe(
      'Error validating access token: Session has expired on Monday, 15-Jun-26 05:00:00 PDT. The current time is Monday, 15-Jun-26 05:00:00 PDT.',
    )
  })
})

test('what is given with an error stands', async () => {
  await withApi(async (api) => {
    const given = { status: 418, type: 'X', message: 'M', is_transient: false }
    api.sandbox.faults.add({ endpoint: 'me', fault: { kind: 'error', code: 10, ...given } })
    const reply = await api.get('/me')
    expect(reply.status).toBe(418)
    expect(reply.json.error).toMatchObject({ code: 10, type: 'X', message: 'M', is_transient: false })
  })
})

const injectable = Object.entries(ERROR_COVERAGE)
  .filter(([, coverage]) => coverage.status === 'partial')
  .map(([id]): readonly [string, ErrorRow] => [id, META_ERRORS[id as MetaErrorId]])

test('every row that is proven by a fault alone can be injected by its code', async () => {
  await withApi(async (api) => {
    expect(injectable.length).toBeGreaterThan(10)
    for (const [, row] of injectable) {
      const subcode = row.subcode === undefined ? {} : { error_subcode: row.subcode }
      await api.control('faults', { endpoint: 'me', fault: { kind: 'error', code: row.code, ...subcode } })
      const reply = await api.get('/me')
      expect(errorOf(reply)).toEqual({ status: row.status, code: row.code, ...subcode, type: row.type })
      expect(reply.json.error.message).toBe(row.message)
      expect(reply.json.error.error_user_title).toBe(row.title)
    }
  })
})

test('a drop before the effect leaves everything as it was', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '45d' })
    api.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.unreachable() })
    await expect(refresh(api, token)).rejects.toThrow('fetch failed')
    expect(tokens(api)).toBe(1)
  })
})

test('a drop after the effect loses the answer and not the effect', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '45d' })
    api.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.answerLost() })
    await expect(refresh(api, token)).rejects.toThrow('fetch failed')
    expect(tokens(api)).toBe(2)
    expect(api.sandbox.requests.list().at(-1)).toMatchObject({ outcome: 'dropped', fault: 'drop' })
  })
})

test('a delay runs in real time and answers as always', async () => {
  await withApi(async (api) => {
    api.sandbox.faults.add({ endpoint: 'me', fault: { kind: 'delay', ms: 30 } })
    const started = process.hrtime.bigint()
    expect((await api.get('/me', { access_token: api.token() })).status).toBe(200)
    expect(process.hrtime.bigint() - started).toBeGreaterThan(25_000_000n)
  })
})

test('a late call takes effect when the sandbox’s clock gets there', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '45d' })
    const late: Fault = { kind: 'late', effect_ms: 30_000, answer: 'drop' }
    api.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: late })
    await expect(refresh(api, token)).rejects.toThrow('fetch failed')
    api.sandbox.clock.advance('29s')
    expect(tokens(api)).toBe(1)
    api.sandbox.clock.advance('1s')
    expect(tokens(api)).toBe(2)
  })
})

test('a late call may answer at once with something else, or wait for its effect', async () => {
  await withApi(async (api) => {
    const endpoint = 'refresh_access_token'
    const token = api.token({ age: '45d' })
    api.sandbox.faults.add({
      endpoint,
      fault: { kind: 'late', effect_ms: 10, answer: { kind: 'status', status: 504 } },
    })
    expect((await refresh(api, token)).status).toBe(504)
    expect(tokens(api)).toBe(1)
    api.sandbox.clock.advance(10)
    expect(tokens(api)).toBe(2)
    api.sandbox.faults.add({ endpoint, fault: { kind: 'late', effect_ms: 10, answer: 'wait' } })
    const waiting = refresh(api, token)
    while (api.sandbox.faults.unplayed().length > 0) await api.control('clock')
    api.sandbox.clock.advance(10)
    expect((await waiting).json.access_token).toMatch(/^THAA/)
  })
})

test('a reset forgets late effects that are under way', async () => {
  await withApi(async (api) => {
    const late: Fault = { kind: 'late', effect_ms: 1000, answer: { kind: 'status', status: 504 } }
    api.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: late })
    await refresh(api, api.token({ age: '45d' }))
    api.sandbox.reset()
    api.sandbox.clock.advance('1h')
    expect(tokens(api)).toBe(0)
  })
})

test('bodies come as they are: HTML, garbage, truncated, empty, and 200 with an error inside', async () => {
  await withApi(async (api) => {
    const spoiled = [
      fault.html(),
      fault.garbage(),
      fault.truncated(),
      fault.empty(),
      fault.okWithError(190, 460),
      fault.rateLimit(),
    ]
    for (const order of spoiled) api.sandbox.faults.add({ endpoint: 'me', fault: order })
    const replies = []
    for (const _ of spoiled) replies.push(await api.get('/me', { access_token: api.token() }))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200, 400])
    expect(replies.map((reply) => reply.headers.get('content-type')?.split(';')[0])).toEqual([
      'text/html',
      ...Array.from({ length: 5 }, () => 'application/json'),
    ])
    expect(replies.map((reply) => reply.json === undefined)).toEqual([true, true, true, false, false, false])
    expect(errorOf(replies[4] ?? never())).toMatchObject({ code: 190, error_subcode: 460 })
    expect(errorOf(replies[5] ?? never())).toMatchObject({ code: 613, error_subcode: 4279002 })
  })
})

function never(): never {
  throw new Error('no reply')
}
