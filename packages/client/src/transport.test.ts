import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { sendTokenRenewal } from './long-lived-token.ts'
import { sendMe } from './profile.ts'
import { Secret } from './secret.ts'
import type { FetchLike } from './transport.ts'

const token = new Secret('THAAcanaryTransportTest0123456789')

/** A fetch that keeps the addresses it was called with. */
function recording(): { fetch: FetchLike; calls: URL[] } {
  const calls: URL[] = []
  const fetch: FetchLike = async (url) => {
    calls.push(new URL(url))
    return { status: 200, headers: new Headers(), body: null }
  }
  return { fetch, calls }
}

describe('the caller’s mistake is a TypeError before anything is sent', () => {
  test.each([
    ['transport.fetch', { fetch: undefined as unknown as FetchLike }],
    ['transport.timeoutMs', { timeoutMs: 0 }],
    ['transport.timeoutMs', { timeoutMs: Number.NaN }],
    ['transport.timeoutMs', { timeoutMs: 2 ** 31 }],
    ['transport.maxBytes', { maxBytes: -1 }],
    ['transport.baseUrl', { baseUrl: 'http://graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: 'http://127.0.0.1.example.com' }],
    ['transport.baseUrl', { baseUrl: 'http://localhost.example.com' }],
    ['transport.baseUrl', { baseUrl: 'ftp://localhost' }],
    ['transport.baseUrl', { baseUrl: 'graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: 'https://user:pass@graph.threads.net' }],
    ['transport.baseUrl', { baseUrl: `https://graph.threads.net/?access_token=${token.reveal()}` }],
  ])('%s: %j', async (name, wrong) => {
    const { fetch, calls } = recording()
    const error: unknown = await sendMe({ fetch, ...wrong }, { token }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain(name)
    expect(inspect(error)).not.toContain(token.reveal())
    expect(calls).toEqual([])
  })

  test.each(['two words', 'line\n', 'tab\t', 'nul\0', 'кириллица', '\u00A0'])(
    'a token like %j',
    async (value) => {
      const { fetch, calls } = recording()
      await expect(sendMe({ fetch }, { token: new Secret(value) })).rejects.toThrow(
        /^token must be printable/,
      )
      expect(calls).toEqual([])
    },
  )

  test('a bare string for a token, and a field that does not exist', async () => {
    const { fetch } = recording()
    await expect(sendMe({ fetch }, { token: 'THAA' as unknown as Secret })).rejects.toThrow(
      'token must be a Secret',
    )
    await expect(sendMe({ fetch }, { token, fields: ['followers_count' as 'id'] })).rejects.toThrow(TypeError)
  })

  test.each([
    'http://localhost:4282',
    'http://127.8.9.1/',
    'http://[::1]:80/base/',
    'https://graph.threads.com',
  ])('%s is a base URL', async (baseUrl) => {
    const { fetch, calls } = recording()
    await sendTokenRenewal({ fetch, baseUrl }, { token })
    expect(calls[0]?.pathname).toMatch(/^(\/base)?\/refresh_access_token$/)
  })
})
