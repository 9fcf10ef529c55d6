/** A whole login against the sandbox's login window, and the pages on which that window ends by itself. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { exchangeCode, getMe, Secret } from '@everthread/client'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHttpFetch } from '../net/http-fetch.ts'
import { createTestClock } from '../time/test-clock.ts'
import { type LoginOutcome, logIn } from './login.ts'
import { readPaste } from './paste.ts'

const { fetch } = createHttpFetch()
let sandbox: Sandbox
let redirectUri: string

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 'login', clock: 'frozen' })
  sandbox.users.put({ username: 'anna' })
  redirectUri = `https://localhost:${await freePort()}/callback`
  sandbox.apps.put({ app_id: sandbox.appId, redirect_uris: [redirectUri] })
})
afterEach(() => sandbox.close())

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  return port
}

/** Signs in as the person at the window would, and follows where it leads. */
async function decide(url: string, decision: 'approve' | 'deny'): Promise<void> {
  const { origin, pathname, searchParams } = new URL(url)
  searchParams.set('decision', decision)
  const signal = new AbortController().signal
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = searchParams.toString()
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', headers, body, signal })
  const request = requestHttps(answer.headers.get('location') ?? '', {
    rejectUnauthorized: false,
    agent: false,
  })
  request.end()
  const [page] = (await once(request, 'response')) as [IncomingMessage]
  page.resume()
  await once(page, 'close')
}

function logInAs(decision: 'approve' | 'deny'): Promise<LoginOutcome> {
  return logIn(
    {
      clientId: sandbox.appId,
      redirectUri,
      scopes: ['threads_basic', 'threads_manage_insights'],
      authorizeUrl: `${sandbox.url}/oauth/authorize`,
      receive: 'browser',
      language: 'en',
    },
    {
      clock: createTestClock(),
      randomBytes,
      tell: () => undefined,
      openBrowser: async (url) => {
        await decide(url, decision)
        return 'opened'
      },
    },
  )
}

test('approved: the code that comes out buys a token of the person who approved', async () => {
  const outcome = await logInAs('approve')
  if (outcome.kind !== 'granted') throw new Error(outcome.kind)
  const transport = { fetch, baseUrl: sandbox.url }
  const { token } = await exchangeCode(transport, {
    clientId: sandbox.appId,
    clientSecret: new Secret(sandbox.appSecret),
    redirectUri: outcome.redirectUri,
    code: outcome.code,
  })
  expect((await getMe(transport, { token, fields: ['username'] })).username).toBe('anna')
})

test('denied: the login is denied', async () => {
  expect(await logInAs('deny')).toEqual({ kind: 'denied' })
})

test.each([
  ['an app id that is not the Threads app’s', { client_id: '1' }, 'app-id-wrong'],
  ['no app id', { client_id: '' }, 'app-id-wrong'],
  ['an address that is not registered', { redirect_uri: 'https://localhost:1/' }, 'redirect-uri-wrong'],
])('the window’s page for %s is understood when it is pasted', async (_title, change, phrase) => {
  const query = new URLSearchParams({
    client_id: sandbox.appId,
    redirect_uri: redirectUri,
    scope: 'threads_basic',
    ...change,
  })
  const page = await fetch(`${sandbox.url}/oauth/authorize?${query.toString()}`, {
    method: 'GET',
    headers: {},
    signal: new AbortController().signal,
  })
  const chunks: Uint8Array[] = []
  for await (const chunk of page.body ?? []) chunks.push(chunk)
  expect(readPaste(Buffer.concat(chunks).toString(), 'state')).toEqual({ kind: 'window-refused', phrase })
})
