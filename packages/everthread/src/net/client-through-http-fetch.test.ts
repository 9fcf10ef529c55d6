/** The client speaks through this fetch, and reads its failures for what they are. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { type FetchLike, getMe, Secret, ThreadsTransportError } from '@everthread/client'
import { createSandbox } from '@everthread/sandbox'
import { expect, test } from 'vitest'
import { createHttpFetch } from './http-fetch.ts'

const TOKEN = new Secret('THAAcanary')

async function failureThrough(fetch: FetchLike, baseUrl: string): Promise<ThreadsTransportError> {
  const error = await getMe({ fetch, baseUrl }, { token: TOKEN }).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ThreadsTransportError)
  return error as ThreadsTransportError
}

test('a call against the sandbox', async () => {
  await using sandbox = await createSandbox({ seed: 'net', clock: 'frozen' })
  sandbox.users.put({ username: 'anna' })
  const { access_token: token } = sandbox.tokens.create({ user: 'anna' })
  const { fetch } = createHttpFetch()
  const profile = await getMe({ fetch, baseUrl: sandbox.url }, { token: new Secret(token) })
  expect(profile.username).toBe('anna')
})

test('nobody listening, an unknown host, a refused tunnel: never sent, each by its name', async () => {
  const listener = createServer((socket) => socket.resume().end('HTTP/1.1 407 No\r\n\r\n')).listen(
    0,
    '127.0.0.1',
  )
  await once(listener, 'listening')
  const host = `127.0.0.1:${(listener.address() as AddressInfo).port}`
  const direct = createHttpFetch().fetch
  const tunnelled = createHttpFetch({
    proxies: { httpsProxy: { name: 'HTTPS_PROXY', value: `http://${host}` } },
  }).fetch
  expect(await failureThrough(tunnelled, 'https://graph.example')).toMatchObject({
    code: 'proxy',
    outcome: 'not_sent',
    systemCode: 'ERR_PROXY_TUNNEL',
  })
  await new Promise((done) => listener.close(done))
  expect(await failureThrough(direct, `http://${host}`)).toMatchObject({
    code: 'network',
    outcome: 'not_sent',
    systemCode: 'ECONNREFUSED',
  })
  expect(await failureThrough(direct, 'https://nowhere.invalid')).toMatchObject({
    code: 'dns',
    outcome: 'not_sent',
  })
})

test('a connection cut after the call was sent: unknown', async () => {
  const listener = createServer((socket) => socket.once('data', () => socket.destroy())).listen(
    0,
    '127.0.0.1',
  )
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  expect(await failureThrough(createHttpFetch().fetch, `http://127.0.0.1:${port}`)).toMatchObject({
    code: 'network',
    outcome: 'unknown',
    systemCode: 'ECONNRESET',
  })
  await new Promise((done) => listener.close(done))
})
