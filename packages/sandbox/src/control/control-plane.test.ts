import { expect, test } from 'vitest'
import { NOON, withApi } from '../../test-support/api.ts'
import { createSandbox } from '../sandbox.ts'

test('POST clock advances, sets and changes the mode, and answers the new now', async () => {
  await withApi(async ({ control, sandbox }) => {
    expect((await control('clock', { advance: '39d' })).json).toEqual({
      now: '2026-07-24T12:00:00.000Z',
      mode: 'frozen',
    })
    expect((await control('clock', { set: '2026-11-22T00:00:00Z' })).json.now).toBe(
      '2026-11-22T00:00:00.000Z',
    )
    expect((await control('clock')).json.now).toBe('2026-11-22T00:00:00.000Z')
    expect((await control('clock', { mode: 'virtual' })).json.mode).toBe('virtual')
    for (const wrong of [
      {},
      { advance: '1d', mode: 'frozen' },
      { advance: 'x' },
      { set: true },
      { mode: 'x' },
      { to: 1 },
    ]) {
      const reply = await control('clock', wrong)
      expect([reply.status, typeof reply.json.error]).toEqual([400, 'string'])
    }
    expect(sandbox.clock.mode).toBe('virtual')
  })
})

test('POST users makes a public tester, and changes the one who has that name', async () => {
  await withApi(async ({ control, sandbox }) => {
    const made = (await control('users', { username: 'anna' })).json
    expect(made).toEqual({
      id: made.id,
      username: 'anna',
      private: false,
      tester: true,
      verified: false,
      followers: 0,
      geo_gating: false,
    })
    expect(made.id).toMatch(/^\d{17}$/)
    const changed = (
      await control('users', { username: 'anna', private: true, followers: 120, name: 'Anna' })
    ).json
    expect(changed).toEqual({ ...made, private: true, followers: 120, name: 'Anna' })
    expect(sandbox.users.list()).toEqual([changed])
    for (const wrong of [
      {},
      { username: '' },
      { username: 'a b' },
      { username: 'x', private: 'yes' },
      { username: 'x', age: 3 },
    ]) {
      expect((await control('users', wrong)).status).toBe(400)
    }
  })
})

test('POST tokens makes a token of any kind and age, as if it had been issued then', async () => {
  await withApi(async ({ control, sandbox }) => {
    sandbox.users.put({ username: 'anna' })
    const make = async (order: object) => (await control('tokens', { user: 'anna', ...order })).json
    expect(await make({})).toEqual({
      access_token: expect.stringMatching(/^THAA/),
      expires_at: '2026-08-14T12:00:00.000Z',
    })
    expect((await make({ age: '45d' })).expires_at).toBe('2026-06-30T12:00:00.000Z')
    expect((await make({ age: '61d' })).expires_at).toBe('2026-06-14T12:00:00.000Z')
    expect((await make({ kind: 'short' })).expires_at).toBe('2026-06-15T13:00:00.000Z')
    expect((await make({ kind: 'permanent' })).expires_at).toBeUndefined()
    expect(sandbox.tokens.list().map((token) => token.verdict)).toEqual([
      'alive',
      'alive',
      '190/463',
      'alive',
      'alive',
    ])
    for (const wrong of [
      { user: 'bob' },
      { kind: 'x' },
      { age: 'old' },
      { age: '400000d' },
      { scopes: ['x'] },
      { app: '1' },
      { scope: [] },
    ]) {
      expect(typeof (await make(wrong)).error).toBe('string')
    }
  })
})

test('POST revoke kills one token, or all of a user, or those of one app', async () => {
  await withApi(async ({ control, sandbox, token }) => {
    const other = sandbox.apps.put({})
    const [one, two, bobs] = [token(), token(), token({ user: 'bob' })]
    sandbox.tokens.create({ user: 'anna', app: other.app_id })
    const verdicts = () => sandbox.tokens.list().map((each) => each.verdict)
    expect((await control('revoke', { access_token: one, subcode: 458 })).json).toEqual({
      revoked: 1,
      callbacks: [],
    })
    expect(verdicts()).toEqual(['190/458', 'alive', 'alive', 'alive'])
    expect((await control('revoke', { user: 'anna', app: other.app_id, subcode: 467 })).json.revoked).toBe(1)
    expect((await control('revoke', { user: 'anna', subcode: 460 })).json.revoked).toBe(3)
    expect(verdicts()).toEqual(['190/460', '190/460', 'alive', '190/460'])
    const wrong = [
      { subcode: 460 },
      { user: 'anna', access_token: two, subcode: 460 },
      { user: 'anna' },
      { access_token: bobs, subcode: 1 },
      { access_token: 'x', subcode: 460 },
    ]
    for (const order of wrong) expect((await control('revoke', order)).status).toBe(400)
  })
})

test('POST apps makes an app or changes one, and registers only redirect URIs that Meta would', async () => {
  await withApi(async ({ control, sandbox }) => {
    const made = (await control('apps', { name: 'Mine', app_id: '123', app_secret: 'abc', live: true })).json
    expect(made).toMatchObject({ app_id: '123', app_secret: 'abc', name: 'Mine', live: true })
    expect(made.redirect_uris).toEqual(['https://localhost:4281/callback'])
    const redirect_uris = ['https://localhost/', 'https://threads-sample.meta:8000/callback']
    expect((await control('apps', { app_id: '123', redirect_uris })).json).toEqual({ ...made, redirect_uris })
    for (const uri of [
      'http://localhost/',
      'http://a.example/',
      'nothing',
      'https://a.example/#x',
      'https://ä.example/',
    ]) {
      const reply = await control('apps', { redirect_uris: [uri] })
      expect([
        reply.status,
        reply.json.error.startsWith(`the redirect URI "${uri}" cannot be registered: `),
      ]).toEqual([400, true])
    }
    for (const wrong of [
      { app_id: 'x' },
      { app_id: '123', app_secret: 'other' },
      { delete_url: 'x' },
      { live: 1 },
    ]) {
      expect((await control('apps', wrong)).status).toBe(400)
    }
    expect(sandbox.apps.list().map((app) => app.app_id)).toEqual([sandbox.appId, '123'])
  })
})

test('a snapshot brings everything back: people, tokens, switches, faults and the clock', async () => {
  await withApi(async ({ control, sandbox, token }) => {
    token({ age: '45d' })
    sandbox.switches.set({ revokeOld: true })
    const before = sandbox.state()
    const { id } = (await control('snapshot', {})).json
    await sandbox.revoke({ user: 'anna', subcode: 460 })
    sandbox.users.put({ username: 'bob' })
    sandbox.switches.set({ revokeOld: false })
    sandbox.faults.add({ endpoint: 'me', fault: { kind: 'status', status: 500 } })
    sandbox.clock.advance('39d')
    sandbox.snapshot()
    expect((await control('restore', { id })).json).toEqual({ id })
    expect(sandbox.state()).toEqual(before)
    expect((await control('restore', {})).json).toEqual({ id: 'snapshot-2' })
    expect(sandbox.users.list()).toHaveLength(2)
    expect((await control('restore', { id: 'x' })).status).toBe(400)
    sandbox.restore(id)
  })
})

test('a reset goes back to the start, with the same app', async () => {
  await withApi(
    async ({ control, sandbox, token, get }) => {
      const start = sandbox.state()
      await get('/me', { access_token: token() })
      sandbox.apps.put({})
      sandbox.clock.advance('1d')
      sandbox.faults.add({ endpoint: 'me', fault: { kind: 'status', status: 500 } })
      expect((await control('reset', {})).json).toEqual({ now: NOON, mode: 'frozen' })
      expect(sandbox.state()).toEqual(start)
      expect(sandbox.requests.list()).toEqual([])
    },
    { users: [{ username: 'carla' }], tokens: [{ user: 'carla', age: '3d' }] },
  )
})

test('without a snapshot there is nothing to restore', async () => {
  await withApi(async ({ control }) => {
    expect((await control('restore', {})).json).toEqual({ error: 'no snapshot was taken' })
  })
})

test('what is no control call is told what there is', async () => {
  await withApi(async ({ control, send }) => {
    expect((await control('fautls')).json.error).toMatch(/no control call GET fautls; there are: GET clock, /)
    expect((await send('/__sandbox/clock', { method: 'PUT' })).json.error).toMatch(
      /takes GET and POST, not PUT/,
    )
    const broken = await send('/__sandbox/users', { method: 'POST', body: '{"username":' })
    expect([broken.status, broken.json]).toEqual([400, { error: 'the body is not JSON' }])
  })
})

test('the same seed makes the same sandbox, another seed another', async () => {
  const secrets: string[] = []
  for (const seed of ['a', 'a', 'b']) {
    const sandbox = await createSandbox({ seed, users: [{ username: 'anna' }], clock: 'frozen', now: NOON })
    secrets.push(sandbox.appSecret + sandbox.tokens.create({ user: 'anna' }).access_token)
    await sandbox.close()
  }
  expect(secrets[0]).toBe(secrets[1])
  expect(secrets[0]).not.toBe(secrets[2])
})

test('two sandboxes share nothing, and without a seed no two are alike', async () => {
  const [one, two] = [await createSandbox(), await createSandbox()]
  one.users.put({ username: 'anna' })
  expect(two.users.list()).toEqual([])
  expect(one.appSecret).not.toBe(two.appSecret)
  await one.close()
  await two.close()
})

test('wrong options are refused before anything is started', async () => {
  await expect(createSandbox({ apps: [{ redirect_uris: ['x'] }] })).rejects.toThrow('cannot be registered')
  await expect(createSandbox({ tokens: [{ user: 'nobody' }] })).rejects.toThrow('there is no user "nobody"')
  await expect(createSandbox({ clock: 'real', now: NOON })).rejects.toThrow(
    'a real clock cannot start elsewhere',
  )
})
