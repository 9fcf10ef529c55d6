import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { createSandbox, fault } from '@everthread/sandbox'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandContext } from '../cli/command-context.ts'
import { EXIT } from '../cli/exit-code.ts'
import { createLoopbackCertificate } from '../connect/loopback-certificate.ts'
import { createHttpFetch } from '../net/http-fetch.ts'
import { HttpFetchError } from '../net/http-fetch-error.ts'
import { exitCodeOfFindings } from './diagnose.ts'
import { type Finding, found } from './finding.ts'
import { shownProxy } from '../net/proxy-variable.ts'
import { codesOf, createScene, type Scene } from './test-scene.ts'

let scene: Scene
let closing: (() => Promise<void>)[] = []
beforeEach(async () => {
  scene = await createScene()
})
afterEach(async () => {
  for (const close of closing) await close()
  closing = []
  await scene[Symbol.asyncDispose]()
})

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(async () => {
    server.close()
    await once(server, 'close')
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const at =
  (apiBaseUrl: string) =>
  (context: CommandContext): CommandContext => ({ ...context, config: { ...context.config, apiBaseUrl } })

/** A network that fails with one of Node's codes. */
const failingWith = (code: string) => ({
  alter: (context: CommandContext): CommandContext => ({
    ...context,
    http: { ...context.http, fetch: () => Promise.reject(new HttpFetchError('no answer', { code })) },
  }),
})

/** Meta's own address, by the proxy variables: nothing but the proxy is ever asked. */
const behindProxy = (context: CommandContext): CommandContext => ({
  ...at('https://graph.threads.net')(context),
  http: createHttpFetch({ proxies: context.config.proxies }),
})

/** What stands in the way, and that nothing else is blamed for it: the token is neither dead nor asked for. */
function expectSilence(findings: readonly Finding[], expected: Finding): void {
  expect(findings).toContainEqual(expected)
  expect(exitCodeOfFindings(findings)).toBe(EXIT.transient)
  expect(codesOf(findings).filter((code) => code.startsWith('token-'))).toEqual([])
}

test('an API that answers, and one that is not Meta’s', async () => {
  const findings = await scene.diagnose()
  expect(findings).toContainEqual(found('api-reached', { host: new URL(scene.sandbox.url).host }))
  expect(findings).toContainEqual(found('api-elsewhere', { url: scene.sandbox.url }))
})

test('the first question to the API carries no token', async () => {
  await scene.diagnose()
  const [first] = scene.sandbox.requests.list()
  expect(first).toMatchObject({ endpoint: 'me', error: '104' })
  expect(first).not.toHaveProperty('token')
})

describe('an API that cannot be reached', () => {
  test.each([
    ['ENOTFOUND', 'api-name-unknown', {}],
    ['EAI_AGAIN', 'api-name-unknown', {}],
    ['ECONNRESET', 'api-no-connection', { code: 'ECONNRESET' }],
    ['ETIMEDOUT', 'api-timeout', {}],
    ['CERT_HAS_EXPIRED', 'api-certificate-refused', { code: 'CERT_HAS_EXPIRED' }],
    ['ERR_PROXY_INVALID_CONFIG', 'api-proxy-refused', { status: undefined }],
  ] as const)('%s is %s', async (code, expected, facts) => {
    const { host } = new URL(scene.sandbox.url)
    expectSilence(await scene.diagnose(failingWith(code)), found(expected, { host, ...facts }))
  })

  test('nobody listens', async () => {
    const gone = await createSandbox()
    await gone.close()
    const { host } = new URL(gone.url)
    const expected = found('api-no-connection', { host, code: 'ECONNREFUSED' })
    expectSilence(await scene.diagnose({ alter: at(gone.url) }), expected)
  })

  test('a certificate that nobody vouches for', async () => {
    const server = createHttpsServer(await createLoopbackCertificate(), (_, answer) => answer.end())
    const host = await listen(server)
    const expected = found('api-certificate-refused', { host, code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expectSilence(await scene.diagnose({ alter: at(`https://${host}`) }), expected)
  })

  test('something that speaks no TLS', async () => {
    const { host } = new URL(scene.sandbox.url)
    const [silence] = (await scene.diagnose({ alter: at(`https://${host}`) })).filter(
      ({ level }) => level === 'problem',
    )
    expect(silence).toMatchObject({ code: 'api-tls-failed', facts: { host } })
  })

  test('a proxy that wants a password, which is nowhere shown', async () => {
    const server = createServer()
    server.on('connect', (_, socket) => socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'))
    const proxy = await listen(server)
    const url = `http://anna:canary@${proxy}`
    const findings = await scene.diagnose({ alter: behindProxy, variables: { HTTPS_PROXY: url } })
    expectSilence(findings, found('api-proxy-refused', { host: 'graph.threads.net', status: 407 }))
    expect(findings).toContainEqual(
      found('proxy-set', { variable: 'HTTPS_PROXY', value: `http://…@${proxy}` }),
    )
    expect(JSON.stringify(findings)).not.toMatch(/canary|anna:/)
  })

  test.each([
    ['api-answer-foreign', fault.html()],
    ['api-answer-foreign', fault.garbage()],
    ['api-in-trouble', fault.unavailable()],
    ['api-rate-limited', { kind: 'status', status: 429 }],
  ] as const)('%s', async (expected, played) => {
    scene.sandbox.faults.add({ endpoint: 'me', times: 1, fault: played })
    expectSilence(await scene.diagnose(), found(expected, { host: new URL(scene.sandbox.url).host }))
  })
})

describe('the environment', () => {
  test('a proxy that Node cannot use', async () => {
    const findings = await scene.diagnose({ variables: { https_proxy: 'socks5://localhost:1080' } })
    expect(findings).toContainEqual(found('proxy-invalid', { variable: 'https_proxy' }))
    expect(exitCodeOfFindings(findings)).toBe(EXIT.failed)
  })

  test('a Node that passes proxies by', async () => {
    const ignored = found('proxy-ignored', { version: '24.4.1', oldest: '24.5.0' })
    const host = { nodeVersion: '24.4.1' }
    const variables = { HTTPS_PROXY: 'http://proxy.example:3128' }
    expect(await scene.diagnose({ host, variables })).toContainEqual(ignored)
    expect(await scene.diagnose({ host })).not.toContainEqual(ignored)
  })

  test('certificates that are there, and that are not', async () => {
    const path = join(scene.folder, 'ca.pem')
    const variables = { NODE_EXTRA_CA_CERTS: path }
    expect(await scene.diagnose({ variables })).toContainEqual(found('certificates-missing', { path }))
    writeFileSync(path, '')
    expect(await scene.diagnose({ variables })).toContainEqual(found('certificates-used', { path }))
  })
})

test.each([
  ['http://proxy:3128', 'http://proxy:3128'],
  ['proxy:3128', 'http://proxy:3128'],
  ['anna:secret@proxy:3128', 'http://…@proxy:3128'],
  ['https://secret@proxy/path?secret', 'https://…@proxy'],
  ['socks5://anna:secret@proxy', undefined],
  ['http://[secret', undefined],
])('%s is shown as %s', (value, shown) => {
  expect(shownProxy(value)).toBe(shown)
})
