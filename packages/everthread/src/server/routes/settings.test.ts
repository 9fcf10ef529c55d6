import { Secret } from '@everthread/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptToken } from '../../account/adopt-token.ts'
import { storedSecret } from '../../service/secret-settings.ts'
import { findSetting } from '../../store/settings.ts'
import { createTestServer, type TestServer } from '../test-server.ts'
import type { App } from '../account-actions.ts'

let server: TestServer
/** What the environment says. */
let elsewhere: App
beforeEach(async () => {
  elsewhere = {}
  server = await createTestServer()
  const { installation } = server.deps
  const findApp = async (): Promise<App> => ({
    id: elsewhere.id ?? (await findSetting(installation.store.db, 'app_id')),
    secret: elsewhere.secret ?? (await storedSecret(installation, 'app_secret')),
  })
  Object.assign(server.deps.accounts, { findApp })
  await server.becomeOwner()
})
afterEach(() => server[Symbol.asyncDispose]())

const change = async (json: object): Promise<Record<string, unknown>> => {
  const answer = await server.ask('/api/v1/settings', { method: 'PATCH', json })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}
const SECRET = '0123456789abcdef0123456789abcdef'

describe('the settings', () => {
  it('keep the app, and never show its secret', async () => {
    const answer = await change({ app_id: '1234567890123456', app_secret: SECRET })
    expect(answer).toMatchObject({
      app_id: '1234567890123456',
      has_app_secret: true,
      app_is_set_elsewhere: false,
    })
    expect(JSON.stringify(answer)).not.toContain(SECRET)
  })

  it('say where what is set here does not count', async () => {
    elsewhere = { id: '9999999999999999' }
    expect(await change({ app_id: '1234567890123456' })).toMatchObject({
      app_id: '9999999999999999',
      app_is_set_elsewhere: true,
    })
    elsewhere = { secret: new Secret(SECRET) }
    expect(await change({})).toMatchObject({ has_app_secret: true, app_is_set_elsewhere: true })
  })

  it('refuse a zone that nobody knows', async () => {
    const answer = await server.ask('/api/v1/settings', {
      method: 'PATCH',
      json: { default_zone: 'Europe/Nowhere' },
    })
    expect(answer.status).toBe(422)
  })

  it('name the zone by which new accounts publish; those that are there keep theirs', async () => {
    const before = await adopt('1')
    expect(await change({ default_zone: 'Europe/Berlin' })).toMatchObject({ default_zone: 'Europe/Berlin' })
    const after = await adopt('2')
    expect([await zoneOf(before), await zoneOf(after)]).toEqual(['UTC', 'Europe/Berlin'])
  })
})

async function adopt(id: string): Promise<string> {
  const { installation, randomId } = server.deps
  const { accountId } = await adoptToken(
    { ...installation, dataDir: '', [Symbol.asyncDispose]: async () => undefined },
    {
      token: new Secret(`THAA${id}`),
      facts: { fingerprint: id, expiry: { kind: 'unknown' } },
      profile: { id },
      source: 'adopted',
      now: server.clock.now(),
      randomId,
      random: () => 0,
    },
  )
  return accountId
}

async function zoneOf(id: string): Promise<unknown> {
  const answer = await server.ask(`/api/v1/accounts/${id}/queue`)
  return ((await answer.json()) as { zone: string }).zone
}
