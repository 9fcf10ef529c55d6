import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { getMe, sendMe } from './profile.ts'
import type { RawAnswer } from './raw-answer.ts'
import { ThreadsProtocolError, ThreadsTransportError } from './errors.ts'
import { Secret } from './secret.ts'
import { exchangeToken, renewToken, sendTokenRenewal } from './long-lived-token.ts'
import { exchangeCode } from './code-exchange.ts'
import { debugToken } from './debug-token.ts'
import { getAppToken } from './app-token.ts'
import type { BodySource, FetchInit, FetchLike, FetchResponse, Transport } from './transport.ts'

const token = new Secret('THAAcanarySendTest+/=0123456789')
const clientSecret = new Secret('canary-app-secret-send-test')

interface Call {
  readonly url: URL
  readonly init: FetchInit
}

/** A fetch that gives one answer and keeps what it was called with. */
function recording(response: Partial<FetchResponse> = {}): { fetch: FetchLike; calls: Call[] } {
  const calls: Call[] = []
  const fetch: FetchLike = async (url, init) => {
    calls.push({ url: new URL(url), init })
    return {
      status: 200,
      headers: new Headers({ 'content-type': 'application/json' }),
      body: null,
      ...response,
    }
  }
  return { fetch, calls }
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text)
}

const never = new Promise<never>(() => undefined)

async function failureOf(call: Promise<unknown>): Promise<ThreadsTransportError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ThreadsTransportError) return error
  throw new Error('expected a ThreadsTransportError', { cause: error })
}

describe('where the secrets travel', () => {
  const only = (calls: readonly Call[]): Call => {
    expect(calls).toHaveLength(1)
    return calls[0] as Call
  }

  test('/me: the token in the header, nothing in the URL', async () => {
    const { fetch, calls } = recording()
    await sendMe({ fetch }, { token })
    const { url, init } = only(calls)
    expect(url.href).toBe(
      'https://graph.threads.net/v1.0/me?fields=id%2Cusername%2Cname%2Cthreads_profile_picture_url',
    )
    expect(init).toMatchObject({ method: 'GET', redirect: 'manual' })
    expect(init.headers['authorization']).toBe(`Bearer ${token.reveal()}`)
    expect(init).not.toHaveProperty('body')
  })

  test('the code exchange: everything in a form', async () => {
    const { fetch, calls } = recording()
    const redirectUri = 'https://localhost:4281/callback'
    const code = new Secret('AQcanaryCode')
    await exchangeCode({ fetch }, { clientId: '12', clientSecret, redirectUri, code }).catch(() => undefined)
    const { url, init } = only(calls)
    expect(url.href).toBe('https://graph.threads.net/oauth/access_token')
    expect(init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(Object.fromEntries(new URLSearchParams(init.body))).toEqual({
      client_id: '12',
      client_secret: clientSecret.reveal(),
      grant_type: 'authorization_code',
      redirect_uri: redirectUri,
      code: 'AQcanaryCode',
    })
  })

  test('exchange, renewal and app token: in the query, as Meta documents them', async () => {
    const { fetch, calls } = recording()
    await exchangeToken({ fetch }, { clientSecret, token }).catch(() => undefined)
    await renewToken({ fetch }, { token }).catch(() => undefined)
    await getAppToken({ fetch }, { clientId: '12', clientSecret }).catch(() => undefined)
    expect(calls.map(({ url }) => [url.pathname, Object.fromEntries(url.searchParams)])).toEqual([
      [
        '/access_token',
        {
          grant_type: 'th_exchange_token',
          client_secret: clientSecret.reveal(),
          access_token: token.reveal(),
        },
      ],
      ['/refresh_access_token', { grant_type: 'th_refresh_token', access_token: token.reveal() }],
      [
        '/oauth/access_token',
        { grant_type: 'client_credentials', client_id: '12', client_secret: clientSecret.reveal() },
      ],
    ])
  })

  test('debug_token: the token asked about in the query, the one asked with in the header', async () => {
    const { fetch, calls } = recording()
    const accessToken = new Secret('THAAcanaryTester')
    await debugToken({ fetch }, { token, accessToken }).catch(() => undefined)
    await debugToken({ fetch }, { token }).catch(() => undefined)
    expect(calls.map(({ url }) => url.search)).toEqual(
      Array.from({ length: 2 }, () => `?${new URLSearchParams({ input_token: token.reveal() })}`),
    )
    expect(calls.map(({ init }) => init.headers['authorization'])).toEqual([
      `Bearer ${accessToken.reveal()}`,
      `Bearer ${token.reveal()}`,
    ])
  })
})

describe('the caller’s mistake is a TypeError before anything is sent', () => {
  test.each([
    ['transport.fetch', { fetch: undefined as unknown as FetchLike }],
    ['transport.timeoutMs', { timeoutMs: 0 }],
    ['transport.timeoutMs', { timeoutMs: Number.NaN }],
    ['transport.timeoutMs', { timeoutMs: 2 ** 31 }],
    ['transport.maxBytes', { maxBytes: -1 }],
    ['transport.baseUrl', { baseUrl: 'http://graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: 'http://127.0.0.1.example.com' }],
    ['transport.baseUrl', { baseUrl: 'http://localhost.example.com' }],
    ['transport.baseUrl', { baseUrl: 'ftp://localhost' }],
    ['transport.baseUrl', { baseUrl: 'graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: 'https://user:pass@graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: `https://graph.threads.net/?access_token=${token.reveal()}` }],
  ])('%s: %j', async (name, wrong) => {
    const { fetch, calls } = recording()
    const error: unknown = await sendMe({ fetch, ...wrong }, { token }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain(name)
    expect(inspect(error)).not.toContain(token.reveal())
    expect(calls).toEqual([])
  })

  test.each(['two words', 'line\n', 'tab\t', 'nul\0', 'кириллица', '\u00A0'])(
    'a token like %j',
    async (value) => {
      const { fetch, calls } = recording()
      await expect(sendMe({ fetch }, { token: new Secret(value) })).rejects.toThrow(
        /^token must be printable/,
      )
      expect(calls).toEqual([])
    },
  )

  test('a bare string for a token, and a field that does not exist', async () => {
    const { fetch } = recording()
    await expect(sendMe({ fetch }, { token: 'THAA' as unknown as Secret })).rejects.toThrow(
      'token must be a Secret',
    )
    await expect(sendMe({ fetch }, { token, fields: ['followers_count' as 'id'] })).rejects.toThrow(TypeError)
  })

  test.each([
    'http://localhost:4282',
    'http://127.8.9.1/',
    'http://[::1]:80/base/',
    'https://graph.threads.com',
  ])('%s is a base URL', async (baseUrl) => {
    const { fetch, calls } = recording()
    await sendTokenRenewal({ fetch, baseUrl }, { token })
    expect(calls[0]?.url.pathname).toMatch(/^(\/base)?\/refresh_access_token$/)
  })
})

describe('an answer', () => {
  test('comes whole, with what its headers say', async () => {
    const headers = new Headers({
      'content-type': 'text/html; charset=utf-8',
      date: 'Sun, 22 Nov 2026 00:00:07 GMT',
      'retry-after': '120',
    })
    const { fetch } = recording({ status: 418, headers, body: chunks('ab', '', 'c') })
    const answer = await sendMe({ fetch }, { token })
    expect({ ...answer }).toMatchObject({
      endpoint: 'me',
      status: 418,
      contentType: 'text/html; charset=utf-8',
      date: 1_795_305_607_000,
      retryAfterSeconds: 120,
    })
    expect(new TextDecoder().decode(answer.body)).toBe('abc')
  })

  test.each(['yesterday', '2026', '5 GMT', 'Sun, 99 Nov 2026 00:00:07 GMT'])(
    'a date like %j is absent',
    async (date) => {
      const { fetch } = recording({ headers: new Headers({ date }) })
      expect(await sendMe({ fetch }, { token })).not.toHaveProperty('date')
    },
  )

  test('does not print its body, which may hold a new token', async () => {
    const { fetch } = recording({ body: chunks('{"access_token":"THAAnewCanary"}') })
    const answer = await sendMe({ fetch }, { token })
    const printed =
      inspect(answer, { maxArrayLength: null }) + JSON.stringify(answer) + inspect({ ...answer })
    expect(printed).not.toMatch(/THAAnewCanary|body|84,|54 48 41 41/)
    expect(printed).not.toContain(token.reveal())
  })

  test.each<[string, BodySource]>([
    ['a web stream', new Response('abc').body as BodySource],
    ['a reader without iteration, as Safari has', { getReader: () => new Response('abc').body!.getReader() }],
    ['an iterable, as node:http has', chunks('abc')],
  ])('is read from %s', async (_, body) => {
    const { fetch } = recording({ body })
    expect(new TextDecoder().decode((await sendMe({ fetch }, { token })).body)).toBe('abc')
  })
})

describe('the limits', () => {
  test.each<[string, FetchLike]>([
    ['a fetch that never answers', () => never],
    [
      'a body that never comes',
      recording({ body: { getReader: () => ({ read: () => never, cancel: () => never }) } }).fetch,
    ],
    ['a body that stops', recording({ body: stopping() }).fetch],
  ])('%s ends in a timeout', async (_, fetch) => {
    expect(await failureOf(sendMe({ fetch, timeoutMs: 1 }, { token }))).toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      endpoint: 'me',
    })
  })

  test('the signal that fetch gets aborts when the time is over', async () => {
    const { fetch, calls } = recording({ body: stopping() })
    await failureOf(sendMe({ fetch, timeoutMs: 1 }, { token }))
    expect(calls[0]?.init.signal.aborted).toBe(true)
  })

  test('the caller can give up, before and on the way', async () => {
    const { fetch, calls } = recording({ body: stopping() })
    const given = failureOf(sendMe({ fetch, signal: AbortSignal.abort() }, { token }))
    expect(await given).toMatchObject({ code: 'aborted', outcome: 'not_sent' })
    expect(calls).toEqual([])

    const controller = new AbortController()
    const going = failureOf(sendMe({ fetch, signal: controller.signal }, { token }))
    controller.abort()
    expect(await going).toMatchObject({ code: 'aborted', outcome: 'unknown' })
  })

  test('a body of exactly maxBytes passes, and one byte more is a protocol error', async () => {
    const answered = (text: string): Promise<RawAnswer> =>
      sendMe({ ...recording({ body: chunks(text) }), maxBytes: 3 }, { token })
    expect((await answered('abc')).body).toHaveLength(3)
    const error: unknown = await answered('abcd').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ThreadsProtocolError)
    expect(error).toMatchObject({ code: 'too_large', status: 200 })
  })

  test.each([1, 0])('an endless body, in pieces of %i, ends', async (size) => {
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(size)
    }
    const { fetch } = recording({ body: endless() })
    await expect(sendMe({ fetch, maxBytes: 1000 }, { token })).rejects.toMatchObject({ code: 'too_large' })
  })

  async function* stopping(): AsyncGenerator<Uint8Array> {
    yield new Uint8Array(1)
    await never
  }
})

describe('no answer', () => {
  const systemError = (code: string): Error => Object.assign(new Error('low'), { code })

  test.each([
    ['ECONNREFUSED', 'network', 'not_sent'],
    ['ConnectionRefused', 'network', 'not_sent'],
    ['ECONNRESET', 'network', 'unknown'],
    ['EHOSTUNREACH', 'network', 'unknown'],
    ['UND_ERR_SOCKET', 'network', 'unknown'],
    ['ENOTFOUND', 'dns', 'not_sent'],
    ['EAI_AGAIN', 'dns', 'not_sent'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'not_sent'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown'],
    ['ETIMEDOUT', 'timeout', 'unknown'],
    ['CERT_HAS_EXPIRED', 'tls', 'not_sent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'not_sent'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'not_sent'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'not_sent'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'unknown'],
    ['ERR_PROXY_TUNNEL', 'proxy', 'not_sent'],
    ['UND_ERR_PRX_TLS', 'proxy', 'not_sent'],
  ])('%s is %s, %s', async (systemCode, code, outcome) => {
    const wrapped = new TypeError('fetch failed', { cause: systemError(systemCode) })
    const error = await failureOf(getMe({ fetch: () => Promise.reject(wrapped) }, { token }))
    expect(error).toMatchObject({ code, outcome, systemCode, endpoint: 'me' })
    expect(error.message).toContain(systemCode)
  })

  test('an error without a code is the network, and nobody knows', async () => {
    const error = await failureOf(getMe({ fetch: () => Promise.reject(new Error('?')) }, { token }))
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown' })
    expect(error).not.toHaveProperty('systemCode')
  })

  test('a connection that breaks within the body', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1)
      throw systemError('ECONNRESET')
    }
    const error = await failureOf(sendMe(recording({ body: breaking() }), { token }))
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown', systemCode: 'ECONNRESET' })
  })

  test('whatever a runtime puts the URL or the token into, none of it gets out', async () => {
    const value = token.reveal()
    const leaking = fc.constantFrom(
      (url: string) => new TypeError(`Failed to parse URL from ${url}`),
      (url: string) =>
        Object.assign(new Error('unable to connect'), { path: url, code: 'ConnectionRefused' }),
      (url: string) => new Error('fetch failed', { cause: new Error(`GET ${url}`) }),
      () => Object.assign(new Error('x'), { code: value }),
      () => Object.assign(new Error('x'), { name: value }),
      () => value,
      (url: string) => ({ url, headers: { authorization: value } }),
    )
    await fc.assert(
      fc.asyncProperty(leaking, fc.constantFrom(renewToken, getMe, debugToken), async (leak, call) => {
        const fetch: FetchLike = (url) => Promise.reject(leak(url))
        const error = await failureOf(call({ fetch }, { token }))
        const printed =
          inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error.stack)
        expect(printed).not.toContain(value)
        expect(printed).not.toContain(encodeURIComponent(value))
        expect(printed).not.toMatch(/\?\w+=/)
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})

describe('the runtime’s own fetch', () => {
  test('fits FetchLike, and talks to a server', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ id: request.headers.authorization === `Bearer ${token.reveal()}` ? '1' : '0' }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const transport: Transport = { fetch: globalThis.fetch, baseUrl: `http://127.0.0.1:${port}` }
    expect(await getMe(transport, { token })).toEqual({ id: '1' })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect(await failureOf(getMe(transport, { token }))).toMatchObject({
      outcome: 'not_sent',
      systemCode: 'ECONNREFUSED',
    })
  })
})
