/** The API over a real data folder and a sandbox: what it does with accounts. */
import { createHmac, randomBytes } from 'node:crypto'
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TEST_CONFIG, createTestServer, type TestServer } from '../../server/test-server.ts'
import { type Installation, makeInstallation } from '../../service/installation.ts'
import { listAccounts } from '../../store/accounts.ts'
import { systemClock } from '../../time/clock.ts'
import { noticesFor } from '../notices.ts'
import { createTestContext, secretsIn, testFolder } from '../test-context.ts'
import { accountActions } from './account-actions.ts'

const REDIRECT_URI = 'https://ever.example/oauth/callback'

let sandbox: Sandbox
let installation: Installation
let server: TestServer
let closing: AsyncDisposableStack
beforeEach(async () => {
  closing = new AsyncDisposableStack()
  const folder = closing.use(testFolder())
  sandbox = closing.use(await createSandbox())
  sandbox.users.put({ username: 'anna' })
  sandbox.apps.put({ app_id: sandbox.appId, redirect_uris: [REDIRECT_URI] })
  const env = { THREADS_APP_ID: sandbox.appId, THREADS_APP_SECRET: sandbox.appSecret }
  const { context } = closing.use(createTestContext({ sandbox, cwd: folder.path, env }))
  installation = closing.use(await makeInstallation({ ...context, clock: context.host }))
  const place = { path: `${folder.path}/.env`, key: 'THREADS_ACCESS_TOKEN' }
  const notices = noticesFor(context, {}, place)
  const nudge = (): void => undefined
  server = closing.use(
    await createTestServer({
      installation,
      config: {
        ...TEST_CONFIG,
        publicUrl: 'https://ever.example',
        apiBaseUrl: sandbox.url,
        authorizeUrl: context.config.authorizeUrl,
      },
      accounts: accountActions({ context, installation, place, notices, nudge }),
      host: systemClock,
      now: () => systemClock.now(),
      randomBytes,
    }),
  )
  await server.becomeOwner()
})
afterEach(async () => {
  const leaked = secretsIn(server.logged(), sandbox)
  await closing.disposeAsync()
  if (leaked.length > 0) throw new Error('the log holds a secret')
})

/** And no answer shows a secret. */
async function ask(path: string, method = 'GET', json?: unknown) {
  const answer = await server.ask(`/api/v1${path}`, { method, ...(json !== undefined && { json }) })
  const text = await answer.text()
  expect(secretsIn(text, sandbox)).toEqual([])
  return {
    status: answer.status,
    body: text === '' ? undefined : (JSON.parse(text) as Record<string, never>),
  }
}

const token = (age = '10d') => sandbox.tokens.create({ user: 'anna', age }).access_token
const paste = (text = token()) => ask('/tokens', 'POST', { token: text })
const onlyId = async () => (await listAccounts(installation.store.db)).map(({ id }) => id)[0] ?? 'none'

describe('a token that was pasted', () => {
  it('is taken over, exchanged where it is short-lived, and never shown', async () => {
    expect(await paste()).toMatchObject({
      status: 201,
      body: {
        account: { username: 'anna' },
        token: { kind: 'long' },
        decision: { kind: 'wait', reason: 'fresh' },
      },
    })
    expect((await paste()).status).toBe(200)
    const short = sandbox.tokens.create({ user: 'anna', kind: 'short' }).access_token
    expect(await paste(short)).toMatchObject({ status: 200, body: { token: { kind: 'long' } } })
  })

  it('is refused where Meta refuses it, with the reason in words', async () => {
    const dead = token()
    await sandbox.revoke({ access_token: dead, subcode: 458 })
    const refused = await paste(dead)
    expect(refused).toMatchObject({ status: 409, body: { code: 'token-refused' } })
    expect(JSON.stringify(refused.body)).toMatch(/app/i)
    expect(await listAccounts(installation.store.db)).toEqual([])
  })
})

describe('an account', () => {
  beforeEach(async () => {
    await paste(token('30d'))
  })

  it('is listed with both clocks and what happens next, and each by itself', async () => {
    const { body } = await ask('/accounts')
    expect(body).toMatchObject({ accounts: [{ account: { username: 'anna' } }] })
    expect((await ask(`/accounts/${await onlyId()}`)).body).toMatchObject({
      token: { expires_at: expect.any(String), data_access_expires_at: expect.any(String) },
      decision: { reason: 'fresh', at: expect.any(String), message: expect.any(String) },
      sinks: [],
    })
  })

  it('is checked now, renewed now, and goes back to an earlier token', async () => {
    const id = await onlyId()
    expect(await ask(`/accounts/${id}/check`, 'POST')).toMatchObject({
      status: 200,
      body: { outcome: 'not_due' },
    })
    expect(await ask(`/accounts/${id}/renew`, 'POST')).toMatchObject({
      status: 200,
      body: { outcome: 'renewed' },
    })
    expect((await ask(`/accounts/${id}/history`)).body).toMatchObject({
      generations: [
        { number: 2, state: 'current', source: 'renewed' },
        { number: 1, state: 'previous', source: 'adopted' },
      ],
    })
    expect((await ask(`/accounts/${id}/rollback`, 'POST', { to: 1 })).status).toBe(200)
    expect((await ask(`/accounts/${id}/history`)).body).toMatchObject({
      generations: [{ number: 3, source: 'rolled_back' }, {}, {}],
    })
    expect((await ask(`/accounts/${id}/rollback`, 'POST', { to: 9 })).body).toMatchObject({
      code: 'generation-unknown',
    })
  })

  it('is removed with its secrets, and what stays is told', async () => {
    const id = await onlyId()
    expect(await ask(`/accounts/${id}`, 'DELETE')).toMatchObject({
      status: 200,
      body: { posts: 0, stays: { files: [], notes: expect.arrayContaining([expect.any(String)]) } },
    })
    const { db } = installation.store
    for (const table of ['account', 'generation', 'work', 'sink'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([])
    expect((await ask(`/accounts/${id}`)).body).toMatchObject({ code: 'account-unknown' })
  })
})

describe('a browser login', () => {
  const callback = (query: string, headers = {}) => server.ask(`/oauth/callback?${query}`, { headers })

  /** As the sandbox’s login window does it for somebody who agrees. */
  async function agree(): Promise<{ state: string; code: string; cookie: string }> {
    const begun = await server.ask('/api/v1/logins', { method: 'POST' })
    const { url, redirect_uri: redirectUri } = (await begun.json()) as { url: string; redirect_uri: string }
    expect(redirectUri).toBe(REDIRECT_URI)
    const cookie = begun.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^everthread_login=.*; HttpOnly; SameSite=Lax$/)
    const { origin, pathname, searchParams } = new URL(url)
    searchParams.set('decision', 'approve')
    const window = await fetch(`${origin}${pathname}`, {
      method: 'POST',
      body: searchParams,
      redirect: 'manual',
    })
    const answer = new URL(window.headers.get('location') ?? '')
    const [state, code] = ['state', 'code'].map((name) => answer.searchParams.get(name) ?? '')
    return { state: state ?? '', code: code ?? '', cookie: cookie.split(';')[0] ?? '' }
  }

  it('ends in an account, once, in the browser that began it', async () => {
    const { state, code, cookie } = await agree()
    const elsewhere = await callback(`code=${code}&state=${state}`, { cookie: '' })
    expect(elsewhere.status).toBe(403)
    const wrong = await callback(`code=${code}&state=another`, { cookie })
    expect(wrong.status).toBe(403)
    const done = await callback(`code=${code}&state=${state}`, { cookie })
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('@anna is connected')])
    expect(done.headers.get('content-security-policy')).not.toContain('unsafe')
    const again = await callback(`code=${code}&state=${state}`, { cookie })
    expect(again.status).toBe(409)
    expect(await listAccounts(installation.store.db)).toHaveLength(1)
  })

  it('that was denied changes nothing', async () => {
    const { state, cookie } = await agree()
    const denied = await callback(`error=access_denied&error_reason=user_denied&state=${state}`, { cookie })
    expect([denied.status, await denied.text()]).toEqual([403, expect.stringContaining('Not granted')])
  })
})

describe('what Meta calls', () => {
  const signed = (payload: object, secret = sandbox.appSecret): string => {
    const text = Buffer.from(JSON.stringify({ algorithm: 'HMAC-SHA256', ...payload })).toString('base64url')
    return `${createHmac('sha256', secret).update(text).digest('base64url')}.${text}`
  }
  const post = (path: string, request: string) =>
    server.ask(path, {
      method: 'POST',
      body: new URLSearchParams({ signed_request: request }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie: '' },
    })
  const userId = async () => (await listAccounts(installation.store.db))[0]?.userId

  it('to delete somebody’s data is done, and the code leads to a page that says so', async () => {
    await paste()
    const answer = await post('/meta/delete', signed({ user_id: await userId() }))
    const { url, confirmation_code: code } = (await answer.json()) as Record<string, string>
    expect(await listAccounts(installation.store.db)).toEqual([])
    expect(url).toBe(`https://ever.example/meta/delete/${code}`)
    const page = await server.ask(`/meta/delete/${code}`)
    expect(await page.text()).toContain('has been deleted')
    expect(await (await server.ask('/meta/delete/another')).text()).toContain('Nothing is stored')
  })

  it('is believed with the signature of the app alone', async () => {
    await paste()
    for (const path of ['/meta/delete', '/meta/deauthorize']) {
      const forged = await post(path, signed({ user_id: await userId() }, 'another secret'))
      expect([forged.status, await forged.json()]).toMatchObject([403, { code: 'signature-wrong' }])
    }
    expect(await listAccounts(installation.store.db)).toHaveLength(1)
    expect((await post('/meta/deauthorize', signed({ user_id: await userId() }))).status).toBe(200)
  })

  it('of a webhook is verified when it subscribes and whenever it comes', async () => {
    const settings = await (await server.ask('/api/v1/settings')).json()
    const { webhook_verify_token: verify } = settings as { webhook_verify_token: string }
    const subscribe = (text: string) =>
      server.ask(`/webhooks/threads?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${text}`)
    expect(await (await subscribe(verify)).text()).toBe('42')
    expect((await subscribe('wrong')).status).toBe(403)
    const body = JSON.stringify({ topic: 'moderate', values: { field: 'replies', value: { id: '1' } } })
    const signature = `sha256=${createHmac('sha256', sandbox.appSecret).update(body).digest('hex')}`
    const send = (headers: Record<string, string>) =>
      server.ask('/webhooks/threads', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', ...headers },
      })
    expect((await send({ 'x-hub-signature-256': signature })).status).toBe(200)
    expect((await send({})).status).toBe(403)
  })
})
