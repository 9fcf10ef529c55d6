import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { contentOf } from './answer-content.ts'
import { classify } from './classification.ts'
import type { EndpointId } from './endpoint.ts'
import { ThreadsApiError } from './errors.ts'
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

function errorOf(body: unknown, rest?: Partial<RawAnswer>): unknown {
  try {
    contentOf(answer(body, rest))
  } catch (error) {
    return error
  }
  throw new Error('expected an exception')
}

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

  test.each([200, 400, 401, 500])('Graph’s envelope, whatever the status: %i', (status) => {
    const error = errorOf({ error: EXPIRED }, { status, retryAfterSeconds: 9 })
    expect(error).toBeInstanceOf(ThreadsApiError)
    expect(Object.fromEntries(Object.entries(error as ThreadsApiError))).toEqual({
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

  test.each<{ name: string; code: string; body: unknown; rest?: Partial<RawAnswer> }>([
    { name: 'a redirect', code: 'redirect', body: GOOD, rest: { status: 302 } },
    { name: 'a redirect that a browser hides', code: 'redirect', body: '', rest: { status: 0 } },
    { name: 'a captive portal', code: 'content_type', body: '<html>Welcome, log in</html>', rest: html },
    { name: 'JSON declared as a page', code: 'content_type', body: GOOD, rest: html },
    { name: 'nothing', code: 'content_type', body: '', rest: { status: 204, contentType: '' } },
    { name: 'a page declared as JSON', code: 'json', body: '<html></html>' },
    { name: 'cut off', code: 'json', body: JSON.stringify(GOOD).slice(0, -9) },
    { name: 'cut off within a letter', code: 'json', body: '{"access_token":"\u00e9' },
    { name: 'a list', code: 'shape', body: [GOOD] },
    { name: 'a text', code: 'shape', body: JSON.stringify('ok') },
    { name: 'null', code: 'shape', body: 'null' },
    { name: 'a failure without an error', code: 'status', body: GOOD, rest: { status: 503 } },
    { name: 'a refusal without an error', code: 'status', body: {}, rest: { status: 404 } },
    { name: 'a status of no kind', code: 'status', body: GOOD, rest: { status: 700 } },
  ])('$name', ({ body, rest, code }) => {
    const error = errorOf(body, rest)
    expect(error).toMatchObject({ name: 'ThreadsProtocolError', code, endpoint: 'refresh_access_token' })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('THAAnewCanary')
  })

  test('bytes that are not UTF-8', () => {
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d])
    expect(errorOf('', { body })).toMatchObject({ code: 'json' })
  })

  test.each([
    'application/json',
    'Application/JSON;charset=x',
    'text/javascript; charset=UTF-8',
    'application/problem+json',
  ])('%s is JSON', (contentType) => {
    expect(contentOf(answer(GOOD, { contentType }))).toEqual(GOOD)
  })

  test('a byte order mark does not matter', () => {
    expect(contentOf(answer('\uFEFF{"id":"1"}'))).toEqual({ id: '1' })
  })
})
