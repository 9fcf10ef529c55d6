import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, expect, test } from 'vitest'
import { createLoopbackCertificate } from '../connect/loopback-certificate.ts'
import { createHttpFetch, type HttpFetchOptions, type HttpRequestInit } from './http-fetch.ts'
import { HTTP_FETCH_CODES, HttpFetchError } from './http-fetch-error.ts'
import type { ProxyVariable } from './proxy-variable.ts'

const SECRET = 'THAAcanary'
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup()
})

function init(overrides: Partial<HttpRequestInit> = {}): HttpRequestInit {
  return { method: 'GET', headers: {}, signal: new AbortController().signal, ...overrides }
}

function fetchWith(options: HttpFetchOptions = {}) {
  const http = createHttpFetch(options)
  cleanups.push(() => http[Symbol.asyncDispose]())
  return http.fetch
}

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => new Promise((done) => server.close(done)))
  if ('closeAllConnections' in server) cleanups.push(() => server.closeAllConnections())
  return (server.address() as AddressInfo).port
}

async function text(body: AsyncIterable<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body ?? []) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

const variable = (name: string, value: string): ProxyVariable => ({ name, value })

const serve = (listener: RequestListener) => listen(createHttpServer(listener))

async function refusal(promise: Promise<unknown>): Promise<HttpFetchError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(HttpFetchError)
  return error as HttpFetchError
}

/** A real proxy: forwards plain requests, opens tunnels, and remembers what it was asked for. */
async function startProxy(answer: 'open' | number = 'open', to?: { port: number }) {
  const asked: { what: string; authorization: string | undefined }[] = []
  const tunnels: Socket[] = []
  const proxy = createHttpServer((request, response) => {
    asked.push({
      what: `${request.method} ${request.url}`,
      authorization: request.headers['proxy-authorization'],
    })
    response.end('from the proxy')
  })
  proxy.on('connect', (request, socket: Socket) => {
    asked.push({ what: `CONNECT ${request.url}`, authorization: request.headers['proxy-authorization'] })
    tunnels.push(socket)
    if (answer !== 'open') return socket.end(`HTTP/1.1 ${answer} No\r\n\r\n`)
    const upstream = connect(to?.port ?? 0, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
    upstream.on('close', () => socket.destroy()).on('error', () => {})
    socket.on('close', () => upstream.destroy()).on('error', () => {})
    return undefined
  })
  const port = await listen(proxy)
  cleanups.push(() => tunnels.forEach((socket) => socket.destroy()))
  return { asked, tunnels, host: `127.0.0.1:${port}` }
}

async function startTlsServer(listener: RequestListener) {
  const certificate = await createLoopbackCertificate()
  const port = await listen(createHttpsServer(certificate, listener))
  return { port, cert: certificate.cert }
}

/** What Node decides about certificates it decides from its environment, when it starts. */
async function inAnotherProcess(call: { url: string; options: HttpFetchOptions }, env: NodeJS.ProcessEnv) {
  const program = `
    const { createHttpFetch } = await import(${JSON.stringify(new URL('http-fetch.ts', import.meta.url).href)})
    const { url, options } = ${JSON.stringify(call)}
    const init = { method: 'GET', headers: { secret: 'yes' }, signal: new AbortController().signal }
    const response = await createHttpFetch(options).fetch(url, init)
    for await (const chunk of response.body) process.stdout.write(chunk)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return await text(child.stdout)
}

test('a call brings status, headers in any case, and the body as bytes', async () => {
  const port = await serve((request, response) => {
    response.writeHead(201, { 'X-Fb-Trace-Id': 'abc', 'Set-Cookie': ['a=1', 'b=2'] })
    request.pipe(response)
  })
  const response = await fetchWith()(
    `http://127.0.0.1:${port}/echo?x=1`,
    init({ method: 'POST', body: 'привет' }),
  )
  expect(response.status).toBe(201)
  expect(response.headers.get('x-fb-trace-id')).toBe('abc')
  expect(response.headers.get('SET-COOKIE')).toBe('a=1, b=2')
  expect(response.headers.get('retry-after')).toBeNull()
  expect(await text(response.body)).toBe('привет')
})

test('the body is sent with its length in bytes, and the headers as given', async () => {
  const port = await serve((request, response) => response.end(JSON.stringify(request.headers)))
  const headers = { authorization: `Bearer ${SECRET}` }
  const response = await fetchWith()(
    `http://127.0.0.1:${port}/`,
    init({ method: 'POST', body: 'ы', headers }),
  )
  expect(JSON.parse(await text(response.body))).toMatchObject({
    'content-length': '2',
    authorization: `Bearer ${SECRET}`,
    connection: 'close',
  })
})

test('a redirect is an answer, not followed', async () => {
  let calls = 0
  const port = await serve((_request, response) => {
    calls += 1
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  const response = await fetchWith()(`http://127.0.0.1:${port}/`, init())
  expect([response.status, response.headers.get('location'), calls]).toEqual([302, '/elsewhere', 1])
})

test('kept connections are used again, and closing ends them', async () => {
  const sockets = new Set<unknown>()
  const port = await serve((request, response) => {
    sockets.add(request.socket)
    response.end('ok')
  })
  const http = createHttpFetch({ keepAlive: true })
  for (const _ of [1, 2]) {
    const response = await http.fetch(`http://127.0.0.1:${port}/`, init())
    await text(response.body)
  }
  expect(sockets.size).toBe(1)
  const [socket] = sockets as Set<Socket>
  const closed = once(socket as Socket, 'close')
  http.close()
  await closed
})

test('nobody listening: Node’s code is kept and the URL’s query is not', async () => {
  const server = createHttpServer()
  const port = await listen(server)
  await new Promise((done) => server.close(done))
  const error = await refusal(fetchWith()(`http://localhost:${port}/me?access_token=${SECRET}`, init()))
  expect(error.code).toBe('ECONNREFUSED')
  expect(error.message).toBe(`no answer from localhost:${port}: ECONNREFUSED`)
  expect(inspect(error, { depth: 9 })).not.toContain(SECRET)
})

test('an unknown host name gives a resolver’s code', async () => {
  const error = await refusal(fetchWith()('http://nowhere.invalid/', init()))
  expect(['ENOTFOUND', 'EAI_AGAIN']).toContain(error.code)
})

test('a connection cut before the answer, and within it, gives ECONNRESET', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/within') response.writeHead(200, { 'content-length': '100' }).write('{"acc')
    setImmediate(() => request.socket.destroy())
  })
  const before = await refusal(fetchWith()(`http://127.0.0.1:${port}/before`, init()))
  expect(before.code).toBe('ECONNRESET')
  const response = await fetchWith()(`http://127.0.0.1:${port}/within`, init())
  const within = await refusal(text(response.body))
  expect(within.code).toBe('ECONNRESET')
})

test('an abort rejects with the signal’s own reason: before the call, before the answer, within the body', async () => {
  const abort = new AbortController()
  const reason = new Error('took too long')
  const port = await serve((request, response) => {
    if (request.url === '/body') response.writeHead(200).write('half')
    else abort.abort(reason)
  })
  const { signal } = abort
  await expect(fetchWith()(`http://127.0.0.1:${port}/answer`, init({ signal }))).rejects.toBe(reason)
  await expect(fetchWith()(`http://127.0.0.1:${port}/never-sent`, init({ signal }))).rejects.toBe(reason)

  const second = new AbortController()
  const response = await fetchWith()(`http://127.0.0.1:${port}/body`, init({ signal: second.signal }))
  const reading = text(response.body)
  second.abort(reason)
  await expect(reading).rejects.toBe(reason)
})

test('a URL that is no URL is the caller’s mistake, and is not repeated in the error', async () => {
  const calling = fetchWith()(`graph.threads.net/?access_token=${SECRET}`, init())
  await expect(calling).rejects.toThrow(TypeError)
  expect(inspect(await calling.catch((error: unknown) => error))).not.toContain(SECRET)
})

test('a header value with a newline is refused before anything is sent, without its value', async () => {
  const port = await serve((_request, response) => response.end('sent'))
  const headers = { authorization: `Bearer ${SECRET}\n` }
  const error = await refusal(fetchWith()(`http://127.0.0.1:${port}/`, init({ headers })))
  expect(error.code).toBe('ERR_INVALID_CHAR')
  expect(inspect(error, { depth: 9 })).not.toContain(SECRET)
})

test('a certificate that nobody vouches for gives a certificate’s code', async () => {
  const { port } = await startTlsServer((_request, response) => response.end('ok'))
  const error = await refusal(fetchWith()(`https://localhost:${port}/`, init()))
  expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
})

test('NODE_EXTRA_CA_CERTS makes the same certificate good', async () => {
  const { port, cert } = await startTlsServer((_request, response) => response.end('trusted'))
  const folder = await mkdtemp(join(tmpdir(), 'everthread-ca-'))
  cleanups.push(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'ca.pem'), cert)
  const answer = await inAnotherProcess(
    { url: `https://localhost:${port}/`, options: {} },
    { NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
  )
  expect(answer).toBe('trusted')
})

test('plain HTTP goes to HTTP_PROXY with the password of its URL', async () => {
  const proxy = await startProxy()
  const proxies = { httpProxy: variable('HTTP_PROXY', `http://anna:p%40ss@${proxy.host}`) }
  const response = await fetchWith({ proxies })('http://graph.example/me', init())
  expect(await text(response.body)).toBe('from the proxy')
  const authorization = `Basic ${Buffer.from('anna:p@ss').toString('base64')}`
  expect(proxy.asked).toEqual([{ what: 'GET http://graph.example/me', authorization }])
})

test('HTTPS goes through a tunnel: the proxy learns the host, never the path', async () => {
  const upstream = await startTlsServer((_request, response) => response.end('unreachable'))
  const proxy = await startProxy('open', upstream)
  const proxies = { httpsProxy: variable('HTTPS_PROXY', `http://${proxy.host}`) }
  const error = await refusal(
    fetchWith({ proxies })(`https://graph.example/me?access_token=${SECRET}`, init()),
  )
  // The tunnel was opened and TLS begun: the certificate is localhost's, not graph.example's.
  expect(error.code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  expect(error.message).toContain(`through the proxy http://${proxy.host} (HTTPS_PROXY)`)
  expect(proxy.asked).toEqual([{ what: 'CONNECT graph.example:443', authorization: undefined }])
})

test('a whole call goes through the tunnel', async () => {
  const upstream = await startTlsServer((request, response) =>
    response.end(`secret: ${String(request.headers['secret'])}`),
  )
  const proxy = await startProxy('open', upstream)
  const options = { proxies: { httpsProxy: variable('HTTPS_PROXY', `http://${proxy.host}`) } }
  const untrusting = { NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const answer = await inAnotherProcess({ url: 'https://graph.example:8443/me', options }, untrusting)
  expect(answer).toBe('secret: yes')
  expect(proxy.asked.map(({ what }) => what)).toEqual(['CONNECT graph.example:8443'])
})

test.each([407, 403])('a proxy that answers CONNECT with %i is named as such', async (status) => {
  const proxy = await startProxy(status)
  const proxies = { httpsProxy: variable('https_proxy', `http://anna:${SECRET}@${proxy.host}`) }
  const error = await refusal(fetchWith({ proxies })('https://graph.example/me', init()))
  expect([error.code, error.proxyStatus]).toEqual([HTTP_FETCH_CODES.proxyRefused, status])
  expect(error.message).toBe(
    `the proxy http://…@${proxy.host} (https_proxy) refused the tunnel to graph.example with status ${status}`,
  )
  expect(inspect(error, { depth: 9 })).not.toContain(SECRET)
})

test('a proxy that is not there is named as such, with the variable that it came from, and not the host', async () => {
  const proxies = { httpsProxy: variable('HTTPS_PROXY', `http://anna:${SECRET}@127.0.0.1:9`) }
  const error = await refusal(fetchWith({ proxies })('https://graph.example/me', init()))
  expect(error.code).toBe(HTTP_FETCH_CODES.proxyUnreachable)
  expect(error.message).toBe('the proxy http://…@127.0.0.1:9 (HTTPS_PROXY) cannot be reached: ECONNREFUSED')
  expect(inspect(error, { depth: 9 })).not.toContain(SECRET)
})

test('a host that needs no proxy is not said to be behind one', async () => {
  const httpsProxy = variable('HTTPS_PROXY', 'http://127.0.0.1:9')
  const fetch = fetchWith({ proxies: { httpsProxy, noProxy: '.invalid' } })
  const error = await refusal(fetch('https://graph.invalid/me', init()))
  expect(error.message).toMatch(/^no answer from graph\.invalid: (?:ENOTFOUND|EAI_AGAIN)$/)
})

test.each([
  ['nothing', ''],
  ['yes, and then nothing', 'HTTP/1.1 200 Connection established\r\n\r\n'],
])('a proxy that says %s is left when the signal aborts', async (_title, answer) => {
  const abort = new AbortController()
  const closed = Promise.withResolvers<void>()
  const proxy = createTcpServer((socket) => {
    socket.once('data', () => {
      socket.write(answer)
      // Anything more is the client's TLS greeting: by then the tunnel stands.
      if (answer === '') abort.abort(new Error('took too long'))
      else socket.once('data', () => abort.abort(new Error('took too long')))
    })
    socket.on('close', closed.resolve).on('error', () => {})
  })
  const fetch = fetchWith({
    proxies: { httpsProxy: variable('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`) },
  })
  const calling = fetch('https://graph.example/me', init({ signal: abort.signal }))
  await expect(calling).rejects.toThrow('took too long')
  await closed.promise
})

test('a proxy that refuses and keeps the line open is hung up on', async () => {
  const closed = Promise.withResolvers<void>()
  const proxy = createTcpServer((socket) => {
    socket.once('data', () => socket.write('HTTP/1.1 403 No\r\ncontent-length: 0\r\n\r\n'))
    socket.on('close', closed.resolve).on('error', () => {})
  })
  const proxies = { httpsProxy: variable('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`) }
  const error = await refusal(fetchWith({ proxies })('https://graph.example/me', init()))
  expect(error.proxyStatus).toBe(403)
  await closed.promise
})

test('hosts of NO_PROXY and loopback go straight to their server', async () => {
  const proxy = await startProxy()
  const port = await serve((_request, response) => response.end('direct'))
  const httpProxy = variable('HTTP_PROXY', `http://${proxy.host}`)
  const loopback = await fetchWith({ proxies: { httpProxy } })(`http://127.0.0.1:${port}/`, init())
  expect(await text(loopback.body)).toBe('direct')
  const excepted = fetchWith({ proxies: { httpProxy, noProxy: '.invalid' } })
  expect((await refusal(excepted('http://graph.invalid/', init()))).code).toMatch(/^E/)
  expect(proxy.asked).toEqual([])
})

test('a proxy without a scheme is an http: one, as curl reads it', async () => {
  const proxy = await startProxy()
  const response = await fetchWith({ proxies: { httpProxy: variable('HTTP_PROXY', proxy.host) } })(
    'http://graph.example/',
    init(),
  )
  expect(await text(response.body)).toBe('from the proxy')
})

test.each(['socks5://127.0.0.1:1080', `http://anna:${SECRET}:x`])(
  'a proxy that cannot be used is refused, never walked around: %s',
  async (value) => {
    const httpsProxy = variable('HTTPS_PROXY', value)
    const error = await refusal(fetchWith({ proxies: { httpsProxy } })('https://graph.example/', init()))
    expect(error.code).toBe(HTTP_FETCH_CODES.proxyInvalid)
    expect(error.message).toBe('HTTPS_PROXY holds no http:// or https:// proxy')
    expect(inspect(error, { depth: 9 })).not.toContain(SECRET)
  },
)
