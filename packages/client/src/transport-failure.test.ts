import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { debugToken } from './debug-token.ts'
import { ThreadsTransportError } from './errors.ts'
import { renewToken } from './long-lived-token.ts'
import { getMe } from './profile.ts'
import { Secret } from './secret.ts'
import type { FetchLike, Transport } from './transport.ts'

const token = new Secret('THAAcanaryFailureTest+/=0123456789')

function systemError(code: string): Error {
  return Object.assign(new Error('low'), { code })
}

/** A fetch whose connection breaks after the first byte of the body. */
const breaking: FetchLike = async () => ({
  status: 200,
  headers: new Headers(),
  body: (async function* () {
    yield new Uint8Array(1)
    throw systemError('ECONNRESET')
  })(),
})

async function failureOf(call: Promise<unknown>): Promise<ThreadsTransportError> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ThreadsTransportError) return error
  throw new Error('expected a ThreadsTransportError', { cause: error })
}

describe('no answer', () => {
  test.each([
    ['ECONNREFUSED', 'network', 'not_sent'],
    ['ConnectionRefused', 'network', 'not_sent'],
    ['ECONNRESET', 'network', 'unknown'],
    ['EHOSTUNREACH', 'network', 'unknown'],
    ['UND_ERR_SOCKET', 'network', 'unknown'],
    ['ENOTFOUND', 'dns', 'not_sent'],
    ['EAI_AGAIN', 'dns', 'not_sent'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', 'not_sent'],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', 'unknown'],
    ['ETIMEDOUT', 'timeout', 'unknown'],
    ['CERT_HAS_EXPIRED', 'tls', 'not_sent'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls', 'not_sent'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls', 'not_sent'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', 'not_sent'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', 'unknown'],
    ['ERR_PROXY_TUNNEL', 'proxy', 'not_sent'],
    ['UND_ERR_PRX_TLS', 'proxy', 'not_sent'],
  ])('%s is %s, %s', async (systemCode, code, outcome) => {
    const wrapped = new TypeError('fetch failed', { cause: systemError(systemCode) })
    const error = await failureOf(getMe({ fetch: () => Promise.reject(wrapped) }, { token }))
    expect(error).toMatchObject({ code, outcome, systemCode, endpoint: 'me' })
    expect(error.message).toContain(systemCode)
  })

  test('an error without a code is the network, and nobody knows', async () => {
    const error = await failureOf(getMe({ fetch: () => Promise.reject(new Error('?')) }, { token }))
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown' })
    expect(error).not.toHaveProperty('systemCode')
  })

  test('a connection that breaks within the body', async () => {
    const error = await failureOf(getMe({ fetch: breaking }, { token }))
    expect(error).toMatchObject({ code: 'network', outcome: 'unknown', systemCode: 'ECONNRESET' })
  })

  test('whatever a runtime puts the URL or the token into, none of it gets out', async () => {
    const value = token.reveal()
    const leaking = fc.constantFrom(
      (url: string) => new TypeError(`Failed to parse URL from ${url}`),
      (url: string) =>
        Object.assign(new Error('unable to connect'), { path: url, code: 'ConnectionRefused' }),
      (url: string) => new Error('fetch failed', { cause: new Error(`GET ${url}`) }),
      () => Object.assign(new Error('x'), { code: value }),
      () => Object.assign(new Error('x'), { name: value }),
      () => value,
      (url: string) => ({ url, headers: { authorization: value } }),
    )
    await fc.assert(
      fc.asyncProperty(leaking, fc.constantFrom(renewToken, getMe, debugToken), async (leak, call) => {
        const fetch: FetchLike = (url) => Promise.reject(leak(url))
        expect(inspect(leak(`https://x/?t=${value}`), { depth: 20 })).toContain(value) // The control.
        const error = await failureOf(call({ fetch }, { token }))
        const printed =
          inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + String(error.stack)
        expect(printed).not.toContain(value)
        expect(printed).not.toContain(encodeURIComponent(value))
        expect(printed).not.toMatch(/\?\w+=/)
      }),
      { seed: 8, numRuns: 100 },
    )
  })
})

describe('the runtime’s own fetch', () => {
  test('fits FetchLike, and talks to a server', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ id: request.headers.authorization === `Bearer ${token.reveal()}` ? '1' : '0' }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const transport: Transport = { fetch: globalThis.fetch, baseUrl: `http://127.0.0.1:${port}` }
    expect(await getMe(transport, { token })).toEqual({ id: '1' })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    expect(await failureOf(getMe(transport, { token }))).toMatchObject({
      outcome: 'not_sent',
      systemCode: 'ECONNREFUSED',
    })
  })
})
