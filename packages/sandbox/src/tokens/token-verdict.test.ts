import { expect, test } from 'vitest'
import { errorOf, withApi } from '../../test-support/api.ts'

const AUTH = { status: 400, type: 'OAuthException', code: 190 }

test('an expired token says when it expired and what time it is, in Pacific time (190/463)', async () => {
  await withApi(
    async ({ sandbox, token, get }) => {
      const access_token = token({ kind: 'short' })
      sandbox.clock.set('2025-11-02T09:30:00Z')
      const reply = await get('/me', { access_token })
      expect(errorOf(reply)).toEqual({ ...AUTH, error_subcode: 463 })
      expect(reply.json.error.message).toBe(
        'Error validating access token: Session has expired on Saturday, 01-Nov-25 00:00:00 PDT. ' +
          'The current time is Sunday, 02-Nov-25 01:30:00 PST.',
      )
    },
    { now: '2025-11-01T06:00:00Z' },
  )
})

test('a token lives until the second of its expiry and no longer', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const access_token = token()
    sandbox.clock.advance('59d')
    sandbox.clock.advance(86_400_000 - 1)
    expect((await get('/me', { access_token })).status).toBe(200)
    sandbox.clock.advance(1)
    expect((await get('/me', { access_token })).status).toBe(400)
  })
})

test('each revocation has its own subcode and message', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const messages: Record<number, RegExp> = {
      458: new RegExp(`The user has not authorized application ${sandbox.appId}\\.$`),
      459: /log in at the website and follow the instructions/,
      460: /The session has been invalidated because the user changed their password or Facebook has changed/,
      463: /Session has expired on Monday, 15-Jun-26 05:00:00 PDT/,
      464: /the user is not a confirmed user/,
      467: /The access token is invalid/,
      492: /The session is invalid/,
    }
    for (const subcode of [458, 459, 460, 463, 464, 467, 492] as const) {
      const access_token = token()
      expect(await sandbox.revoke({ access_token, subcode })).toMatchObject({ revoked: 1 })
      const reply = await get('/me', { access_token })
      expect(errorOf(reply)).toEqual({ ...AUTH, error_subcode: subcode })
      expect(reply.json.error.message).toMatch(/^Error validating access token: /)
      expect(reply.json.error.message).toMatch(messages[subcode] ?? /^$/)
    }
  })
})

test('a revoked token is refused everywhere, and says why even after its expiry', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const access_token = token({ age: '45d' })
    await sandbox.revoke({ user: 'anna', subcode: 460 })
    sandbox.clock.advance('20d')
    const calls = [
      await get('/me', { access_token }),
      await get('/refresh_access_token', { grant_type: 'th_refresh_token', access_token }),
      await get('/debug_token', { access_token, input_token: access_token }),
      await get('/access_token', {
        grant_type: 'th_exchange_token',
        client_secret: sandbox.appSecret,
        access_token,
      }),
    ]
    expect(calls.map(errorOf)).toEqual(calls.map(() => ({ ...AUTH, error_subcode: 460 })))
  })
})

test('garbage, and a token of another network, cannot be parsed (190); none at all is 104', async () => {
  await withApi(async ({ get }) => {
    for (const access_token of ['garbage', 'EAAGm0PX4ZCpsBAK', 'IGQVJ1', 'THAAunknown', 'TH|1|2', '"THAA"']) {
      const reply = await get('/me', { access_token })
      expect(errorOf(reply)).toEqual(AUTH)
      expect(reply.json.error.message).toBe('Invalid OAuth access token - Cannot parse access token')
    }
    for (const params of [{}, { access_token: '' }]) {
      const reply = await get('/me', params)
      expect(errorOf(reply)).toEqual({ ...AUTH, code: 104 })
      expect(reply.json.error.message).toBe('An access token is required to request this resource.')
    }
  })
})

test('a token that was cut is malformed, and an altered one is not decrypted, where damage is named', async () => {
  await withApi(
    async ({ token, get }) => {
      const whole = token()
      const messageOf = async (access_token: string) => {
        const reply = await get('/me', { access_token })
        expect(errorOf(reply)).toEqual(AUTH)
        return reply.json.error.message
      }
      const cut = whole.slice(0, 100)
      for (const damaged of [cut, `${whole}x`, `${whole.slice(0, -1)}…`]) {
        expect(await messageOf(damaged)).toBe(`Malformed access token ${damaged}`)
      }
      expect(await messageOf(`THAA${'x'.repeat(whole.length - 4)}`)).toBe(
        'The access token could not be decrypted',
      )
      expect(await messageOf('EAAG')).toBe('Invalid OAuth access token - Cannot parse access token')
      const inspected = await get('/debug_token', { access_token: whole, input_token: cut })
      expect(inspected.json.data.error).toEqual({ code: 190, message: `Malformed access token ${cut}` })
    },
    { switches: { damagedToken: 'by-damage' } },
  )
})

test('a tester who was removed is refused (100/10), and is let in again', async () => {
  await withApi(async ({ sandbox, token, get }) => {
    const access_token = token()
    sandbox.users.put({ username: 'anna', tester: false })
    const reply = await get('/me', { access_token })
    expect(errorOf(reply)).toEqual({ status: 400, type: 'THApiException', code: 100, error_subcode: 10 })
    expect(reply.json.error.message).toBe(
      'This action requires the threads_basic permission. You must submit for app review, or your user must be in the list of Threads testers.',
    )
    sandbox.users.put({ username: 'anna', tester: true })
    expect((await get('/me', { access_token })).status).toBe(200)
  })
})

test('a token without the scope is refused with a 500 (code 10)', async () => {
  await withApi(async ({ token, get }) => {
    const reply = await get('/me', { access_token: token({ scopes: ['threads_delete'] }) })
    expect(errorOf(reply)).toEqual({ status: 500, type: 'THApiException', code: 10 })
    expect(reply.json.error.message).toBe('Application does not have permission for this action')
  })
})
