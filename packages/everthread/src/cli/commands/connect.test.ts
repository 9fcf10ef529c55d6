import { once } from 'node:events'
import { mkdirSync, statSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { createHttpFetch } from '../../net/http-fetch.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestContext, ended, secretsIn } from '../test-context.ts'
import { createStage, DATA_FOLDER, type Stage, type Surroundings } from '../test-command.ts'
import { runAdopt } from './adopt.ts'
import { type ConnectOptions, runConnect } from './connect.ts'
import { runStatus } from './status.ts'

const { fetch } = createHttpFetch()
let stage: Stage
let app: { readonly THREADS_APP_ID: string; readonly THREADS_APP_SECRET: string }
beforeEach(async () => {
  stage = await createStage()
  const { appId, appSecret } = stage.sandbox
  app = { THREADS_APP_ID: appId, THREADS_APP_SECRET: appSecret }
})
afterEach(() => stage[Symbol.asyncDispose]())

/** Begins a login whose answers the test types in. */
function begin(options: ConnectOptions = {}, surroundings: Surroundings = {}) {
  const stdin = new PassThrough()
  const { sandbox, cwd } = stage
  const terminal = createTestContext({ sandbox, cwd, env: app, stdin, ...surroundings })
  const done = ended(runConnect(terminal.context, { paste: true, ...options }))
  return {
    said: (text: string | RegExp) => terminal.said(text),
    type: (line: string) => void stdin.write(`${line}\n`),
    hangUp: () => void stdin.end(),
    url: async () => {
      await terminal.said(/oauth\/authorize\?\S+/)
      return /http\S+\/oauth\/authorize\?\S+/.exec(terminal.err())?.[0] ?? ''
    },
    finish: async () => {
      const end = await done
      terminal[Symbol.dispose]()
      const ran = { ...end, out: terminal.out(), err: terminal.err() }
      expect(secretsIn(JSON.stringify(ran), sandbox)).toEqual([])
      return ran
    },
  }
}

/** What the person does in the login window; resolves with the address that the browser ends on. */
async function decide(url: string, form: Record<string, string> = {}): Promise<string> {
  const { origin, pathname, searchParams } = new URL(url)
  for (const [name, value] of Object.entries({ user: 'anna', decision: 'approve', ...form }))
    searchParams.set(name, value)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { signal } = new AbortController()
  const body = searchParams.toString()
  const answer = await fetch(`${origin}${pathname}`, { method: 'POST', headers, body, signal })
  return answer.headers.get('location') ?? ''
}

/** A whole login by pasting. */
async function connect(options: ConnectOptions = {}, surroundings: Surroundings = {}, user = 'anna') {
  const login = begin(options, surroundings)
  login.type(await decide(await login.url(), { user }))
  return login.finish()
}

test('a login ends with a 60-day token in the .env, born 0600, and in the data folder', async () => {
  const { exitCode, out, err } = await connect({ env: 'new.env' }, { json: true })
  expect(exitCode).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    schema: 'everthread/connect@1',
    ok: true,
    account: { username: 'anna' },
    token: { kind: 'long', missing_scopes: [] },
    sink: { path: join(stage.cwd, 'new.env'), changed: true },
    decision: { kind: 'wait', reason: 'fresh' },
    problems: [],
  })
  expect(err).toContain('Open this address in a browser')
  expect(stage.readEnv('new.env')).toMatch(/^THREADS_ACCESS_TOKEN=TH\S+\n$/)
  expect(statSync(join(stage.cwd, 'new.env')).mode & 0o777).toBe(0o600)
  const status = await stage.run(runStatus, { json: true })
  expect(JSON.parse(status.out)).toMatchObject({ accounts: [{ account: { username: 'anna' } }] })
})

test('in Russian', async () => {
  const { out, err } = await connect({ env: '.env' }, { lang: 'ru' })
  expect(err).toContain('Откройте этот адрес в браузере')
  expect(out).toContain('@anna: вход выполнен')
})

test('without --env, ./.env is written where there is one, and none is made where there is not', async () => {
  const alone = await connect()
  expect(alone.exitCode).toBe(0)
  expect(alone.err).toContain('written to no file')
  expect(stage.has('.env')).toBe(false)
  stage.writeEnv('A=1\n')
  await connect()
  expect(stage.readEnv()).toMatch(/^A=1\nTHREADS_ACCESS_TOKEN=TH\S+\n$/)
})

test('a dead token is replaced, its comment stays, and the account’s other files get the new one', async () => {
  const dead = stage.token({ age: '20d' })
  for (const name of ['.env', 'other.env']) {
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${dead} # mine\n`, name)
    await stage.run((context) => runAdopt(context, { env: name }))
  }
  await stage.sandbox.revoke({ access_token: dead, subcode: 460 })
  const { exitCode, err } = await connect({ env: '.env' })
  expect(exitCode).toBe(0)
  expect(stage.readEnv()).toMatch(/^THREADS_ACCESS_TOKEN=TH\S+ # mine\n$/)
  expect(stage.readEnv()).not.toContain(dead)
  expect(stage.readEnv('other.env')).toBe(stage.readEnv())
  expect(err).toContain('other.env')
})

test('the browser’s answer arrives by itself', async () => {
  const redirectUri = `https://localhost:${await freePort()}/callback`
  stage.sandbox.apps.put({ app_id: stage.sandbox.appId, redirect_uris: [redirectUri] })
  const login = begin({ env: '.env', redirectUri, paste: false })
  const address = await decide(await login.url())
  const request = requestHttps(address, { rejectUnauthorized: false, agent: false })
  request.end()
  const [page] = (await once(request, 'response')) as [IncomingMessage]
  page.resume()
  expect((await login.finish()).exitCode).toBe(0)
  expect(stage.has('.env')).toBe(true)
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((closed) => server.close(closed))
  return port
}

test('an answer to another login is refused, and the right one is still taken', async () => {
  const login = begin({ env: '.env' })
  const address = await decide(await login.url())
  login.type(address.replace(/state=[^&#]+/, 'state=another'))
  await login.said('belongs to another login and was refused')
  expect(stage.has('.env')).toBe(false)
  login.type(address)
  expect((await login.finish()).exitCode).toBe(0)
})

test.each([
  ['en', 'the access was not granted'],
  ['ru', 'доступ не разрешён'],
] as const)('a denial changes nothing: exit 3 (%s)', async (lang, why) => {
  const login = begin({ env: '.env' }, { lang })
  login.type(await decide(await login.url(), { decision: 'deny' }))
  const ran = await login.finish()
  expect(ran).toMatchObject({ exitCode: 3, code: 'denied' })
  expect(ran.message).toContain(why)
  expect(stage.has('.env')).toBe(false)
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test.each([
  [1349168, 'redirect-uri-wrong', 'Redirect Callback URLs'],
  [1349245, 'not-a-tester', 'App roles → Roles → Add People → Threads Tester'],
  [1349026, 'app-id-wrong', 'App settings → Basic'],
  [4476002, 'app-id-wrong', 'App settings → Basic'],
])(
  'the login window’s own error %i is explained, with the place to repair it',
  async (error_code, code, place) => {
    const login = begin()
    await login.url()
    login.type(JSON.stringify({ error_message: 'Whatever.', error_code }))
    const ran = await login.finish()
    expect(ran).toMatchObject({ exitCode: 3, code })
    expect(ran.remedy).toContain(place)
    expect(ran.remedy).toContain('https://')
  },
)

test('input that ends without an answer ends the login', async () => {
  const login = begin()
  await login.url()
  login.hangUp()
  expect(await login.finish()).toMatchObject({ exitCode: 3, code: 'input-ended' })
})

test('Ctrl+C gives the login up', async () => {
  const stop = new AbortController()
  const login = begin({}, { signal: stop.signal })
  await login.url()
  stop.abort()
  expect(await login.finish()).toMatchObject({ exitCode: 1, code: 'given-up' })
})

test('a code that was used already is said', async () => {
  const first = begin({ env: '.env' })
  const address = await decide(await first.url())
  stage.sandbox.faults.add({
    endpoint: 'oauth_access_token',
    fault: { kind: 'error', code: 100, error_subcode: 4279030 },
  })
  first.type(address)
  const ran = await first.finish()
  expect(ran).toMatchObject({ exitCode: 3, code: 'code-used' })
  expect(stage.has('.env')).toBe(false)
})

test.each([
  { title: 'a wrong secret', fault: { kind: 'error', code: 101 }, exitCode: 3, code: 'app-secret-wrong' },
  {
    title: 'what may be a wrong secret',
    fault: { kind: 'error', code: 1, status: 400 },
    exitCode: 4,
    code: 'exchange-refused',
  },
  { title: 'another address', fault: { kind: 'error', code: 191 }, exitCode: 3, code: 'redirect-uri-wrong' },
  { title: 'no answer', fault: { kind: 'drop', when: 'before' }, exitCode: 4, code: 'network' },
  { title: 'Meta’s own trouble', fault: { kind: 'status', status: 503 }, exitCode: 4, code: 'server-error' },
] as const)('$title at the exchange of the code', async ({ fault, exitCode, code }) => {
  stage.sandbox.faults.add({ endpoint: 'oauth_access_token', fault })
  expect(await connect({ env: '.env' })).toMatchObject({ exitCode, code })
  expect(stage.has('.env')).toBe(false)
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test('no answer at the exchange for 60 days: exit 4, and nothing is created', async () => {
  stage.sandbox.faults.add({ endpoint: 'access_token', fault: { kind: 'drop', when: 'before' } })
  const { exitCode, out } = await connect({ env: '.env' }, { json: true })
  expect(exitCode).toBe(4)
  expect(JSON.parse(out)).toMatchObject({ ok: false, problems: [{ code: 'network' }] })
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test.each([
  ['nothing', {}, 'THREADS_APP_ID and THREADS_APP_SECRET'],
  ['the id alone', { THREADS_APP_ID: '123456' }, 'THREADS_APP_SECRET'],
])(
  'where nobody can be asked, %s is not enough: exit 3, and the login does not begin',
  async (_title, env, names) => {
    const ran = await begin({}, { env }).finish()
    expect(ran).toMatchObject({ exitCode: 3, code: 'app-missing' })
    expect(ran.message).toContain(names)
    expect(ran.err).toBe('')
  },
)

test('at a terminal they are asked for', async () => {
  const login = begin({ env: '.env' }, { env: {}, interactive: true })
  await login.said('Threads app ID')
  login.type(app.THREADS_APP_ID)
  await login.said('Threads app secret')
  login.type(app.THREADS_APP_SECRET)
  login.type(await decide(await login.url()))
  expect(await login.finish()).toMatchObject({ exitCode: 0 })
})

test('they are remembered: the next login asks for nothing', async () => {
  await connect()
  expect(await connect({}, { env: {} })).toMatchObject({ exitCode: 0 })
})

test('an app id that is none is a wrong setting', async () => {
  const ran = await begin({}, { env: { ...app, THREADS_APP_ID: 'my-app' } }).finish()
  expect(ran).toMatchObject({ exitCode: 2, code: 'app-id' })
})

test.each(['http://example.com/callback', 'callback', 'https://example.com/#a'])(
  '--redirect-uri %s is a wrong command line',
  async (redirectUri) => {
    const ran = await begin({ redirectUri }).finish()
    expect(ran).toMatchObject({ exitCode: 2, code: 'usage' })
    expect(ran.message).toContain(redirectUri)
  },
)

test('a place that cannot be written is told before the login', async () => {
  mkdirSync(join(stage.cwd, 'folder'))
  const ran = await begin({ env: 'folder' }).finish()
  expect(ran).toMatchObject({ exitCode: 1, code: 'is-folder', err: '' })
})

test('somebody else logs in: the file is still the former account’s, and --switch-account gives it away', async () => {
  const annas = `THREADS_ACCESS_TOKEN=${stage.token()}\n`
  stage.writeEnv(annas)
  await stage.run((context) => runAdopt(context, {}))
  const refused = await connect({ env: '.env' }, {}, 'boris')
  expect(refused.exitCode).toBe(3)
  expect(refused.err).toContain('@boris’s, not @anna’s')
  expect(stage.readEnv()).toBe(annas)
  expect(await connect({ env: '.env', switchAccount: true }, {}, 'boris')).toMatchObject({ exitCode: 0 })
  expect(stage.readEnv()).not.toBe(annas)
})

test('fewer permissions than asked for are a warning', async () => {
  const login = begin({ env: '.env' }, { json: true })
  login.type(await decide(await login.url(), { granted: 'threads_content_publish' }))
  const { exitCode, out } = await login.finish()
  expect(exitCode).toBe(0)
  expect(JSON.parse(out)).toMatchObject({
    ok: true,
    token: { missing_scopes: ['threads_manage_insights'] },
    problems: [{ code: 'scope-missing' }],
  })
})
