import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { getAppToken } from './app-token.ts'
import { exchangeCode } from './code-exchange.ts'
import { debugToken } from './debug-token.ts'
import { ThreadsProtocolError, ThreadsTransportError } from './errors.ts'
import { exchangeToken, renewToken } from './long-lived-token.ts'
import { sendMe } from './profile.ts'
import type { RawAnswer } from './raw-answer.ts'
import { Secret } from './secret.ts'
import type { BodySource, FetchInit, FetchLike, FetchResponse } from './transport.ts'

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

async function* stopping(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(1)
  await never
}

function atMostThree(text: string): Promise<RawAnswer> {
  return sendMe({ ...recording({ body: chunks(text) }), maxBytes: 3 }, { token })
}

function only(calls: readonly Call[]): Call {
  expect(calls).toHaveLength(1)
  return calls[0] as Call
}

async function failureOf(call: Promise<unknown>): Promise<ThreadsTransportError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ThreadsTransportError) return error
  throw new Error('expected a ThreadsTransportError', { cause: error })
}

describe('where the secrets travel', () => {
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
      Array.from({ length: 2 }, () => `?input_token=${encodeURIComponent(token.reveal())}`),
    )
    expect(calls.map(({ init }) => init.headers['authorization'])).toEqual([
      `Bearer ${accessToken.reveal()}`,
      `Bearer ${token.reveal()}`,
    ])
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

  test.each<[string, number, FetchLike]>([
    ['an answer', 60_000, recording().fetch],
    ['a failure', 60_000, () => Promise.reject(new Error('refused'))],
    ['the end of the time', 1, () => never],
  ])(
    'nothing waits any more after %s, neither a timer nor the caller’s signal',
    async (_, timeoutMs, fetch) => {
      const { signal } = new AbortController()
      const timers = (): number =>
        process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
      const before = timers()
      await sendMe({ fetch, signal, timeoutMs }, { token }).catch(() => undefined)
      expect(timers()).toBe(before)
      expect(getEventListeners(signal, 'abort')).toEqual([])
    },
  )

  test('a body of exactly maxBytes passes, and one byte more is a protocol error', async () => {
    expect((await atMostThree('abc')).body).toHaveLength(3)
    const error: unknown = await atMostThree('abcd').catch((thrown: unknown) => thrown)
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
})
