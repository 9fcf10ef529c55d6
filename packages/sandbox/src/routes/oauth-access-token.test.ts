import { expect, test } from 'vitest'
import { type Api, errorOf, LOGIN, login, type Params, type Reply, withApi } from '../../test-support/api.ts'

async function exchangeForm(api: Api, change: Params = {}): Promise<Params> {
  api.sandbox.users.put({ username: 'anna' })
  return {
    client_id: api.sandbox.appId,
    client_secret: api.sandbox.appSecret,
    grant_type: 'authorization_code',
    redirect_uri: LOGIN.redirect_uri ?? '',
    code: await login(api),
    ...change,
  }
}

function refusal(code: number, more: object = {}): object {
  return { status: 400, type: 'OAuthException', code, ...more }
}

test('a code becomes a short-lived token, by POST and by GET', async () => {
  await withApi(async (api) => {
    for (const call of [api.post, api.get]) {
      const reply = await call('/oauth/access_token', await exchangeForm(api))
      expect(reply.status).toBe(200)
      expect(Object.keys(reply.json)).toEqual(['access_token', 'user_id'])
      expect(reply.json.access_token).toMatch(/^THAA[\w-]{164}$/)
    }
    expect(api.sandbox.tokens.list().map(({ kind, expires_at }) => [kind, expires_at])).toEqual([
      ['short', '2026-06-15T13:00:00.000Z'],
      ['short', '2026-06-15T13:00:00.000Z'],
    ])
  })
})

test('user_id is a bare integer above 2^53 that JSON.parse rounds', async () => {
  await withApi(async (api) => {
    const reply = await api.post('/oauth/access_token', await exchangeForm(api))
    const bare = /"user_id":(\d+)\}$/.exec(reply.text)?.[1] ?? ''
    expect(bare).toBe(api.sandbox.users.list()[0]?.id)
    expect(BigInt(bare)).toBeGreaterThan(2n ** 53n)
    expect(String(reply.json.user_id)).not.toBe(bare)
  })
})

test('a code works once (100/4279030)', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    await api.post('/oauth/access_token', form)
    const again = await api.post('/oauth/access_token', form)
    expect(errorOf(again)).toEqual(refusal(100, { error_subcode: 4279030 }))
    expect(again.json.error.error_user_title).toBe('Invalid authorization code specified')
    expect(again.json.error.error_user_msg).toMatch(/Reason: used_authorization_code\.$/)
  })
})

test('a code lives one hour', async () => {
  await withApi(async (api) => {
    const [inTime, late] = [await exchangeForm(api), await exchangeForm(api)]
    api.sandbox.clock.advance('59m')
    expect((await api.post('/oauth/access_token', inTime)).status).toBe(200)
    api.sandbox.clock.advance('1m')
    const reply = await api.post('/oauth/access_token', late)
    expect(reply.json.error.error_user_msg).toMatch(/expired_authorization_code/)
  })
})

test('an unknown code, and one of another app, is refused', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    const other = api.sandbox.apps.put({})
    const ofOther = { ...form, client_id: other.app_id, client_secret: other.app_secret }
    for (const wrong of [{ ...form, code: 'AQnothing' }, ofOther]) {
      const reply = await api.post('/oauth/access_token', wrong)
      expect(errorOf(reply)).toEqual(refusal(100, { error_subcode: 4279030 }))
    }
    expect((await api.post('/oauth/access_token', form)).status).toBe(200)
  })
})

test('a code pasted with its #_ is refused, as Meta would', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    const reply = await api.post('/oauth/access_token', { ...form, code: `${form.code}#_` })
    expect(errorOf(reply)).toEqual(refusal(100, { error_subcode: 4279030 }))
  })
})

test('the redirect URI must be the one of the login, and a mismatch does not spend the code', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    const reply = await api.post('/oauth/access_token', { ...form, redirect_uri: 'https://localhost:4281/' })
    expect(errorOf(reply)).toEqual(refusal(191))
    expect(reply.json.error.message).toMatch(/^Invalid redirect/)
    expect((await api.post('/oauth/access_token', form)).status).toBe(200)
  })
})

test('a wrong secret and an unknown client are refused', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    const errors: Reply[] = []
    errors.push(await api.post('/oauth/access_token', { ...form, client_secret: 'x' }))
    errors.push(await api.post('/oauth/access_token', { ...form, client_id: '123' }))
    expect(errors.map(errorOf)).toEqual([refusal(1), refusal(101)])
    expect(errors[0]?.json.error.message).toBe('Error validating client secret.')
  })
})

test('what is missing is named', async () => {
  await withApi(async (api) => {
    const form = await exchangeForm(api)
    for (const name of ['client_id', 'client_secret', 'redirect_uri', 'code', 'grant_type']) {
      const reply = await api.post('/oauth/access_token', { ...form, [name]: '' })
      expect(errorOf(reply)).toEqual(refusal(100))
      expect(reply.json.error.message).toBe(`The parameter ${name} is required`)
    }
    const reply = await api.post('/oauth/access_token', { ...form, grant_type: 'password' })
    expect(reply.json.error.message).toBe(
      'Param grant_type must be one of {authorization_code, client_credentials}',
    )
  })
})

test('an app gets its own token, the same each time, without expires_in', async () => {
  await withApi(async ({ sandbox, get }) => {
    const params = {
      grant_type: 'client_credentials',
      client_id: sandbox.appId,
      client_secret: sandbox.appSecret,
    }
    const { json } = await get('/oauth/access_token', params)
    expect(json).toEqual({ access_token: expect.any(String), token_type: 'bearer' })
    expect(json.access_token.startsWith(`TH|${sandbox.appId}|`)).toBe(true)
    expect((await get('/oauth/access_token', params)).json).toEqual(json)
    expect(errorOf(await get('/oauth/access_token', { ...params, client_secret: 'x' }))).toEqual(refusal(1))
  })
})
