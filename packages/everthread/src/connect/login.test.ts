import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { MINUTE } from '../time/duration.ts'
import { createTestClock } from '../time/test-clock.ts'
import { createLineReader } from './line-reader.ts'
import { type LoginDeps, type LoginOptions, logIn } from './login.ts'
import type { LoginFacts, LoginPhrase } from './login-phrase.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

interface Setting extends Partial<LoginOptions> {
  readonly typing?: boolean
  readonly openBrowser?: LoginDeps['openBrowser']
}

/** A login in progress, with everything that it said, and a keyboard. */
async function begin({ typing = true, openBrowser, ...overrides }: Setting = {}) {
  const clock = createTestClock()
  const keyboard = new PassThrough()
  const reader = createLineReader(keyboard)
  const abort = new AbortController()
  const said: LoginPhrase[] = []
  const invited = Promise.withResolvers<LoginFacts>()
  const port = await freePort()
  const options: LoginOptions = {
    clientId: '1234567890123456',
    redirectUri: `https://localhost:${port}/callback`,
    scopes: ['threads_basic', 'threads_content_publish'],
    receive: 'browser',
    language: 'en',
    ...overrides,
  }
  const outcome = logIn(options, {
    clock,
    randomBytes,
    signal: abort.signal,
    tell: (phrase, facts) => {
      said.push(phrase)
      invited.resolve(facts)
    },
    ...(typing ? { readLine: reader.readLine } : {}),
    ...(openBrowser ? { openBrowser } : {}),
  })
  const { url } = await invited.promise
  const state = new URL(url).searchParams.get('state') ?? ''
  return { clock, keyboard, abort, said, outcome, url, state, redirectUri: options.redirectUri }
}

async function browse(url: string): Promise<number | undefined> {
  const request = requestHttps(url, { rejectUnauthorized: false, agent: false })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'close')
  return response.statusCode
}

test('the browser comes back over TLS: the login is granted, with the redirect URI that the exchange needs', async () => {
  const opened: string[] = []
  const login = await begin({
    openBrowser: (url) => {
      opened.push(url)
      return Promise.resolve('opened')
    },
  })
  expect(await browse(`${login.redirectUri}?code=AQBx&state=${login.state}#_`)).toBe(200)
  const outcome = await login.outcome
  expect(outcome).toMatchObject({ kind: 'granted', redirectUri: login.redirectUri })
  expect(outcome.kind === 'granted' && outcome.code.reveal()).toBe('AQBx')
  expect(opened).toEqual([login.url])
  expect(login.said).toEqual(['open-address', 'certificate-warning', 'paste-address', 'browser-opened'])
})

test('nothing is left of a login that is over: no timer, no port', async () => {
  const login = await begin()
  await browse(`${login.redirectUri}?code=AQBx&state=${login.state}`)
  await login.outcome
  expect(login.clock.sleeping()).toBe(0)
  await expect(browse(login.redirectUri)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('the address asks for the scopes and carries a fresh state of 128 bits', async () => {
  const [one, other] = [await begin({ receive: 'paste' }), await begin({ receive: 'paste' })]
  const url = new URL(one.url)
  expect(url.origin + url.pathname).toBe('https://www.threads.com/oauth/authorize')
  expect(url.searchParams.get('scope')).toBe('threads_basic,threads_content_publish')
  expect(url.searchParams.get('redirect_uri')).toBe(one.redirectUri)
  expect(Buffer.from(one.state, 'base64url')).toHaveLength(16)
  expect(one.state).not.toBe(other.state)
  for (const login of [one, other]) login.abort.abort()
  expect(await Promise.all([one.outcome, other.outcome])).toEqual([
    { kind: 'given-up' },
    { kind: 'given-up' },
  ])
})

test('a wrong state in the browser is refused and told, and the login goes on', async () => {
  const login = await begin()
  expect(await browse(`${login.redirectUri}?code=EVIL&state=${'A'.repeat(22)}`)).toBe(400)
  expect(login.said).toContain('wrong-state')
  login.keyboard.write(`${login.redirectUri}?code=AQBx&state=${login.state}#_\n`)
  const outcome = await login.outcome
  expect(outcome.kind === 'granted' && outcome.code.reveal()).toBe('AQBx')
})

test('pasting: what is wrong is told and asked for again, nothing is forgiven the state', async () => {
  const login = await begin({ receive: 'paste' })
  login.keyboard.write(
    ['', 'AQBx', `${login.redirectUri}?code=AQBx`, `${login.redirectUri}?code=AQBx&state=another`, ''].join(
      '\n',
    ),
  )
  login.keyboard.write(`${login.redirectUri}?code=AQBy&state=${login.state}\n`)
  const outcome = await login.outcome
  expect(outcome.kind === 'granted' && outcome.code.reveal()).toBe('AQBy')
  expect(login.said).toEqual([
    'open-address',
    'paste-address',
    'paste-not-an-address',
    'paste-incomplete',
    'wrong-state',
  ])
})

test('the login window’s own error page, pasted, ends the login with its reason', async () => {
  const login = await begin()
  login.keyboard.write(
    '{"error_message":"Invalid Request: The user has not accepted the invite.","error_code":1349245}\n',
  )
  expect(await login.outcome).toEqual({ kind: 'window-refused', phrase: 'not-a-tester' })
})

test('a refusal, in the browser or pasted, is told as one', async () => {
  const browsed = await begin()
  await browse(`${browsed.redirectUri}?error=access_denied&error_reason=user_denied`)
  const pasted = await begin({ receive: 'paste' })
  pasted.keyboard.write(`${pasted.redirectUri}?error=access_denied\n`)
  expect(await Promise.all([browsed.outcome, pasted.outcome])).toEqual([
    { kind: 'denied' },
    { kind: 'denied' },
  ])
})

test('a login ends after its time, in naps of a minute', async () => {
  const login = await begin({ timeLimitMs: 5 * MINUTE + 1 })
  await login.clock.advance(5 * MINUTE)
  await login.clock.advance(1)
  expect(await login.outcome).toEqual({ kind: 'timed-out' })
})

test('the end of the input ends a login by paste, and not one that the browser can still answer', async () => {
  const pasting = await begin({ receive: 'paste' })
  pasting.keyboard.end()
  expect(await pasting.outcome).toEqual({ kind: 'input-ended' })

  const listening = await begin()
  listening.keyboard.end()
  await browse(`${listening.redirectUri}?code=AQBx&state=${listening.state}`)
  expect(await listening.outcome).toMatchObject({ kind: 'granted' })
})

test('a port that is taken leaves pasting, and where nobody can paste, nothing', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const redirectUri = `https://localhost:${(other.address() as AddressInfo).port}/callback`
  const pasting = await begin({ redirectUri })
  pasting.keyboard.write(`${redirectUri}?code=AQBx&state=${pasting.state}\n`)
  expect(await pasting.outcome).toMatchObject({ kind: 'granted' })
  expect(pasting.said).toEqual(['open-address', 'port-taken', 'paste-address'])

  const deaf = await begin({ redirectUri, typing: false })
  expect(await deaf.outcome).toEqual({ kind: 'input-ended' })
  await new Promise((done) => other.close(done))
})

test('somebody’s own HTTPS address can be pasted, and may be forwarded', async () => {
  const forwardPort = await freePort()
  const login = await begin({ redirectUri: 'https://threads.example.com/callback', forwardPort })
  login.keyboard.write(`https://threads.example.com/callback?code=AQBx&state=${login.state}\n`)
  expect(await login.outcome).toMatchObject({
    kind: 'granted',
    redirectUri: 'https://threads.example.com/callback',
  })
  expect(login.said).toEqual(['open-address', 'forwarding', 'paste-address'])
})

test('a wrong option is the caller’s mistake, before anything is opened', async () => {
  const said: string[] = []
  const deps = { clock: createTestClock(), randomBytes, tell: (phrase: string) => said.push(phrase) }
  const options = { clientId: '1', scopes: ['threads_basic'], receive: 'browser', language: 'en' } as const
  await expect(logIn({ ...options, redirectUri: 'http://example.com/' }, deps)).rejects.toThrow(TypeError)
  expect(said).toEqual([])
})
