import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../time/duration.ts'
import { createOwnerLink, resetOwner } from '../auth/ownership.ts'
import { createTestServer, PASSWORD, TEST_CONFIG, type TestServer } from '../test-server.ts'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer()
})
afterEach(() => server[Symbol.asyncDispose]())

const post = (path: string, json: unknown, headers = {}) =>
  server.ask(path, { method: 'POST', json, headers })
const who = async () => (await (await server.ask('/api/v1/session')).json()) as { caller: string }
const ownerDeps = () => ({ ...server.deps, store: server.store })

describe('the one-time link', () => {
  it('makes the owner and logs in, once', async () => {
    const link = await createOwnerLink(ownerDeps())
    const owner = { link, name: 'anna', password: PASSWORD }
    const made = await post('/api/v1/owner', owner)
    expect(made.status).toBe(201)
    expect(made.headers.get('set-cookie')).toMatch(
      /^everthread_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    expect(await who()).toMatchObject({ caller: 'owner', name: 'anna', has_owner: true })
    expect(await (await post('/api/v1/owner', owner)).json()).toMatchObject({ code: 'owner-exists' })
  })

  it('is refused when it is another, too old, or replaced by a newer one', async () => {
    const first = await createOwnerLink(ownerDeps())
    const link = await createOwnerLink(ownerDeps())
    for (const wrong of [first, 'no-such-link']) {
      const refused = await post('/api/v1/owner', { link: wrong, name: 'anna', password: PASSWORD })
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'link-spent' }])
    }
    server.clock.jumpCalendar(HOUR)
    const late = await post('/api/v1/owner', { link, name: 'anna', password: PASSWORD })
    expect(late.status).toBe(403)
  })

  it('takes no password below twelve characters, and names the field', async () => {
    const link = await createOwnerLink(ownerDeps())
    const answer = await post('/api/v1/owner', { link, name: 'anna', password: 'elevenchars' })
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ code: 'invalid', errors: [{ pointer: '/password' }] })
  })
})

describe('a login', () => {
  beforeEach(() => server.becomeOwner())

  it('takes the right name and password, and gives another session than before', async () => {
    const before = server.cookie()
    expect((await post('/api/v1/session', { name: 'anna', password: PASSWORD })).status).toBe(201)
    expect(server.cookie()).not.toBe(before)
    expect((await server.ask('/api/v1/session', { headers: { cookie: before ?? '' } })).status).toBe(200)
    const old = await server.ask('/api/v1/api-keys', { headers: { cookie: before ?? '' } })
    expect(old.status).toBe(401)
  })

  it('says the same of a wrong name and a wrong password', async () => {
    const wrongs = [
      { name: 'anna', password: 'another long password' },
      { name: 'boris', password: PASSWORD },
    ]
    const answers = await Promise.all(wrongs.map((one) => post('/api/v1/session', one)))
    for (const answer of answers)
      expect(await answer.json()).toMatchObject({ code: 'wrong-login', status: 401 })
  })

  it('is refused after five wrong tries, also with the right password, for a quarter of an hour', async () => {
    server.leave()
    const wrong = { name: 'anna', password: 'another long password' }
    const tries = await Promise.all([1, 2, 3, 4, 5, 6].map(() => post('/api/v1/session', wrong)))
    expect(tries.map(({ status }) => status).toSorted()).toEqual([401, 401, 401, 401, 401, 429])
    const right = { name: 'anna', password: PASSWORD }
    const refused = await post('/api/v1/session', right)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await server.clock.advance(15 * MINUTE)
    expect((await post('/api/v1/session', right)).status).toBe(201)
  })

  it('ends with the logout', async () => {
    expect((await server.ask('/api/v1/session', { method: 'DELETE' })).status).toBe(204)
    expect(await who()).toMatchObject({ caller: 'nobody' })
  })
})

describe('a session', () => {
  beforeEach(() => server.becomeOwner())

  it('gets a new id every day; the old one is good for another minute', async () => {
    const first = server.cookie()
    server.clock.jumpCalendar(DAY)
    expect(await who()).toMatchObject({ caller: 'owner' })
    expect(server.cookie()).not.toBe(first)
    const withOld = async () =>
      (await server.ask('/api/v1/api-keys', { headers: { cookie: first ?? '' } })).status
    expect(await withOld()).toBe(200)
    server.clock.jumpCalendar(MINUTE)
    expect(await withOld()).toBe(401)
    expect(await who()).toMatchObject({ caller: 'owner' })
  })

  it('ends after a week without a sign of life', async () => {
    server.clock.jumpCalendar(7 * DAY)
    expect(await who()).toMatchObject({ caller: 'nobody' })
  })

  it('ends after thirty days, however busy', async () => {
    for (let day = 0; day < 29; day += 1) {
      server.clock.jumpCalendar(DAY)
      expect(await who()).toMatchObject({ caller: 'owner' })
    }
    server.clock.jumpCalendar(DAY)
    expect(await who()).toMatchObject({ caller: 'nobody' })
  })

  it('outlives a sandbox’s clock that is turned: the browser lives by the host’s', async () => {
    let turned = 0
    await using demo = await createTestServer({
      now: () => (server.clock.now() + turned) as ReturnType<typeof server.clock.now>,
    })
    await demo.becomeOwner()
    turned = 39 * DAY
    expect(await (await demo.ask('/api/v1/session')).json()).toMatchObject({ caller: 'owner' })
  })

  it('ends with a change of the password, but for the one that changed it', async () => {
    const other = server.cookie()
    await post('/api/v1/session', { name: 'anna', password: PASSWORD }, { cookie: '' })
    const change = { current: PASSWORD, password: 'quite another password' }
    expect((await server.ask('/api/v1/owner/password', { method: 'PUT', json: change })).status).toBe(204)
    expect(await who()).toMatchObject({ caller: 'owner' })
    expect((await server.ask('/api/v1/api-keys', { headers: { cookie: other ?? '' } })).status).toBe(401)
    expect((await post('/api/v1/session', { name: 'anna', password: change.password })).status).toBe(201)
  })

  it('ends with `owner reset`, and so does the password', async () => {
    const link = await resetOwner(ownerDeps())
    expect(await who()).toMatchObject({ caller: 'nobody', has_owner: false })
    expect((await post('/api/v1/session', { name: 'anna', password: PASSWORD })).status).toBe(401)
    const anew = { link, name: 'boris', password: PASSWORD }
    expect((await post('/api/v1/owner', anew)).status).toBe(201)
  })
})

test('where the browser comes by https the cookie is bound to the host and to https', async () => {
  await using secure = await createTestServer({
    config: { ...TEST_CONFIG, publicUrl: 'https://ever.example' },
  })
  const link = await createOwnerLink({ ...secure.deps, store: secure.store })
  const made = await secure.ask('/api/v1/owner', {
    method: 'POST',
    json: { link, name: 'anna', password: PASSWORD },
    headers: { host: 'ever.example' },
  })
  expect(made.headers.get('set-cookie')).toMatch(
    /^__Host-everthread_session=.*; HttpOnly; Secure; SameSite=Strict$/,
  )
  expect(made.headers.get('strict-transport-security')).toBe('max-age=31536000')
})
