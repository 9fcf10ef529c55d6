import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readAppToken } from './app-token.ts'
import { classify } from './classification.ts'
import { readCodeExchange } from './code-exchange.ts'
import { readTokenDebug } from './debug-token.ts'
import { ThreadsProtocolError } from './errors.ts'
import { readTokenExchange, readTokenRenewal } from './long-lived-token.ts'
import { readMe } from './profile.ts'
import type { RawAnswer } from './raw-answer.ts'
import { Secret } from './secret.ts'

const sent = new Secret('THAAcanaryOldToken0123456789')

function answer(body: unknown, rest: Partial<RawAnswer> = {}): RawAnswer {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return {
    endpoint: 'refresh_access_token',
    status: 200,
    contentType: 'application/json; charset=UTF-8',
    body: new TextEncoder().encode(text),
    secrets: [sent],
    ...rest,
  }
}

const readDebug = (data: unknown) => readTokenDebug(answer({ data }, { endpoint: 'debug_token' }))
const readProfile = (body: unknown) => readMe(answer(body, { endpoint: 'me' }))

function thrownBy(read: () => unknown): unknown {
  try {
    read()
  } catch (error) {
    return error
  }
  throw new Error('expected an exception')
}

describe('a renewed or exchanged token', () => {
  test.each([readTokenRenewal, readTokenExchange])('%o reads token, type and lifetime', (read) => {
    const { token, ...rest } = read(
      answer({ access_token: 'THAAnew', token_type: 'bearer', expires_in: 5_183_944 }),
    )
    expect(token.reveal()).toBe('THAAnew')
    expect(rest).toEqual({ tokenType: 'bearer', expiresInSeconds: 5_183_944 })
  })

  test('a lifetime that Meta does not tell is absent', () => {
    expect(Object.keys(readTokenRenewal(answer({ access_token: 'THAAnew' })))).toEqual(['token'])
  })

  test.each([
    ['missing', {}],
    ['null', { access_token: null }],
    ['empty', { access_token: '' }],
    ['blank', { access_token: '  ' }],
    ['two words', { access_token: 'TH AA' }],
    ['with a line end', { access_token: 'THAA\n' }],
    ['with a control character', { access_token: 'TH\u0000AA' }],
    ['of other letters', { access_token: 'ТНАА' }],
    ['a number', { access_token: 17841405793187218n.toString().length }],
    ['an object', { access_token: { toString: 'THAA' } }],
  ])('a token that is %s is not believed', (_, body) => {
    expect(thrownBy(() => readTokenRenewal(answer(body)))).toMatchObject({
      name: 'ThreadsProtocolError',
      code: 'field',
      field: 'access_token',
    })
  })

  test.each([-1, 0, 1.5, '5184000', 1e300, {}])('a lifetime of %j is not believed', (expires_in) => {
    const error = thrownBy(() => readTokenRenewal(answer({ access_token: 'THAAnewCanary', expires_in })))
    expect(error).toMatchObject({ name: 'ThreadsProtocolError', code: 'field', field: 'expires_in' })
    expect(inspect(error, { depth: 9 })).not.toContain('THAAnewCanary')
  })
})

describe('a short-lived token', () => {
  test('its user id above 2^53, a bare number on the wire, survives', () => {
    const { token, userId } = readCodeExchange(
      answer('{"access_token":"THAAshort","user_id":17841405793187219}'),
    )
    expect([token.reveal(), userId]).toEqual(['THAAshort', '17841405793187219'])
  })

  test.each(['"17841405793187219"', '17841405793187219', '12'])(
    'user id %s becomes a string of digits',
    (id) => {
      const { userId } = readCodeExchange(answer(`{"access_token":"THAAshort","user_id":${id}}`))
      expect(userId).toBe(id.replaceAll('"', ''))
    },
  )

  test.each([-1, 1.5, 'anna', ''])('a user id %j is not believed', (user_id) => {
    expect(() => readCodeExchange(answer({ access_token: 'THAAshort', user_id }))).toThrow(
      ThreadsProtocolError,
    )
  })
})

test('an app token has no lifetime', () => {
  const { token, ...rest } = readAppToken(
    answer({ access_token: 'TH|1234567890|abcd1234', token_type: 'bearer' }),
  )
  expect([token.reveal(), rest]).toEqual(['TH|1234567890|abcd1234', { tokenType: 'bearer' }])
})

describe('debug_token', () => {
  const DOCUMENTED = {
    type: 'USER',
    application: 'Threads API Test App',
    data_access_expires_at: 1_754_846_089,
    expires_at: 1_752_254_132,
    is_valid: true,
    issued_at: 1_747_070_132,
    scopes: ['threads_basic', 'threads_content_publish'],
    user_id: '1234567890123456',
  }

  test('seconds become milliseconds', () => {
    expect(readDebug(DOCUMENTED)).toEqual({
      isValid: true,
      expires: { kind: 'at', at: 1_752_254_132_000 },
      dataAccessExpires: { kind: 'at', at: 1_754_846_089_000 },
      issuedAt: 1_747_070_132_000,
      scopes: ['threads_basic', 'threads_content_publish'],
      userId: '1234567890123456',
      application: 'Threads API Test App',
      type: 'USER',
    })
  })

  test('0 is never, and what is missing is unknown: two different things', () => {
    expect(readDebug({ ...DOCUMENTED, expires_at: 0 }).expires).toEqual({ kind: 'never' })
    expect(readDebug({ is_valid: true })).toEqual({
      isValid: true,
      expires: { kind: 'unknown' },
      dataAccessExpires: { kind: 'unknown' },
    })
  })

  test('a dead token says why, in a form that classify takes', () => {
    const { isValid, refusal } = readDebug({
      is_valid: false,
      error: { code: 190, subcode: 463, message: `Session of ${sent.reveal()} has expired` },
      scopes: [],
    })
    expect(isValid).toBe(false)
    expect(classify(refusal)).toMatchObject({ reason: 'expired' })
    expect(inspect(refusal)).not.toContain(sent.reveal())
  })

  test.each([
    ['data', undefined],
    ['data', []],
    ['data.is_valid', {}],
    ['data.is_valid', { is_valid: 'true' }],
    ['data.expires_at', { ...DOCUMENTED, expires_at: -1 }],
    ['data.expires_at', { ...DOCUMENTED, expires_at: '1752254132' }],
    ['data.expires_at', { ...DOCUMENTED, expires_at: 1e15 }],
    ['data.issued_at', { ...DOCUMENTED, issued_at: 1.5 }],
    ['data.scopes', { ...DOCUMENTED, scopes: 'threads_basic' }],
    ['data.scopes.0', { ...DOCUMENTED, scopes: [1] }],
  ])('%s in %j is not believed', (field, data) => {
    expect(thrownBy(() => readDebug(data))).toMatchObject({ name: 'ThreadsProtocolError', field })
  })
})

describe('/me', () => {
  test('Meta’s fields become ours, and absent ones stay absent', () => {
    expect(
      readProfile({
        id: '34782204798093277',
        username: 'anna',
        name: 'Anna',
        threads_profile_picture_url: 'https://cdn.example/p.jpg',
        threads_biography: '',
        is_verified: false,
        is_eligible_for_geo_gating: true,
      }),
    ).toEqual({
      id: '34782204798093277',
      username: 'anna',
      name: 'Anna',
      pictureUrl: 'https://cdn.example/p.jpg',
      biography: '',
      isVerified: false,
      isEligibleForGeoGating: true,
    })
    expect(readProfile({ id: '1', name: null })).toEqual({ id: '1' })
  })

  test.each([{}, { id: '' }, { id: 'me' }, { id: '1', username: 7 }, { id: '1', is_verified: 'yes' }])(
    '%j is not believed',
    (body) => {
      expect(() => readProfile(body)).toThrow(ThreadsProtocolError)
    },
  )
})
