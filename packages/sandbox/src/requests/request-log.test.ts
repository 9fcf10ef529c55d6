import { expect, test } from 'vitest'
import { login, withApi } from '../../test-support/api.ts'
import { fingerprintOf } from '../fingerprint.ts'

test('each call is listed with its endpoint, its user and what was answered', async () => {
  await withApi(async ({ sandbox, token, get, control }) => {
    const access_token = token()
    await get('/v1.0/me', { fields: 'id,username', access_token })
    await get('/me', { access_token: 'garbage' })
    await get('/me', { fields: 'x', access_token })
    await get('/nowhere')
    const { requests } = (await control('requests')).json
    const at = '2026-06-15T12:00:00.000Z'
    const me = { at, method: 'GET', endpoint: 'me', outcome: 'answered' }
    const anna = { token: fingerprintOf(access_token), user: sandbox.users.list()[0]?.id }
    expect(requests).toEqual([
      { ...me, id: 1, path: '/v1.0/me', params: { fields: 'id,username' }, ...anna, status: 200 },
      { ...me, id: 2, path: '/me', params: {}, token: fingerprintOf('garbage'), status: 400, error: '190' },
      { ...me, id: 3, path: '/me', params: { fields: 'x' }, ...anna, status: 500, error: '100' },
      {
        id: 4,
        at,
        method: 'GET',
        path: '/nowhere',
        params: {},
        outcome: 'answered',
        status: 400,
        error: '2500',
      },
    ])
  })
})

test('no token, code or secret is shown, wherever in a call it stood', async () => {
  await withApi(async (api) => {
    const { sandbox, get, post, send, token } = api
    const canary = token()
    const code = await login(api)
    await get('/me', {
      access_token: canary,
      fields: canary,
      user: canary,
      [canary]: 'x',
      limit: `,${canary}`,
    })
    await get(`/${canary}`, { client_secret: sandbox.appSecret, state: canary.slice(0, 40) })
    await get('/me', {}, { headers: { authorization: `Bearer ${canary}` } })
    await post('/oauth/access_token', { code, client_secret: sandbox.appSecret, redirect_uri: code })
    await send(`/me/${canary}/x`, { method: 'POST', body: canary })
    const shown = JSON.stringify(sandbox.requests.list())
    const secrets = [canary, canary.slice(0, 40), code, sandbox.appSecret]
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([])
    expect(shown).toContain(fingerprintOf(canary))
    expect(JSON.stringify(sandbox.state())).toContain(canary)
  })
})

test('the last thousand calls are kept, and clearing forgets them', async () => {
  await withApi(async ({ sandbox, get, send }) => {
    for (let round = 0; round < 22; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => get('/me')))
    }
    expect(sandbox.requests.list()).toHaveLength(1000)
    expect(sandbox.requests.list().at(-1)?.id).toBe(2200)
    expect((await send('/__sandbox/requests', { method: 'DELETE' })).json).toEqual({ cleared: 2200 })
    expect(sandbox.requests.list()).toEqual([])
  })
})

test('a log that is off keeps nothing, and everything else goes on', async () => {
  await withApi(
    async ({ sandbox, token, get }) => {
      expect((await get('/me', { access_token: token() })).status).toBe(200)
      expect(sandbox.requests.list()).toEqual([])
    },
    { requestLog: 'off' },
  )
})
