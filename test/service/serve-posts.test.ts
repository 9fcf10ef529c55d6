/** The service as a program of its own: an owner, a key, an upload, a post that goes out, one that a phone takes over. */
import { createSandbox, type Sandbox } from '@everthread/sandbox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pngFile } from '../../packages/everthread/src/media/test-files.ts'
import { adoptInto } from '../support/adopt.ts'
import { type Everthread, everthreadFromSource } from '../support/everthread.ts'
import type { RunningProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { untilAsync } from '../support/until.ts'

const PASSWORD = 'correct horse battery'

let sandbox: Sandbox
let home: TestHome
let everthread: Everthread
let service: RunningProcess
let base: string
let key: string

beforeAll(async () => {
  sandbox = await createSandbox()
  sandbox.users.put({ username: 'anna' })
  const { access_token: token } = sandbox.tokens.create({ user: 'anna', age: '2d' })
  home = createTestHome(sandbox.url)
  everthread = everthreadFromSource()
  home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
  await adoptInto(home, { apiBaseUrl: sandbox.url, token, file: '.env' })
  await everthread.run(home, ['owner', 'create', 'anna'], { stdin: `${PASSWORD}\n` })
  service = everthread.start(home, ['serve'], { env: { EVERTHREAD_PORT: '0' } })
  await service.said('/healthz')
  base = /http:\/\/[\d.:]+(?=\/healthz)/.exec(service.stderr() + service.stdout())?.[0] ?? ''
  key = await makeKey()
}, 60_000)

afterAll(async () => {
  await service[Symbol.asyncDispose]()
  await sandbox.close()
  home[Symbol.dispose]()
})

async function makeKey(): Promise<string> {
  const login = await post('/session', { name: 'anna', password: PASSWORD }, { origin: base })
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
  const made = await post(
    '/api-keys',
    { name: 'test', scopes: ['read', 'posts:write', 'media:write'] },
    { cookie, origin: base },
  )
  if (!made.ok) throw new Error(`key: ${made.status} ${await made.text()}`)
  const { secret } = (await made.json()) as { readonly secret: string }
  return secret
}

function post(
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = asKey(),
): Promise<Response> {
  const json = { 'content-type': 'application/json', ...headers }
  return fetch(`${base}/api/v1${path}`, { method: 'POST', headers: json, body: JSON.stringify(body) })
}

function asKey(): Record<string, string> {
  return { authorization: `Bearer ${key}` }
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${base}/api/v1${path}`, { headers: asKey() })
  return (await response.json()) as T
}

interface Written {
  readonly post: { readonly id: string; readonly version: number; readonly state: string }
}

async function accountId(): Promise<string> {
  const { accounts } = await get<{ readonly accounts: readonly [{ readonly account: { readonly account_id: string } }] }>('/accounts')
  return accounts[0].account.account_id
}

async function stateOf(id: string): Promise<string> {
  return (await get<Written['post']>(`/posts/${id}`)).state
}

it('publishes a post that the API was given, once', async () => {
  const order = {
    account_id: await accountId(),
    parts: [{ content: { text: 'From the API' } }],
    when: { kind: 'now' },
  }
  const twice = { ...asKey(), 'idempotency-key': 'the-same' }
  const [first, second] = [await post('/posts', order, twice), await post('/posts', order, twice)]
  expect([first.status, second.status], await first.clone().text()).toEqual([201, 201])
  const { post: written } = (await first.json()) as Written
  expect(((await second.json()) as Written).post.id).toBe(written.id)
  await untilAsync(async () => (await stateOf(written.id)) === 'published', 'it is out')
  const live = await fetch(`${sandbox.url}/__sandbox/posts?user=anna`)
  expect(((await live.json()) as { readonly posts: readonly unknown[] }).posts).toHaveLength(1)
})

it('keeps an upload, and hands the post of it over to a phone, because nobody reaches it here', async () => {
  const headers = { ...asKey(), 'content-type': 'application/octet-stream' }
  const body = new Uint8Array(pngFile())
  const uploaded = await fetch(`${base}/api/v1/media?name=p.png`, { method: 'POST', headers, body })
  expect(uploaded.status, await uploaded.clone().text()).toBe(201)
  const { id: media_id } = (await uploaded.json()) as { readonly id: string }
  const content = { text: 'With a picture', media: [{ kind: 'stored', media_id }] }
  const created = await post('/posts', {
    account_id: await accountId(),
    parts: [{ content }],
    when: { kind: 'now' },
  })
  expect(created.status, await created.clone().text()).toBe(201)
  const { post: written } = (await created.json()) as Written
  await untilAsync(async () => (await stateOf(written.id)) === 'held', 'it waits where it is seen')
  const { version } = await get<Written['post']>(`/posts/${written.id}`)
  const linked = await post(`/posts/${written.id}/hand-off`, { version })
  const { url } = (await linked.json()) as { readonly url: string }
  const page = await fetch(new URL(new URL(url).pathname, base))
  expect([page.status, page.headers.get('referrer-policy')]).toEqual([200, 'no-referrer'])
  const html = await page.text()
  expect(html).toContain('With a picture')
  const picture = /\/media\/[\w/.-]+/.exec(html)?.[0] ?? ''
  const shown = await fetch(base + picture)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
})
