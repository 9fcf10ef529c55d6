import { createHmac } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Api, withApi } from '../../test-support/api.ts'

/** An application that is told things by Meta. */
let server: Server
let url = ''
let received: { path: string; form: URLSearchParams }[] = []

beforeEach(async () => {
  received = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      received.push({ path: request.url ?? '', form: new URLSearchParams(body) })
      response.end('{"url":"https://x.example/deletion?id=abc123","confirmation_code":"abc123"}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterEach(() => new Promise((resolve) => server.close(resolve)))

function registerCallbacks({ sandbox }: Api): void {
  sandbox.apps.put({ app_id: sandbox.appId, deauthorize_url: `${url}/gone`, delete_url: `${url}/forget` })
}

function payloadOf(index: number, secret: string): unknown {
  const [signature, payload = ''] = received[index]?.form.get('signed_request')?.split('.') ?? []
  expect(signature).toBe(createHmac('sha256', secret).update(payload).digest('base64url'))
  return JSON.parse(Buffer.from(payload, 'base64url').toString())
}

test('a data deletion is really POSTed, signed, and its answer is handed back', async () => {
  await withApi(async (api) => {
    registerCallbacks(api)
    const { id } = api.sandbox.users.put({ username: 'anna' })
    const { json } = await api.control('callbacks', { kind: 'delete', user: 'anna' })
    expect(json).toMatchObject({ kind: 'answered', url: `${url}/forget`, status: 200 })
    expect(JSON.parse(json.body).confirmation_code).toBe('abc123')
    expect(received[0]?.path).toBe('/forget')
    const issued_at = Math.floor(api.sandbox.clock.now() / 1000)
    expect(payloadOf(0, api.sandbox.appSecret)).toEqual({ algorithm: 'HMAC-SHA256', issued_at, user_id: id })
  })
})

test('somebody who removes the app (458) makes Meta tell the app; other revocations do not', async () => {
  await withApi(async (api) => {
    registerCallbacks(api)
    const access_token = api.token()
    await api.sandbox.revoke({ user: 'anna', subcode: 460 })
    expect(received).toEqual([])
    const { callbacks } = await api.sandbox.revoke({ user: 'anna', subcode: 458 })
    expect(callbacks).toMatchObject([{ kind: 'answered', status: 200 }])
    expect(received.map(({ path }) => path)).toEqual(['/gone'])
    await api.sandbox.revoke({ access_token, subcode: 458 })
    expect(received).toHaveLength(2)
  })
})

test('deauthorizing by a control call leaves the tokens alone', async () => {
  await withApi(async (api) => {
    registerCallbacks(api)
    const access_token = api.token()
    await api.sandbox.callback({ kind: 'deauthorize', user: 'anna' })
    expect(received.map(({ path }) => path)).toEqual(['/gone'])
    expect((await api.get('/me', { access_token })).status).toBe(200)
  })
})

test('an app without callback URLs, and one that cannot be reached, are reported', async () => {
  await withApi(async (api) => {
    api.sandbox.users.put({ username: 'anna' })
    expect(await api.sandbox.callback({ kind: 'delete', user: 'anna' })).toEqual({ kind: 'not_configured' })
    api.sandbox.apps.put({ app_id: api.sandbox.appId, delete_url: 'http://127.0.0.1:1/' })
    const outcome = await api.sandbox.callback({ kind: 'delete', user: 'anna' })
    expect(outcome).toMatchObject({ kind: 'failed', url: 'http://127.0.0.1:1/' })
    expect((await api.control('callbacks', { kind: 'x', user: 'anna' })).status).toBe(400)
    expect((await api.control('callbacks', { kind: 'delete', user: 'bob' })).status).toBe(400)
  })
})
