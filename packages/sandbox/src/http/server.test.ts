import { connect } from 'node:net'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOON, withApi } from '../../test-support/api.ts'
import { toHttpDate } from '../time/host.ts'
import { instantFrom } from '../time/clock.ts'

/** Writes bytes to a bare socket and returns what comes back until the sandbox closes or falls silent. */
function exchangeBytes(url: string, bytes: Uint8Array | string): Promise<string> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    let received = ''
    const socket = connect(Number(port), hostname, () => socket.end(bytes))
    socket.on('data', (chunk) => (received += chunk.toString('latin1')))
    socket.on('error', () => resolve(received))
    socket.on('close', () => resolve(received))
  })
}

test('every answer carries the sandbox’s own date, request ids and open CORS', async () => {
  await withApi(async ({ sandbox, get, control, token }) => {
    sandbox.clock.advance('400d')
    const date = toHttpDate(instantFrom(NOON) + 400 * 86_400_000)
    const replies = [
      await get('/me', { access_token: token() }),
      await get('/me'),
      await get('/nothing/at/all'),
      await control('clock'),
      await control('nothing'),
      await get('/'),
    ]
    for (const { headers } of replies) {
      expect(headers.get('date')).toBe(date)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('x-fb-request-id')).toMatch(/^A[\w-]{22}$/)
      expect(headers.get('x-fb-trace-id')).toMatch(/^[\w-]{11}$/)
    }
  })
})

test('a page of another origin may call everything', async () => {
  await withApi(async ({ send }) => {
    for (const path of ['/me', '/__sandbox/clock', '/anything']) {
      const reply = await send(path, { method: 'OPTIONS' })
      expect(reply.status).toBe(204)
      expect(reply.headers.get('access-control-allow-methods')).toMatch(/GET.*POST.*DELETE/)
      expect(reply.headers.get('access-control-allow-headers')).toMatch(/authorization/)
    }
  })
})

test('no rate-limit or authentication header is invented', async () => {
  await withApi(async ({ get }) => {
    const { headers } = await get('/me', { access_token: 'garbage' })
    expect(
      ['x-app-usage', 'x-business-use-case-usage', 'www-authenticate', 'retry-after'].filter((name) =>
        headers.has(name),
      ),
    ).toEqual([])
  })
})

test('an error carries a trace id, and is_transient only where Meta sends it', async () => {
  await withApi(async ({ get }) => {
    const { error } = (await get('/me')).json
    expect(Object.keys(error)).toEqual(['message', 'type', 'code', 'fbtrace_id'])
    expect(error.fbtrace_id).toMatch(/^A[\w-]{22}$/)
  })
})

test('HEAD answers as GET without a body', async () => {
  await withApi(async ({ token, send }) => {
    const reply = await send(`/me?access_token=${token()}`, { method: 'HEAD' })
    expect([reply.status, reply.text]).toEqual([200, ''])
  })
})

test('a body that is too large is refused in the envelope, and the sandbox lives on', async () => {
  await withApi(async ({ send, get, token, sandbox }) => {
    const reply = await send('/debug_token', { method: 'POST', body: new Uint8Array(3_000_000) })
    expect([reply.status, reply.json.error.code]).toEqual([413, 100])
    const control = await send('/__sandbox/users', { method: 'POST', body: new Uint8Array(3_000_000) })
    expect([control.status, typeof control.json.error]).toEqual([413, 'string'])
    expect(sandbox.users.list()).toEqual([])
    expect((await get('/me', { access_token: token() })).status).toBe(200)
  })
})

test('a caller who leaves in the middle of a body harms nobody', async () => {
  await withApi(async ({ sandbox, get, token }) => {
    await exchangeBytes(
      sandbox.url,
      'POST /debug_token HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc',
    )
    expect((await get('/me', { access_token: token() })).status).toBe(200)
  })
})

test('bytes that are no HTTP get an envelope or silence, never a crash', async () => {
  await withApi(async ({ sandbox, get, token }) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string()), async (bytes) => {
        const received = await exchangeBytes(sandbox.url, bytes)
        expect(received).toMatch(/^$|^HTTP\/1\.1 (?!400)\d{3} |^HTTP\/1\.1 400 .*"fbtrace_id"/s)
      }),
      { numRuns: 60 },
    )
    expect(await exchangeBytes(sandbox.url, 'HELLO\r\n\r\n')).toContain('could not be read as HTTP')
    expect(await exchangeBytes(sandbox.url, `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toContain(
      'fbtrace_id',
    )
    expect((await get('/me', { access_token: token() })).status).toBe(200)
  })
})

const segment = fc.oneof(
  fc.constantFrom(
    'me',
    'v1.0',
    'v9.9',
    'oauth',
    'authorize',
    'access_token',
    'refresh_access_token',
    'debug_token',
    '123',
    'threads',
  ),
  fc.string({ maxLength: 12 }).map(encodeURIComponent),
)
const parameter = fc.tuple(
  fc.constantFrom(
    'access_token',
    'input_token',
    'fields',
    'grant_type',
    'client_id',
    'scope',
    'state',
    '__proto__',
    'x',
  ),
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('th_refresh_token', 'authorization_code', 'id{', '{{{,}'),
  ),
)
const anyRequest = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'PATCH'),
  path: fc.array(segment, { maxLength: 4 }).map((segments) => `/${segments.join('/')}`),
  params: fc.array(parameter, { maxLength: 5 }).map((pairs) => new URLSearchParams(pairs).toString()),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.json().map((text) => Buffer.from(text)),
  ),
  type: fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/json',
    'multipart/form-data; boundary=x',
    'multipart/form-data; boundary="',
    'text/html',
    'nonsense',
  ),
})

test('whatever is asked of the API, the answer is a success or an error of Meta’s shape', async () => {
  await withApi(async ({ send, get, token }) => {
    const runs = process.env.EVERTHREAD_TEST_LONG === '1' ? 100_000 : 300
    await fc.assert(
      fc.asyncProperty(anyRequest, async ({ method, path, params, body, type }) => {
        if (path === '/') return
        const init = { method, headers: { 'content-type': type }, ...(method !== 'GET' && { body }) }
        const reply = await send(`${path}?${params}`, init)
        const code: unknown = reply.json?.error?.code ?? reply.json?.error_code
        expect(reply.status < 400 || typeof code === 'number').toBe(true)
        expect(reply.json?.error?.message ?? '').not.toContain('The sandbox itself failed')
      }),
      { numRuns: runs, seed: 7 },
    )
    expect((await get('/me', { access_token: token() })).status).toBe(200)
  })
}, 300_000)

test('whatever is told to the control plane, the answer is a success or a 4xx with a sentence', async () => {
  await withApi(async ({ sandbox, send }) => {
    const names = [
      'clock',
      'users',
      'tokens',
      'revoke',
      'faults',
      'switches',
      'apps',
      'callbacks',
      'restore',
      'x',
    ]
    const fields = [
      'user',
      'username',
      'age',
      'advance',
      'set',
      'mode',
      'endpoint',
      'fault',
      'kind',
      'app_id',
      'subcode',
    ]
    const body = fc.oneof(
      fc.json(),
      fc.string(),
      fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()).map((o) => JSON.stringify(o)),
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), body, async (name, text) => {
        const reply = await send(`/__sandbox/${name}`, { method: 'POST', body: text })
        const said = reply.status === 200 || (reply.status < 500 && typeof reply.json?.error === 'string')
        expect(said).toBe(true)
      }),
      { numRuns: 200, seed: 7 },
    )
    sandbox.faults.clear()
  })
})
