import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createHttpFetch } from '../net/http-fetch.ts'
import { systemClock } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import { failUrl, parseHeartbeatUrl, sendHeartbeat } from './heartbeat.ts'

const SECRET = '0f3c2a11-canary'
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function startWatcher(listener: RequestListener) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    listener(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    server.close()
    server.closeAllConnections()
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { asked, host, url: new URL(`http://${host}/${SECRET}?rid=1`) }
}

const deps = { clock: systemClock, fetch: createHttpFetch().fetch }

test('a healthy round is a GET of the URL, trouble a GET of its /fail, before the query', async () => {
  const watcher = await startWatcher((_request, response) => response.end('OK'))
  const outcomes = [
    await sendHeartbeat(watcher.url, 'healthy', deps),
    await sendHeartbeat(watcher.url, 'trouble', deps),
  ]
  expect(watcher.asked).toEqual([`GET /${SECRET}?rid=1`, `GET /${SECRET}/fail?rid=1`])
  expect(outcomes).toEqual([
    { kind: 'sent', host: watcher.host },
    { kind: 'sent', host: watcher.host },
  ])
})

test.each([
  ['https://hc-ping.com/uuid', 'https://hc-ping.com/uuid/fail'],
  ['https://hc-ping.com/uuid/', 'https://hc-ping.com/uuid/fail'],
  ['https://hc-ping.com/uuid?create=1', 'https://hc-ping.com/uuid/fail?create=1'],
  ['https://example.com', 'https://example.com/fail'],
])('the failure of %s goes to %s', (url, expected) => {
  expect(failUrl(new URL(url)).href).toBe(expected)
})

test('an answer other than 2xx is told by its status, and names the host only', async () => {
  const watcher = await startWatcher((_request, response) => response.writeHead(404).end('not found'))
  const outcome = await sendHeartbeat(watcher.url, 'healthy', deps)
  expect(outcome).toEqual({
    kind: 'failed',
    host: watcher.host,
    failure: { kind: 'status', status: 404 },
  })
  expect(JSON.stringify(outcome)).not.toContain(SECRET)
})

test('no answer is told by its code, and never thrown, whatever the fetch says of the URL', async () => {
  const watcher = await startWatcher((request) => request.socket.destroy())
  expect(await sendHeartbeat(watcher.url, 'healthy', deps)).toMatchObject({
    failure: { kind: 'no-answer', code: 'ECONNRESET' },
  })
  const loud = () => Promise.reject(new Error(`cannot fetch ${watcher.url.href}`))
  const outcome = await sendHeartbeat(watcher.url, 'healthy', { clock: systemClock, fetch: loud })
  expect(outcome).toMatchObject({ failure: { kind: 'no-answer', code: 'UNKNOWN' } })
  expect(JSON.stringify(outcome)).not.toContain(SECRET)
})

test('a watcher that says nothing is left after ten seconds', async () => {
  const clock = createTestClock()
  const asked = Promise.withResolvers<void>()
  const watcher = await startWatcher(() => asked.resolve())
  const sending = sendHeartbeat(watcher.url, 'healthy', { ...deps, clock })
  await asked.promise
  await clock.advance(10_000)
  expect(await sending).toMatchObject({ failure: { kind: 'no-answer', code: 'TIMEOUT' } })
  expect(clock.sleeping()).toBe(0)
})

test('an answer leaves no timer and no connection behind', async () => {
  const clock = createTestClock()
  const closed = Promise.withResolvers<void>()
  const watcher = await startWatcher((request, response) => {
    request.socket.on('close', () => closed.resolve())
    response.writeHead(200).write('the rest never comes')
  })
  expect(await sendHeartbeat(watcher.url, 'healthy', { ...deps, clock })).toMatchObject({ kind: 'sent' })
  await closed.promise
  expect(clock.sleeping()).toBe(0)
})

test.each(['', 'hc-ping.com/uuid', 'ftp://example.com/x', 'javascript:alert(1)'])(
  '%j is no heartbeat URL',
  (text) => {
    expect(parseHeartbeatUrl(text)).toBeUndefined()
  },
)

test('a heartbeat URL may have space around it', () => {
  expect(parseHeartbeatUrl(' https://hc-ping.com/uuid\n')?.href).toBe('https://hc-ping.com/uuid')
})
