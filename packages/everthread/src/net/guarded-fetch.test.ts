/** That a URL of a user's reaches the public internet and nothing else: with a resolver of the test's own and real servers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LoopbackServer, serveOnLoopback } from '../../../../test/support/loopback-server.ts'
import { systemClock } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import {
  createGuardedFetch,
  GuardedFetchError,
  type GuardedFetchDeps,
  type GuardedRequest,
} from './guarded-fetch.ts'

const GET: GuardedRequest = { method: 'GET', mostBytes: 1000 }
const seen: { url: string; headers: NodeJS.Dict<string | string[]>; method: string }[] = []
let server: LoopbackServer
let port: string

beforeEach(async () => {
  seen.length = 0
  server = await serveOnLoopback((request, response) => {
    seen.push({ url: request.url ?? '', headers: request.headers, method: request.method ?? '' })
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
    if (pathname === '/to') response.writeHead(302, { location: searchParams.get('url') ?? '' }).end()
    else if (pathname === '/long') response.end('x'.repeat(5000))
    else if (pathname === '/reset') request.socket.destroy()
    else if (pathname !== '/never') response.setHeader('x-told', 'yes').end('hello')
  })
  port = new URL(server.url).port
})
afterEach(() => server[Symbol.asyncDispose]())

/** Names resolve to this machine, which counts as allowed under the name `test.example`. */
function guarded(deps: Partial<GuardedFetchDeps> = {}) {
  return createGuardedFetch({
    clock: systemClock,
    resolve: () => Promise.resolve(['127.0.0.1']),
    allowedHosts: ['test.example'],
    ...deps,
  })
}

const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof GuardedFetchError ? error.code : error),
  )

describe('what is refused without a connection', () => {
  it.each([
    ['not-a-url', 'hello'],
    ['not-a-url', 'ftp://example.com/x'],
    ['not-a-url', 'file:///etc/passwd'],
    ['not-a-url', 'javascript:alert(1)'],
    ['not-a-url', 'https://anna:secret@example.com/'],
    ['not-public', 'http://127.0.0.1/'],
    ['not-public', 'http://127.1/'],
    ['not-public', 'http://2130706433/'],
    ['not-public', 'http://0x7f.1/'],
    ['not-public', 'http://0177.0.0.1/'],
    ['not-public', 'http://0/'],
    ['not-public', 'http://[::1]/'],
    ['not-public', 'http://[::ffff:127.0.0.1]/'],
    ['not-public', 'http://[::ffff:7f00:1]/'],
    ['not-public', 'http://[64:ff9b::7f00:1]/'],
    ['not-public', 'http://[fd00:ec2::254]/latest/meta-data'],
    ['not-public', 'http://169.254.169.254/latest/meta-data'],
    ['not-public', 'http://１２７.0.0.1/'],
    ['not-public', 'http://localhost/'],
    ['not-public', 'http://name.example/'],
  ])('%s: %s', async (code, url) => {
    expect(await codeOf(guarded()(url, GET))).toBe(code)
    expect(seen).toEqual([])
  })

  it.each([
    ['one address that is not public among public ones', ['1.1.1.1', '10.0.0.1']],
    ['an address of IPv4 in IPv6', ['::ffff:10.0.0.1']],
  ])('%s', async (_name, addresses) => {
    const fetch = guarded({ resolve: () => Promise.resolve(addresses) })
    expect(await codeOf(fetch('https://name.example/', GET))).toBe('not-public')
  })

  it.each([
    ['fails', () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))],
    ['answers nothing', () => Promise.resolve([])],
  ])('a resolver that %s', async (_name, resolve) => {
    expect(await codeOf(guarded({ resolve })('https://name.example/', GET))).toBe('name-unknown')
  })
})

describe('what is fetched', () => {
  it('is answered with status, headers and body, and nothing of ours travels along', async () => {
    const answer = await guarded()(`http://test.example:${port}/a?b=c`, GET)
    expect(answer).toMatchObject({ status: 200, headers: { 'x-told': 'yes' } })
    expect(answer.body.toString()).toBe('hello')
    expect(seen[0]?.url).toBe('/a?b=c')
    expect(Object.keys(seen[0]?.headers ?? {}).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ])
    expect(seen[0]?.headers.host).toBe(`test.example:${port}`)
  })

  it('comes from the address that was looked at, though the name means another one by then', async () => {
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    const asked: string[] = []
    const fetch = guarded({
      resolve: (name) => {
        asked.push(name)
        return Promise.resolve(answers.shift() ?? [])
      },
    })
    expect((await fetch(`http://test.example:${port}/`, GET)).status).toBe(200)
    expect(asked).toEqual(['test.example'])
  })

  it('is reached by port only, where a host is allowed with one', async () => {
    const fetch = guarded({ allowedHosts: [`test.example:${port}`] })
    expect(await codeOf(fetch(`http://test.example:${port}/`, GET))).toBe('answered')
    expect(await codeOf(fetch('http://test.example:1/', GET))).toBe('not-public')
  })

  it('may be sent something', async () => {
    const answer = await guarded()(`http://test.example:${port}/hook`, { ...GET, method: 'POST', body: '{}' })
    expect([answer.status, seen[0]?.method]).toEqual([200, 'POST'])
  })
})

describe('redirects', () => {
  const to = (url: string) => `http://test.example:${port}/to?url=${encodeURIComponent(url)}`

  it('are followed, three at most', async () => {
    const end = `http://test.example:${port}/end`
    expect((await guarded()(to(to(to(end))), GET)).body.toString()).toBe('hello')
    expect(await codeOf(guarded()(to(to(to(to(end)))), GET))).toBe('too-many-redirects')
  })

  it.each([
    ['not-public', 'http://169.254.169.254/latest/meta-data'],
    ['not-public', 'http://inside.example/'],
    ['not-public', '//[::1]/'],
    ['not-a-url', 'file:///etc/passwd'],
    ['not-a-url', 'http://anna:secret@test.example/'],
  ])('are looked at as the first address is: %s, %s', async (code, url) => {
    expect(await codeOf(guarded()(to(url), GET))).toBe(code)
    expect(seen).toHaveLength(1)
  })

  it('of what is sent are answers', async () => {
    const answer = await guarded()(to('http://test.example/'), { ...GET, method: 'POST', body: '{}' })
    expect(answer.status).toBe(302)
  })
})

describe('limits', () => {
  it('of size: it fails, or is cut', async () => {
    const url = `http://test.example:${port}/long`
    expect(await codeOf(guarded()(url, GET))).toBe('too-large')
    expect((await guarded()(url, { ...GET, whenLarger: 'cut' })).body).toHaveLength(1000)
  })

  it('of time, for the answer and for the name', async () => {
    const clock = createTestClock()
    const hanging = guarded({ clock })(`http://test.example:${port}/never`, { ...GET, timeoutMs: 1000 })
    const unresolved = guarded({ clock, resolve: () => new Promise(() => {}) })('http://test.example/', {
      ...GET,
      timeoutMs: 1000,
    })
    const codes = Promise.all([codeOf(hanging), codeOf(unresolved)])
    await clock.advance(1000)
    expect(await codes).toEqual(['timeout', 'timeout'])
  })

  it('the caller’s signal ends it with its own reason', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    const hanging = guarded()(`http://test.example:${port}/never`, { ...GET, signal: controller.signal })
    controller.abort(reason)
    await expect(hanging).rejects.toBe(reason)
  })

  it('a server that hangs up, or is not there, has not answered', async () => {
    expect(await codeOf(guarded()(`http://test.example:${port}/reset`, GET))).toBe('no-answer')
    const gone = createServer().listen(0)
    const { port: free } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    expect(await codeOf(guarded()(`http://test.example:${free}/`, GET))).toBe('no-answer')
  })
})
