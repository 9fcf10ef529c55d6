import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readAppToken } from './app-token.ts'
import { classify } from './classification.ts'
import { readCodeExchange } from './code-exchange.ts'
import { readTokenDebug } from './debug-token.ts'
import type { EndpointId } from './endpoint.ts'
import { ThreadsApiError, ThreadsProtocolError } from './errors.ts'
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
  const read = (data: unknown) => readTokenDebug(answer({ data }, { endpoint: 'debug_token' }))

  test('seconds become milliseconds', () => {
    expect(read(DOCUMENTED)).toEqual({
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
    expect(read({ ...DOCUMENTED, expires_at: 0 }).expires).toEqual({ kind: 'never' })
    expect(read({ is_valid: true })).toEqual({
      isValid: true,
      expires: { kind: 'unknown' },
      dataAccessExpires: { kind: 'unknown' },
    })
  })

  test('a dead token says why, in a form that classify takes', () => {
    const { isValid, refusal } = read({
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
    ['is_valid', {}],
    ['is_valid', { is_valid: 'true' }],
    ['expires_at', { ...DOCUMENTED, expires_at: -1 }],
    ['expires_at', { ...DOCUMENTED, expires_at: '1752254132' }],
    ['expires_at', { ...DOCUMENTED, expires_at: 1e15 }],
    ['issued_at', { ...DOCUMENTED, issued_at: 1.5 }],
    ['scopes', { ...DOCUMENTED, scopes: 'threads_basic' }],
    ['scopes', { ...DOCUMENTED, scopes: [1] }],
  ])('%s in %j is not believed', (field, data) => {
    expect(thrownBy(() => read(data))).toMatchObject({ name: 'ThreadsProtocolError', field })
  })
})

describe('/me', () => {
  const read = (body: unknown) => readMe(answer(body, { endpoint: 'me' }))

  test('Meta’s fields become ours, and absent ones stay absent', () => {
    expect(
      read({
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
    expect(read({ id: '1', name: null })).toEqual({ id: '1' })
  })

  test.each([{}, { id: '' }, { id: 'me' }, { id: '1', username: 7 }, { id: '1', is_verified: 'yes' }])(
    '%j is not believed',
    (body) => {
      expect(() => read(body)).toThrow(ThreadsProtocolError)
    },
  )
})

describe('an answer that is an error', () => {
  const EXPIRED = {
    message: 'Error validating access token: Session has expired',
    type: 'OAuthException',
    code: 190,
    error_subcode: 463,
    is_transient: false,
    error_user_title: 'Sitzung abgelaufen',
    error_user_msg: 'Bitte neu anmelden.',
    fbtrace_id: 'AA0_abcdeFgHIJ12kl_mn3O',
  }
  const errorOf = (body: unknown, rest?: Partial<RawAnswer>) =>
    thrownBy(() => readTokenRenewal(answer(body, rest)))

  test.each([200, 400, 401, 500])('Graph’s envelope, whatever the status: %i', (status) => {
    const error = errorOf({ error: EXPIRED }, { status, retryAfterSeconds: 9 })
    expect(error).toBeInstanceOf(ThreadsApiError)
    expect({ ...(error as ThreadsApiError) }).toEqual({
      name: 'ThreadsApiError',
      endpoint: 'refresh_access_token',
      status,
      code: 190,
      subcode: 463,
      type: 'OAuthException',
      apiMessage: 'Error validating access token: Session has expired',
      userTitle: 'Sitzung abgelaufen',
      userMessage: 'Bitte neu anmelden.',
      isTransient: false,
      fbtraceId: 'AA0_abcdeFgHIJ12kl_mn3O',
      retryAfterSeconds: 9,
    })
  })

  test('its message says what was attempted and what came back', () => {
    expect(String(errorOf({ error: EXPIRED }, { status: 400 }))).toBe(
      'ThreadsApiError: refresh_access_token: Meta refused with error 190/463 (HTTP 400): ' +
        'Error validating access token: Session has expired: Sitzung abgelaufen: Bitte neu anmelden.',
    )
  })

  test('an error beside a token is an error', () => {
    expect(errorOf({ access_token: 'THAAnew', error: { code: 2, message: '' } })).toMatchObject({ code: 2 })
  })

  test('the envelope that the code exchange documents', () => {
    const body = { error_type: 'OAuthException', code: 400, error_message: 'Matching code was not found' }
    const endpoint: EndpointId = 'oauth_access_token'
    const error = errorOf(body, { status: 400, endpoint })
    expect(error).toMatchObject({
      code: 400,
      type: 'OAuthException',
      apiMessage: 'Matching code was not found',
    })
    expect(classify(error)).toMatchObject({ reason: 'code-used' })
  })

  test('the login window’s envelope', () => {
    expect(errorOf({ error_message: 'URL Blocked', error_code: 1_349_168 })).toMatchObject({
      code: 1_349_168,
    })
  })

  test('an error known by name only', () => {
    const error = errorOf({ error: { code: 100, message: 'Failed: THREADS_API__LINK_LIMIT_EXCEEDED.' } })
    expect(error).toMatchObject({ apiName: 'THREADS_API__LINK_LIMIT_EXCEEDED' })
    expect(classify(error)).toMatchObject({ reason: 'link-limit' })
  })

  test('what Meta echoes is redacted', () => {
    const message = `Malformed access token ${sent.reveal()}, from https://example.com/?access_token=1`
    const error = errorOf({
      error: { code: 190, message, error_user_msg: sent.reveal(), type: sent.reveal() },
    })
    const printed = inspect(error, { depth: 9 }) + JSON.stringify(error)
    expect(printed).not.toContain(sent.reveal())
    expect(printed).not.toContain('access_token=1')
  })

  test.each([
    { error: 'invalid_request' },
    { error: {} },
    { error: { message: 'no code' } },
    { error: [], access_token: 'THAAnew' },
    { error: 0, access_token: 'THAAnew' },
    { error_message: 'no code', access_token: 'THAAnew' },
    { error: { code: 1.5 } },
  ])('%j is an error of somebody else’s', (body) => {
    expect(errorOf(body)).toMatchObject({ name: 'ThreadsProtocolError', code: 'shape' })
  })
})

describe('an answer that is not the API’s', () => {
  const GOOD = { access_token: 'THAAnewCanary', expires_in: 60 }
  const html = { contentType: 'text/html' }

  test.each<[string, unknown, Partial<RawAnswer>, string]>([
    ['a redirect', GOOD, { status: 302 }, 'redirect'],
    ['a redirect that a browser hides', '', { status: 0 }, 'redirect'],
    ['a captive portal', '<html>Welcome, log in</html>', html, 'content_type'],
    ['JSON declared as a page', GOOD, html, 'content_type'],
    ['nothing', '', { status: 204, contentType: '' }, 'content_type'],
    ['a page declared as JSON', '<html></html>', {}, 'json'],
    ['cut off', JSON.stringify(GOOD).slice(0, -9), {}, 'json'],
    ['cut off within a letter', '{"access_token":"\u00e9', {}, 'json'],
    ['a list', [GOOD], {}, 'shape'],
    ['a text', JSON.stringify('ok'), {}, 'shape'],
    ['null', 'null', {}, 'shape'],
    ['a failure without an error', GOOD, { status: 503 }, 'status'],
    ['a refusal without an error', {}, { status: 404 }, 'status'],
    ['a status of no kind', GOOD, { status: 700 }, 'status'],
  ])('%s', (_, body, rest, code) => {
    const error = thrownBy(() => readTokenRenewal(answer(body, rest)))
    expect(error).toMatchObject({ name: 'ThreadsProtocolError', code, endpoint: 'refresh_access_token' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('THAAnewCanary')
  })

  test('bytes that are not UTF-8', () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])
    expect(thrownBy(() => readTokenRenewal(answer('', { body })))).toMatchObject({ code: 'json' })
  })

  test.each([
    'application/json',
    'Application/JSON;charset=x',
    'text/javascript; charset=UTF-8',
    'application/problem+json',
  ])('%s is JSON', (contentType) => {
    expect(readTokenRenewal(answer(GOOD, { contentType })).token.reveal()).toBe('THAAnewCanary')
  })

  test('a byte order mark does not matter', () => {
    expect(readMe(answer('\uFEFF{"id":"1"}', { endpoint: 'me' }))).toEqual({ id: '1' })
  })
})
