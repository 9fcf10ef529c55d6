/** What a socket adds: bodies that are announced, streams that are open when the service ends. */
import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Listening } from './listen.ts'
import { startServer } from './start-server.ts'
import { createTestServer, type TestServer } from './test-server.ts'

let server: TestServer
let listening: Listening
beforeEach(async () => {
  server = await createTestServer()
  await server.becomeOwner()
  listening = await startServer(server.deps, { host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  await listening[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

function open(method: string, path: string, headers: Record<string, string> = {}): ClientRequest {
  return request(`${listening.url}${path}`, {
    method,
    headers: { cookie: server.cookie() ?? '', ...headers },
    agent: false,
  })
}

async function answerOf(asked: ClientRequest): Promise<{ status: number | undefined; text: string }> {
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk)
  return { status: response.statusCode, text }
}

it('takes a POST without a body', async () => {
  const asked = open('POST', '/api/v1/accounts/nobody/check')
  asked.end()
  expect(await answerOf(asked)).toMatchObject({
    status: 404,
    text: expect.stringContaining('account-unknown'),
  })
})

it('reads a body that is announced', async () => {
  const body = JSON.stringify({ name: 'ci', scopes: ['read'] })
  const asked = open('POST', '/api/v1/api-keys', {
    'content-type': 'application/json',
    'idempotency-key': 'one',
  })
  asked.end(body)
  expect((await answerOf(asked)).status).toBe(201)
})

it('refuses ten megabytes before they are sent', async () => {
  const asked = open('POST', '/api/v1/api-keys', {
    'content-type': 'application/json',
    'content-length': String(10 * 1024 * 1024),
  })
  asked.on('error', () => undefined) // The connection may end while nobody has sent the rest.
  asked.flushHeaders()
  expect(await answerOf(asked)).toMatchObject({ status: 413 })
  asked.destroy()
})

it('refuses a body that does not say how long it is', async () => {
  const asked = open('POST', '/api/v1/api-keys', {
    'content-type': 'application/json',
    'transfer-encoding': 'chunked',
  })
  asked.end('{}')
  expect((await answerOf(asked)).status).toBe(411)
})

it('ends though a stream is open', async () => {
  const asked = open('GET', '/api/v1/events', { accept: 'text/event-stream' })
  asked.end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  const closed = new Promise((resolve) => response.once('close', resolve))
  response.on('error', () => undefined)
  await once(response, 'data')
  await listening[Symbol.asyncDispose]()
  await closed
  expect(response.destroyed).toBe(true)
})
