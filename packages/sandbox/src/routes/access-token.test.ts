import { expect, test } from 'vitest'
import { type Api, errorOf, type Params, withApi } from '../../test-support/api.ts'

function exchange(api: Api, access_token: string, change: Params = {}) {
  return api.get('/access_token', {
    grant_type: 'th_exchange_token',
    client_secret: api.sandbox.appSecret,
    access_token,
    ...change,
  })
}

test('a short-lived token becomes a long-lived one of 60 days less at most a minute', async () => {
  await withApi(async (api) => {
    const reply = await exchange(api, api.token({ kind: 'short', age: '30m' }))
    expect(Object.keys(reply.json)).toEqual(['access_token', 'token_type', 'expires_in'])
    expect(reply.json.token_type).toBe('bearer')
    expect(reply.json.expires_in).toBeLessThanOrEqual(5_184_000)
    expect(reply.json.expires_in).toBeGreaterThanOrEqual(5_184_000 - 60)
    expect((await api.get('/me', { access_token: reply.json.access_token })).status).toBe(200)
  })
})

test('the 90 days count from the login, not from the exchange', async () => {
  await withApi(async (api) => {
    const access_token = (await exchange(api, api.token({ kind: 'short', age: '30m' }))).json.access_token
    const { data } = (await api.get('/debug_token', { access_token, input_token: access_token })).json
    expect(data.data_access_expires_at - data.issued_at).toBe(90 * 86_400 - 1800)
  })
})

test('POST with a form works too', async () => {
  await withApi(async (api) => {
    const form = { grant_type: 'th_exchange_token', client_secret: api.sandbox.appSecret }
    const reply = await api.post('/access_token', { ...form, access_token: api.token({ kind: 'short' }) })
    expect(reply.status).toBe(200)
  })
})

test('a token that is long-lived already is refused (100/4279023)', async () => {
  await withApi(async (api) => {
    const reply = await exchange(api, api.token())
    expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 100, error_subcode: 4279023 })
  })
})

test('an expired short-lived token cannot be exchanged', async () => {
  await withApi(async (api) => {
    const reply = await exchange(api, api.token({ kind: 'short', age: '1h' }))
    expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 190, error_subcode: 463 })
  })
})

test('the secret must be that of the token’s own app', async () => {
  await withApi(async (api) => {
    const other = api.sandbox.apps.put({})
    const short = api.token({ kind: 'short' })
    const wrong = await exchange(api, short, { client_secret: other.app_secret })
    expect(errorOf(wrong)).toEqual({ status: 400, type: 'OAuthException', code: 1 })
    const missing = await exchange(api, short, { client_secret: '' })
    expect(missing.json.error.message).toBe('The parameter client_secret is required')
  })
})

test('somebody who is no tester gets a short token but no long one (100/10)', async () => {
  await withApi(async (api) => {
    const short = api.token({ user: 'bob', kind: 'short' })
    api.sandbox.users.put({ username: 'bob', tester: false })
    const reply = await exchange(api, short)
    expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100, error_subcode: 10 })
    expect(reply.json.error.message).toMatch(/requires the threads_basic permission/)
  })
})
