import { expect, test } from 'vitest'
import { type Api, errorOf, withApi } from '../../test-support/api.ts'

function debug(api: Api, access_token: string, input_token: string) {
  return api.get('/debug_token', { access_token, input_token })
}

test('a token that inspects itself sees exactly the eight fields', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '10d' })
    const reply = await debug(api, token, token)
    const now = api.sandbox.clock.now() / 1000
    expect(reply.json).toEqual({
      data: {
        type: 'USER',
        application: 'Sandbox App',
        data_access_expires_at: now + 80 * 86_400,
        expires_at: now + 50 * 86_400,
        is_valid: true,
        issued_at: now - 10 * 86_400,
        scopes: ['threads_basic', 'threads_content_publish', 'threads_manage_insights'],
        user_id: api.sandbox.users.list()[0]?.id,
      },
    })
  })
})

test('POST with a form works too, and a permanent token expires at 0', async () => {
  await withApi(async (api) => {
    const token = api.token({ kind: 'permanent', age: '400d', login_age: '1d' })
    const reply = await api.post('/debug_token', { access_token: token, input_token: token })
    expect(reply.json.data).toMatchObject({ is_valid: true, expires_at: 0 })
  })
})

test('one user’s token may inspect another’s of the same app, and none of another app', async () => {
  await withApi(async (api) => {
    const anna = api.token({ user: 'anna' })
    const bob = api.token({ user: 'bob' })
    const other = api.sandbox.apps.put({})
    const foreign = api.sandbox.tokens.create({ user: 'bob', app: other.app_id }).access_token
    expect((await debug(api, anna, bob)).json.data.is_valid).toBe(true)
    const reply = await debug(api, anna, foreign)
    expect(reply.status).toBe(200)
    expect(reply.json.data).toMatchObject({ is_valid: false, error: { code: 100 } })
  })
})

test('a dead input token is 200 with is_valid false and the error; a dead access token is the error', async () => {
  await withApi(async (api) => {
    const living = api.token()
    const expired = api.token({ age: '61d' })
    const reply = await debug(api, living, expired)
    expect(reply.status).toBe(200)
    expect(reply.json.data).toEqual({
      is_valid: false,
      scopes: [],
      error: { code: 190, subcode: 463, message: expect.stringMatching(/Session has expired on \w+day, /) },
    })
    expect((await debug(api, living, 'garbage')).json.data.error.code).toBe(190)
    expect(errorOf(await debug(api, expired, expired))).toMatchObject({
      status: 400,
      code: 190,
      error_subcode: 463,
    })
  })
})

test('somebody who is no tester is refused (100/10)', async () => {
  await withApi(async (api) => {
    const token = api.token({ user: 'bob' })
    api.sandbox.users.put({ username: 'bob', tester: false })
    expect(errorOf(await debug(api, token, token))).toMatchObject({
      status: 400,
      code: 100,
      error_subcode: 10,
    })
  })
})

test('without an input token the parameter is named, and without an access token it is 104', async () => {
  await withApi(async (api) => {
    const reply = await api.get('/debug_token', { access_token: api.token() })
    expect(reply.json.error.message).toBe('The parameter input_token is required')
    expect(errorOf(await api.get('/debug_token', { input_token: 'x' }))).toMatchObject({ code: 104 })
  })
})
