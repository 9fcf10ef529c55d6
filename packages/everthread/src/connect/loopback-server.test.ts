import { once } from 'node:events'
import { get as getHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps, type RequestOptions } from 'node:https'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import {
  LoopbackListenError,
  type LoopbackServer,
  loginPort,
  startLoopbackServer,
} from './loopback-server.ts'

const STATE = 'the-state'
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

async function takePort(port = 0): Promise<{ port: number; server: Server }> {
  const server = createServer().listen(port, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, server }
}

async function freePort(): Promise<number> {
  const { port, server } = await takePort()
  await new Promise((done) => server.close(done))
  return port
}

async function start(redirectUri: string, forwardPort?: number) {
  const wrongStates: string[] = []
  const server = await startLoopbackServer({
    redirectUri: new URL(redirectUri),
    state: STATE,
    language: 'ru',
    ...(forwardPort === undefined ? {} : { forwardPort }),
    onWrongState: () => wrongStates.push('told'),
  })
  cleanups.push(() => server[Symbol.asyncDispose]())
  return { server, wrongStates }
}

interface Page {
  readonly status: number | undefined
  readonly headers: IncomingMessage['headers']
  readonly html: string
}

async function read(response: IncomingMessage): Promise<Page> {
  let html = ''
  for await (const chunk of response.setEncoding('utf8')) html += String(chunk)
  return { status: response.statusCode, headers: response.headers, html }
}

/** As a browser whose user clicked "continue" on the warning. */
async function browse(url: string, options: RequestOptions = {}): Promise<Page> {
  const request = requestHttps(url, { rejectUnauthorized: false, agent: false, ...options })
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return await read(response)
}

async function browsePlain(url: string): Promise<Page> {
  const [response] = (await once(getHttp(url, { agent: false }), 'response')) as [IncomingMessage]
  return await read(response)
}

/** Whether the answer is there already. */
const answered = (server: LoopbackServer) =>
  Promise.race([
    server.answer.then(({ kind }) => kind),
    new Promise((done) => setImmediate(() => done('pending'))),
  ])

test('over TLS, on both families of localhost, the callback is taken and the person sees a page', async () => {
  const base = `https://localhost:${await freePort()}`
  const { server } = await start(`${base}/callback`)
  for (const host of ['127.0.0.1', '[::1]']) {
    const page = await browse(`${base.replace('localhost', host)}/callback?code=AQBx&state=${STATE}#_`)
    expect(page.status).toBe(200)
    expect(page.html).toContain('<h1>Доступ разрешён</h1>')
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(page.html).not.toContain('AQBx')
  }
  const answer = await server.answer
  expect(answer.kind === 'granted' && answer.code.reveal()).toBe('AQBx')
})

test('it goes on waiting after a favicon, a post, garbage and another login’s answer', async () => {
  const base = `https://localhost:${await freePort()}`
  const { server, wrongStates } = await start(`${base}/callback`)
  const right = `${base}/callback?code=AQBx&state=${STATE}`
  expect((await browse(`${base}/favicon.ico`)).status).toBe(404)
  expect((await browse(`${base}/callback`)).status).toBe(404)
  expect((await browse(`${base}/callback?code=AQ%20Bx&state=${STATE}`)).status).toBe(404)
  expect((await browse(`${base}/callback?code=AQBx`)).status).toBe(404)
  expect((await browse(right, { method: 'POST' })).status).toBe(405)
  expect((await browse(right, { method: 'HEAD' })).status).toBe(405)
  const wrong = await browse(`${base}/callback?code=EVIL&state=another`)
  expect([wrong.status, wrongStates]).toEqual([400, ['told']])
  expect(wrong.html).toContain('Это другой вход')
  expect(await answered(server)).toBe('pending')
  await browse(right)
  expect(await answered(server)).toBe('granted')
})

test('something that is not HTTP, or not TLS, does not end it', async () => {
  const port = await freePort()
  const { server } = await start(`https://localhost:${port}/callback`)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.end('GET /callback?code=AQBx HTTP/1.1\r\n\r\n')
  await once(socket, 'close')
  await browse(`https://localhost:${port}/callback?code=AQBx&state=${STATE}`)
  expect(await answered(server)).toBe('granted')
})

test('a refusal ends the login, and its page says that nothing was changed', async () => {
  const base = `https://localhost:${await freePort()}`
  const { server } = await start(`${base}/callback`)
  const page = await browse(`${base}/callback?error=access_denied&error_reason=user_denied`)
  expect([page.status, await answered(server)]).toEqual([200, 'denied'])
  expect(page.html).toContain('Ничего не изменено')
})

test('a redirect URI on http: loopback is served plainly', async () => {
  const base = `http://127.0.0.1:${await freePort()}`
  const { server } = await start(`${base}/callback`)
  await browsePlain(`${base}/callback?code=AQBx&state=${STATE}`)
  expect(await answered(server)).toBe('granted')
})

test('behind somebody’s own HTTPS address plain HTTP waits on loopback, and a refusal must carry the state', async () => {
  const port = await freePort()
  const { server } = await start('https://threads.example.com/callback', port)
  const base = `http://127.0.0.1:${port}/whatever/the/proxy/made/of/it`
  await browsePlain(`${base}?error=access_denied`)
  expect(await answered(server)).toBe('pending')
  await browsePlain(`${base}?error=access_denied&state=${STATE}`)
  expect(await answered(server)).toBe('denied')
})

test.each([
  ['https://localhost:4281/callback', 4281],
  ['https://localhost/', 443],
  ['http://127.0.0.1/callback', 80],
  ['https://threads.example.com:8443/callback', 4281],
])('for %s the port is %i', (redirectUri, port) => {
  expect(loginPort(new URL(redirectUri))).toBe(port)
})

test('a port that another program has is a typed error, and nothing stays behind', async () => {
  const { port, server: taken } = await takePort()
  const starting = start(`https://localhost:${port}/callback`)
  await expect(starting).rejects.toThrow(LoopbackListenError)
  await expect(starting).rejects.toMatchObject({ code: 'port-taken', port })
  await new Promise((done) => taken.close(done))
  const { server } = await start(`https://localhost:${port}/callback`)
  expect(server.port).toBe(port)
})

test('closing does not wait for a browser that keeps its connection', async () => {
  const port = await freePort()
  const { server } = await start(`https://localhost:${port}/callback`)
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  const gone = once(idle.resume(), 'close')
  await server[Symbol.asyncDispose]()
  expect(await gone).toEqual([false]) // no error
  cleanups.length = 0
})
