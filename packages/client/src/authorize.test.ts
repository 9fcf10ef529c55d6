import { inspect } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { authorizeUrl, parseCallback, readAuthorizeFailure } from './authorize.ts'
import { classify } from './classification.ts'

describe('the login window’s address', () => {
  const login = {
    clientId: '1234567890',
    redirectUri: 'https://localhost:4281/callback',
    scopes: ['threads_basic', 'threads_content_publish'],
    state: 'r4nd0m',
  } as const

  test('holds every parameter, and scopes with commas', () => {
    const url = new URL(authorizeUrl(login))
    expect(url.origin + url.pathname).toBe('https://www.threads.com/oauth/authorize')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: '1234567890',
      redirect_uri: 'https://localhost:4281/callback',
      scope: 'threads_basic,threads_content_publish',
      response_type: 'code',
      state: 'r4nd0m',
    })
  })

  test('can be another window’s, and keeps that one’s query', () => {
    const url = new URL(
      authorizeUrl({ ...login, authorizeUrl: 'http://127.0.0.1:8080/oauth/authorize?as=anna' }),
    )
    expect(url.host).toBe('127.0.0.1:8080')
    expect(url.searchParams.get('as')).toBe('anna')
  })

  test.each([
    ['clientId', { clientId: '' }],
    ['clientId', { clientId: ' 12' }],
    ['redirectUri', { redirectUri: 'http://example.com/callback' }],
    ['redirectUri', { redirectUri: '/callback' }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['threads_delete'] as const }],
    ['state', { state: '' }],
    ['authorizeUrl', { authorizeUrl: 'http://threads.com/oauth/authorize' }],
  ])('a wrong %s is a TypeError that names it', (name, wrong) => {
    expect(() => authorizeUrl({ ...login, ...wrong })).toThrow(TypeError)
    expect(() => authorizeUrl({ ...login, ...wrong })).toThrow(name)
  })
})

describe('what comes back', () => {
  const CODE = 'AQBx-hBsH3canary'

  test.each([
    ['as Meta sends it', `https://localhost:4281/callback?code=${CODE}&state=r4nd0m#_`],
    ['with space round it', `  https://localhost:4281/callback?code=${CODE}&state=r4nd0m#_\n`],
    ['with the mark encoded', `https://localhost:4281/callback?state=r4nd0m&code=${CODE}%23_`],
    ['without the mark', `http://127.0.0.1/?code=${CODE}&state=r4nd0m`],
  ])('a code, %s', (_, address) => {
    const callback = parseCallback(address)
    expect(callback.kind).toBe('code')
    if (callback.kind !== 'code') return
    expect([callback.code.reveal(), callback.state]).toEqual([CODE, 'r4nd0m'])
    expect(inspect(callback) + JSON.stringify(callback)).not.toContain(CODE)
  })

  test('no state is an absent state', () => {
    expect(parseCallback(`https://localhost/?code=${CODE}#_`)).not.toHaveProperty('state')
  })

  test('a refusal, with Meta’s reason', () => {
    const query = 'error=access_denied&error_reason=user_denied&error_description=The+user+denied&state=s'
    expect(parseCallback(`https://localhost/?${query}`)).toEqual({
      kind: 'denied',
      error: 'access_denied',
      reason: 'user_denied',
      description: 'The user denied',
      state: 's',
    })
  })

  test.each([
    ['not-a-url', 'AQBx-hBsH3'],
    ['not-a-url', ''],
    ['no-code', 'https://localhost/callback'],
    ['ambiguous', 'https://localhost/?code=a&code=b'],
    ['ambiguous', 'https://localhost/?code=a&error=access_denied'],
    ['malformed-code', 'https://localhost/?code='],
    ['malformed-code', 'https://localhost/?code=a%0Ab'],
    ['malformed-code', 'https://localhost/?code=a+b'],
  ])('%s: %j', (why, address) => {
    expect(parseCallback(address)).toEqual({ kind: 'unusable', why })
  })

  test('nothing that a person can paste makes it throw', () => {
    const pasted = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string().map((query) => `https://localhost/?code=${query}`),
    )
    fc.assert(
      fc.property(pasted, (address) => {
        expect(['code', 'denied', 'unusable']).toContain(parseCallback(address).kind)
      }),
      { seed: 6, numRuns: 200 },
    )
  })
})

describe('the window’s own failures', () => {
  test.each([
    [1349168, 'redirect-uri-wrong'],
    [1349245, 'not-a-tester'],
    [1349026, 'app-id-wrong'],
    [4476002, 'app-id-wrong'],
    [1, 'login-misconfigured'],
  ])('%i is recognised by its number', (code, reason) => {
    const error = readAuthorizeFailure(JSON.stringify({ error_message: 'Localised text.', error_code: code }))
    expect(error).toMatchObject({ endpoint: 'authorize', code, apiMessage: 'Localised text.' })
    expect(classify(error)).toMatchObject({ reason })
  })

  test.each(['', '<html>', '[]', 'null', '{}', '{"error_message":"no number"}', '{"error_code":1}'])(
    '%j is none',
    (text) => {
      expect(readAuthorizeFailure(text)).toBeUndefined()
    },
  )
})
