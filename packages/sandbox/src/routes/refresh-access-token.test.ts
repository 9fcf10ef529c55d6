import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Api, errorOf, type Reply, withApi } from '../../test-support/api.ts'
import { DAY, HOUR } from '../time/duration.ts'

function refresh(api: Api, access_token: string): Promise<Reply> {
  return api.get('/refresh_access_token', { grant_type: 'th_refresh_token', access_token })
}

async function debug(api: Api, token: string) {
  return (await api.get('/debug_token', { access_token: token, input_token: token })).json.data
}

test('a renewal answers a new token of 60 days, and the old one lives to its own end', async () => {
  await withApi(async (api) => {
    const old = api.token({ age: '45d' })
    const { json } = await refresh(api, old)
    expect(Object.keys(json)).toEqual(['access_token', 'token_type', 'expires_in'])
    expect(json.access_token).not.toBe(old)
    expect(json.expires_in).toBeGreaterThanOrEqual(5_183_940)
    api.sandbox.clock.advance('14d')
    expect((await api.get('/me', { access_token: old })).status).toBe(200)
    api.sandbox.clock.advance('1d')
    expect((await api.get('/me', { access_token: old })).status).toBe(400)
    expect((await api.get('/me', { access_token: json.access_token })).status).toBe(200)
  })
})

test('neither app id nor secret is asked for, and the scopes stay', async () => {
  await withApi(async (api) => {
    const scopes = ['threads_basic', 'threads_delete'] as const
    const { json } = await refresh(api, api.token({ age: '2d', scopes }))
    expect((await debug(api, json.access_token)).scopes).toEqual(scopes)
  })
})

test('a token younger than 24 hours is refused, and one of exactly 24 hours is not', async () => {
  await withApi(async (api) => {
    const reply = await refresh(api, api.token({ age: '23h' }))
    expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 452 })
    expect((await refresh(api, api.token({ age: '24h' }))).status).toBe(200)
  })
})

test('the 24 hours count from the last renewal', async () => {
  await withApi(async (api) => {
    const first = (await refresh(api, api.token({ age: '45d' }))).json.access_token
    api.sandbox.clock.advance('23h')
    expect((await refresh(api, first)).status).toBe(400)
    api.sandbox.clock.advance('1h')
    expect((await refresh(api, first)).status).toBe(200)
  })
})

test('an expired token cannot be renewed (190/463)', async () => {
  await withApi(async (api) => {
    const reply = await refresh(api, api.token({ age: '60d' }))
    expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 190, error_subcode: 463 })
  })
})

test('a token without threads_basic cannot be renewed (500, code 10)', async () => {
  await withApi(async (api) => {
    const reply = await refresh(api, api.token({ age: '45d', scopes: ['threads_delete'] }))
    expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 10 })
  })
})

test('a short-lived token is not for renewing', async () => {
  await withApi(async (api) => {
    const reply = await refresh(api, api.token({ kind: 'short' }))
    expect(errorOf(reply)).toEqual({ status: 400, type: 'OAuthException', code: 100 })
  })
})

test('a renewal moves the 90 days of a public profile and not those of a private one', async () => {
  await withApi(async (api) => {
    const publicToken = api.token({ user: 'anna', age: '45d' })
    const privateToken = api.token({ user: 'bob', age: '45d' })
    api.sandbox.users.put({ username: 'bob', private: true })
    const now = api.sandbox.clock.now() / 1000
    const [anna, bob] = [await refresh(api, publicToken), await refresh(api, privateToken)]
    expect((await debug(api, anna.json.access_token)).data_access_expires_at - now).toBe(90 * 86_400)
    expect((await debug(api, bob.json.access_token)).data_access_expires_at - now).toBe(45 * 86_400)
  })
})

test('when the 90 days are over, a living token may do nothing any more (100/10)', async () => {
  await withApi(async (api) => {
    const token = api.token({ age: '1d', login_age: '89d' })
    expect((await api.get('/me', { access_token: token })).status).toBe(200)
    api.sandbox.clock.advance('1d')
    expect(errorOf(await api.get('/me', { access_token: token }))).toMatchObject({
      code: 100,
      error_subcode: 10,
    })
    expect(errorOf(await refresh(api, token))).toMatchObject({ code: 100, error_subcode: 10 })
  })
})

test('however renewals are spaced, one succeeds exactly when the token is alive and at least 24 hours old', async () => {
  await withApi(async (api) => {
    api.sandbox.switches.set({ expiresInShortBy: '0s' })
    const steps = fc.array(fc.integer({ min: 1, max: 70 * 24 }), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(steps, async (hours) => {
        let token = api.token()
        let age = 0
        for (const step of hours) {
          api.sandbox.clock.advance(step * HOUR)
          age += step * HOUR
          const reply = await refresh(api, token)
          expect(reply.status === 200).toBe(age >= DAY && age < 60 * DAY)
          if (reply.status === 200) {
            token = reply.json.access_token
            age = 0
          }
        }
      }),
      { numRuns: 30, seed: 1 },
    )
  })
})
