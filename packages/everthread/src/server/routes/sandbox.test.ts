import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Millis } from '../../time/clock.ts'
import { DAY, HOUR } from '../../time/duration.ts'
import type { SandboxPart } from '../sandbox-part.ts'
import { createTestServer, type TestServer } from '../test-server.ts'

let done: unknown[]
const sandbox: SandboxPart = {
  look: async () => ({
    now: 1_767_225_600_000 as Millis,
    turningUntil: (1_767_225_600_000 + HOUR) as Millis,
    url: 'http://127.0.0.1:4299',
    users: ['anna'],
    waiting: ['outage'],
    switches: { revokeOld: false },
  }),
  turn: (byMs) => done.push(['turn', byMs]),
  break: async (what, user) => void done.push(['break', what, user]),
  mend: async () => void done.push(['mend']),
  setSwitches: async (switches) => !('noSuchSwitch' in switches),
}

describe('the demo’s sandbox', () => {
  let server: TestServer
  beforeEach(async () => {
    done = []
    server = await createTestServer({ sandbox })
    await server.becomeOwner()
  })
  afterEach(() => server[Symbol.asyncDispose]())

  it('says how it stands after every order', async () => {
    const orders = [
      ['GET', '', undefined],
      ['PUT', '/clock', { by: '39d' }],
      ['PUT', '/breakage', { what: 'revoked', user: 'anna' }],
      ['DELETE', '/breakage', undefined],
      ['PATCH', '/switches', { revokeOld: true }],
    ] as const
    for (const [method, path, json] of orders) {
      const answer = await server.ask(`/api/v1/sandbox${path}`, { method, ...(json && { json }) })
      expect([answer.status, await answer.json()]).toMatchObject([
        200,
        { now: '2026-01-01T00:00:00.000Z', turning_until: '2026-01-01T01:00:00.000Z', waiting: ['outage'] },
      ])
    }
    expect(done).toEqual([['turn', 39 * DAY], ['break', 'revoked', 'anna'], ['mend']])
  })

  it('refuses a switch that it does not know, and a turn that is none', async () => {
    const wrong = await server.ask('/api/v1/sandbox/switches', { method: 'PATCH', json: { noSuchSwitch: 1 } })
    const back = await server.ask('/api/v1/sandbox/clock', { method: 'PUT', json: { by: '-1d' } })
    expect([wrong.status, back.status]).toEqual([422, 422])
  })

  it('has a door that sets no cookie by itself, and a session that says that this is a demo', async () => {
    const door = await server.ask('/demo')
    expect([door.status, door.headers.get('set-cookie')]).toEqual([200, null])
    expect(await (await server.ask('/api/v1/session')).json()).toMatchObject({ is_demo: true })
  })
})

it('is not there outside the demo, and neither is its door', async () => {
  await using server = await createTestServer()
  await server.becomeOwner()
  const asked = await Promise.all(['/api/v1/sandbox', '/demo'].map((path) => server.ask(path)))
  expect(asked.map(({ status }) => status)).toEqual([501, 404])
  expect(await (await server.ask('/api/v1/session')).json()).toMatchObject({ is_demo: false })
})
