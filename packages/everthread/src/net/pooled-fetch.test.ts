/** Through the pool as through the command line's fetch: the same answers, the same failures. */
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { createServer as createHttpServer } from 'node:http'
import { type FetchLike, getMe, Secret, ThreadsTransportError } from '@everthread/client'
import { createSandbox } from '@everthread/sandbox'
import { expect, test } from 'vitest'
import { createHttpFetch } from './http-fetch.ts'
import { createPooledFetch } from './pooled-fetch.ts'

const TOKEN = new Secret('THAAcanary')

/** As many calls at once as load the pool, and then some through it. */
async function warm(fetch: FetchLike, baseUrl: string): Promise<void> {
  for (let round = 0; round < 2; round += 1) {
    const calls = Array.from({ length: 8 }, () => getMe({ fetch, baseUrl }, { token: TOKEN }))
    await Promise.allSettled(calls)
    await import('undici')
  }
}

async function failureThrough(fetch: FetchLike, baseUrl: string): Promise<ThreadsTransportError> {
  const error = await getMe({ fetch, baseUrl, timeoutMs: 500 }, { token: TOKEN }).catch(
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(ThreadsTransportError)
  return error as ThreadsTransportError
}

test('many calls at once are answered, before and after the pool is there', async () => {
  await using sandbox = await createSandbox({ seed: 'pool', clock: 'frozen' })
  sandbox.users.put({ username: 'anna' })
  const token = new Secret(sandbox.tokens.create({ user: 'anna' }).access_token)
  await using direct = createHttpFetch({ keepAlive: true })
  let past = 0
  const counted = {
    ...direct,
    fetch: (...call: Parameters<typeof direct.fetch>) => ((past += 1), direct.fetch(...call)),
  }
  await using pooled = createPooledFetch({ direct: counted, proxies: {} })
  await warm(pooled.fetch, sandbox.url)
  const before = past
  const calls = Array.from({ length: 50 }, () =>
    getMe({ fetch: pooled.fetch, baseUrl: sandbox.url }, { token }),
  )
  expect(new Set((await Promise.all(calls)).map(({ username }) => username))).toEqual(new Set(['anna']))
  expect(past).toBe(before)
})

test('through a proxy calls go by the fetch that knows of it', async () => {
  const httpsProxy = { name: 'HTTPS_PROXY', value: 'socks://127.0.0.1:1' }
  await using direct = createHttpFetch({ proxies: { httpsProxy } })
  await using pooled = createPooledFetch({ direct, proxies: { httpsProxy } })
  await warm(pooled.fetch, 'https://graph.example')
  expect(await failureThrough(pooled.fetch, 'https://graph.example')).toMatchObject({
    code: 'proxy',
    outcome: 'not_sent',
  })
})

test('nobody listening was never sent; what was cut, or never answered, may have been', async () => {
  await using direct = createHttpFetch()
  await using pooled = createPooledFetch({ direct, proxies: {} })
  const listener = createServer((socket) => socket.once('data', () => socket.destroy())).listen(
    0,
    '127.0.0.1',
  )
  await once(listener, 'listening')
  const url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}`
  await warm(pooled.fetch, url)
  expect(await failureThrough(pooled.fetch, url)).toMatchObject({ code: 'network', outcome: 'unknown' })
  await new Promise((done) => listener.close(done))
  expect(await failureThrough(pooled.fetch, url)).toMatchObject({ code: 'network', outcome: 'not_sent' })
  expect(await failureThrough(pooled.fetch, 'http://127.0.0.1:1')).toMatchObject({ outcome: 'not_sent' })
  const silent = createHttpServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  expect(await failureThrough(pooled.fetch, `http://127.0.0.1:${port}`)).toMatchObject({
    code: 'timeout',
    outcome: 'unknown',
  })
  silent.closeAllConnections()
  await new Promise((done) => silent.close(done))
})
