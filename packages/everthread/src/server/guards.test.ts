import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { LARGEST_BODY_BYTES } from './guards.ts'
import { createTestServer, PASSWORD, type TestServer } from './test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
  await server.becomeOwner()
})
afterEach(() => server[Symbol.asyncDispose]())

const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code
const login = { method: 'POST', json: { name: 'anna', password: PASSWORD } }

describe('the name by which we are called', () => {
  it.each([
    'evil.example',
    'evil.example:4280',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '',
    '10.0.0.1',
  ])('is refused when it is %j, whoever asks', async (host) => {
    const refused = await server.ask('/api/v1/session', { headers: { host } })
    expect([refused.status, await codeOf(refused)]).toEqual([421, 'wrong-host'])
  })

  it.each(['localhost:4280', '127.0.0.1', '[::1]:4280', 'ever.localhost'])('may be %s', async (host) => {
    expect((await server.ask('/api/v1/session', { headers: { host } })).status).toBe(200)
  })

  it('does not matter to who asks for our health', async () => {
    expect((await server.ask('/healthz', { headers: { host: 'everthread:4280' } })).status).toBe(200)
  })
})

describe('a request that changes something', () => {
  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another port, by its origin', { origin: 'http://127.0.0.1:8080' }],
    ['nowhere (a sandboxed frame)', { origin: 'null' }],
  ])('is refused from %s, and nothing is done', async (_from, headers) => {
    const refused = await server.ask('/api/v1/session', { method: 'DELETE', headers })
    expect([refused.status, await codeOf(refused)]).toEqual([403, 'cross-site'])
    expect(await (await server.ask('/api/v1/session')).json()).toMatchObject({ caller: 'owner' })
  })

  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:4280' }],
    ['an old browser on our own page', { origin: 'http://127.0.0.1:4280' }],
    ['a program', {}],
  ])('is taken from %s', async (_from, headers) => {
    expect((await server.ask('/api/v1/session', { ...login, headers })).status).toBe(201)
  })
})

describe('a body', () => {
  const send = (body: string, headers: Record<string, string>) =>
    server.ask('/api/v1/session', { method: 'POST', body, headers })

  it('that is too large is refused by its length, and one that does not say it is refused as well', async () => {
    const json = { 'content-type': 'application/json' }
    const large = await send('{}', { ...json, 'content-length': String(LARGEST_BODY_BYTES + 1) })
    expect([large.status, await codeOf(large)]).toEqual([413, 'body-too-large'])
    const endless = await send('{}', { ...json, 'transfer-encoding': 'chunked' })
    expect([endless.status, await codeOf(endless)]).toEqual([411, 'length-required'])
  })

  it('that is no JSON is told so, by its type or by its text', async () => {
    const form = await send('name=anna', { 'content-type': 'application/x-www-form-urlencoded' })
    expect([form.status, await codeOf(form)]).toEqual([415, 'unsupported-media-type'])
    const plain = await send(JSON.stringify(login.json), { 'content-type': 'text/plain' })
    expect([plain.status, await codeOf(plain)]).toEqual([415, 'unsupported-media-type'])
    const broken = await send('{"name":', { 'content-type': 'application/json' })
    expect([broken.status, await codeOf(broken)]).toEqual([400, 'not-json'])
  })

  it('with a field that nobody knows is refused, and the field is named', async () => {
    const json = { ...login.json, 'is/admin': true }
    const refused = await server.ask('/api/v1/session', { method: 'POST', json })
    expect(refused.status).toBe(422)
    expect(await refused.json()).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/is~1admin', code: 'unrecognized-keys' }],
    })
  })
})

test('a path that nobody has is 404, a method that a path does not have is 405 and says which it has', async () => {
  const unknown = await server.ask('/api/v1/no-such-thing')
  expect([unknown.status, await codeOf(unknown)]).toEqual([404, 'not-found'])
  const refused = await server.ask('/api/v1/session', { method: 'PATCH' })
  expect([refused.status, await codeOf(refused)]).toEqual([405, 'method-not-allowed'])
  expect(refused.headers.get('allow')).toBe('DELETE, GET, POST')
})

test('a problem is told in the language that the browser prefers', async () => {
  const ask = (language: string) => server.ask('/api/v1/x', { headers: { 'accept-language': language } })
  const russian = await ask('de;q=0.9, ru-RU;q=0.8, en;q=0.5')
  expect(russian.headers.get('content-type')).toBe('application/problem+json')
  expect(russian.headers.get('content-language')).toBe('ru')
  expect(await russian.json()).toMatchObject({ title: 'По этому адресу ничего нет.' })
  for (const other of ['en', 'de', '', 'ru;q=0', ';;;q=x,,'])
    expect(await (await ask(other)).json()).toMatchObject({ title: 'There is nothing at this address.' })
})

test('every answer has the headers that keep a browser safe, and an id', async () => {
  for (const path of ['/healthz', '/api/v1/session', '/nowhere']) {
    const { headers } = await server.ask(path)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-request-id')).toMatch(/^\w+$/)
    expect(headers.get('strict-transport-security')).toBeNull()
  }
  const traced = await server.ask('/healthz', { headers: { 'x-request-id': 'trace-1234' } })
  expect(traced.headers.get('x-request-id')).toBe('trace-1234')
})
