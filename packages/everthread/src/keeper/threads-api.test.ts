/** Every answer of Meta's that we know of, and what the keeper takes it for. */
import { Secret, type Transport } from '@everthread/client'
import { type Fault, fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { ClaimLostError } from '../store/claims.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { createSkewedClock } from '../time/skew.ts'
import { createTestClock } from '../time/test-clock.ts'
import type { KeeperApi } from './api.ts'
import { createTestWorld, START, type TestWorld } from './test-world.ts'
import { createKeeperApi } from './threads-api.ts'

const error = (code: number, error_subcode?: number): Fault => ({
  kind: 'error',
  code,
  ...(error_subcode !== undefined && { error_subcode }),
})

function json(body: object): Fault {
  return { kind: 'body', status: 200, type: 'application/json', body: JSON.stringify(body) }
}

function transportTo(world: TestWorld): Transport {
  return { fetch: world.http.fetch, baseUrl: world.sandbox.url, signal: world.signal, timeoutMs: 5_000 }
}

describe('an answer to a renewal', () => {
  const table: [string, Fault, object][] = [
    ['190/463', error(190, 463), { kind: 'refused', reason: 'expired' }],
    ['190/460', error(190, 460), { kind: 'refused', reason: 'password-changed' }],
    ['190/458', error(190, 458), { kind: 'refused', reason: 'app-removed' }],
    ['190/459', error(190, 459), { kind: 'refused', reason: 'checkpoint' }],
    ['190/464', error(190, 464), { kind: 'refused', reason: 'account-unconfirmed' }],
    ['190/467', error(190, 467), { kind: 'refused', reason: 'token-invalid' }],
    ['190/492', error(190, 492), { kind: 'refused', reason: 'token-invalid' }],
    ['190', error(190), { kind: 'refused', reason: 'token-unreadable' }],
    ['102', error(102), { kind: 'refused', reason: 'token-invalid' }],
    ['100/10', error(100, 10), { kind: 'refused', reason: 'not-a-tester' }],
    ['10', error(10), { kind: 'refused', reason: 'scope-missing' }],
    ['200', error(200), { kind: 'refused', reason: 'scope-missing' }],
    ['101', error(101), { kind: 'refused', reason: 'app-secret-wrong' }],
    ['452', error(452), { kind: 'too_young' }],
    ['100/4279023', error(100, 4279023), { kind: 'long_already' }],
    ['100', error(100), { kind: 'suspect', reason: 'suspect' }],
    ['10/4279067', error(10, 4279067), { kind: 'suspect', reason: 'suspect' }],
    ['368', error(368), { kind: 'suspect', reason: 'suspect' }],
    ['104', error(104), { kind: 'suspect', reason: 'suspect' }],
    ['a code that nobody knows', error(98_765), { kind: 'suspect', reason: 'suspect' }],
    ['613', fault.rateLimit(), { kind: 'no_answer', reason: 'rate-limited', effect: 'none' }],
    ['4', error(4), { kind: 'no_answer', reason: 'rate-limited', effect: 'none' }],
    ['17', error(17), { kind: 'no_answer', reason: 'rate-limited', effect: 'none' }],
    ['429', { kind: 'status', status: 429 }, { kind: 'no_answer', reason: 'rate-limited', effect: 'none' }],
    ['1', error(1), { kind: 'no_answer', reason: 'server-error', effect: 'possible' }],
    ['2', error(2), { kind: 'no_answer', reason: 'server-error', effect: 'possible' }],
    [
      '200 with a 2 inside',
      fault.okWithError(2),
      { kind: 'no_answer', reason: 'server-error', effect: 'possible' },
    ],
    ['503', fault.unavailable(), { kind: 'no_answer', reason: 'server-error', effect: 'possible' }],
    ['HTML', fault.html(), { kind: 'no_answer', reason: 'not-json', effect: 'possible' }],
    ['garbage', fault.garbage(), { kind: 'no_answer', reason: 'not-json', effect: 'possible' }],
    ['half an answer', fault.truncated(), { kind: 'no_answer', reason: 'not-json', effect: 'possible' }],
    ['an empty object', fault.empty(), { kind: 'no_answer', reason: 'not-json', effect: 'possible' }],
    [
      'an empty token',
      json({ access_token: '' }),
      { kind: 'no_answer', reason: 'not-json', effect: 'possible' },
    ],
    [
      'a broken connection',
      fault.unreachable(),
      { kind: 'no_answer', reason: 'network', effect: 'possible' },
    ],
  ]
  for (const [name, played, expected] of table) {
    it(`${name} is ${Object.values(expected).join(', ')}`, async () => {
      await using world = await createTestWorld()
      const token = world.token({ age: '45d' })
      world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: played })
      const answer = await world.api.renew(token)
      expect(answer).toMatchObject(expected)
      expect(JSON.stringify(answer)).not.toContain(token.reveal())
    })
  }

  it('from nobody, where nobody listens, cannot have had an effect', async () => {
    const world = await createTestWorld()
    const token = world.token({ age: '45d' })
    const api = createKeeperApi({ transport: transportTo(world), clock: world.clock })
    await world.sandbox.close()
    expect(await api.renew(token)).toMatchObject({ kind: 'no_answer', reason: 'network', effect: 'none' })
    world.http.close()
  })

  it('that no token of Meta’s can be asked with is damage, and is not sent', async () => {
    await using world = await createTestWorld()
    expect(await world.api.renew(new Secret('a b'))).toEqual({ kind: 'refused', reason: 'token-unreadable' })
    expect(world.calls('refresh_access_token')).toBe(0)
  })

  it('without a lifetime counts as a little less than Meta gives', async () => {
    await using world = await createTestWorld()
    const token = world.token({ age: '45d' })
    world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: json({ access_token: 'THAAnew' }) })
    const answer = await world.api.renew(token)
    if (answer.kind !== 'ok' || answer.value.facts.expiry.kind !== 'at') throw new Error(answer.kind)
    const { expiry, mintedAt = 0 } = answer.value.facts
    expect(expiry.at - mintedAt).toBe(59 * DAY)
  })

  it('counts its lifetime from when the call began', async () => {
    await using world = await createTestWorld()
    const clock = createTestClock(START)
    const fetch: Transport['fetch'] = async (url, init) => {
      const response = await world.http.fetch(url, init)
      await clock.advance(20 * SECOND)
      world.sandbox.clock.set(clock.now())
      return response
    }
    const transport = { ...transportTo(world), fetch }
    const answer = await createKeeperApi({ transport, clock: createSkewedClock(clock) }).renew(
      world.token({ age: '45d' }),
    )
    expect(answer).toMatchObject({ kind: 'ok', value: { facts: { mintedAt: START } } })
  })
})

describe('a look', () => {
  it('tells whose the token is, how long it and the grant live, and what it may do', async () => {
    await using world = await createTestWorld()
    expect(await world.api.look(world.token({ age: '10d' }))).toEqual({
      kind: 'ok',
      value: {
        profile: expect.objectContaining({ id: world.userId(), username: 'anna' }),
        facts: {
          fingerprint: expect.any(String),
          expiry: { kind: 'at', at: expect.any(Number) },
          issuedAt: START - 10 * DAY,
          dataAccessExpiresAt: START + 80 * DAY,
          scopes: ['threads_basic', 'threads_content_publish', 'threads_manage_insights'],
        },
      },
    })
  })

  it('of a token that never expires says so, and only because Meta says that it is valid', async () => {
    await using world = await createTestWorld()
    const never = { value: { facts: { expiry: { kind: 'never' } } } }
    expect(await world.api.look(world.token({ kind: 'permanent' }))).toMatchObject(never)
    const zero = json({ data: { is_valid: false, expires_at: 0 } })
    world.sandbox.faults.add({ endpoint: 'debug_token', fault: zero })
    const unknown = { value: { facts: { expiry: { kind: 'unknown' } } } }
    expect(await world.api.look(world.token())).toMatchObject(unknown)
  })

  it('without an expiry in it leaves the lifetime unknown: what is missing is not 0', async () => {
    await using world = await createTestWorld()
    const debug = json({ data: { is_valid: true, user_id: world.userId() } })
    world.sandbox.faults.add({ endpoint: 'debug_token', fault: debug })
    expect(await world.api.look(world.token())).toMatchObject({
      value: { facts: { expiry: { kind: 'unknown' } } },
    })
  })

  for (const [name, played] of [
    ['refuses', error(100, 10)],
    ['is down', fault.unavailable()],
  ] as const) {
    it(`where debug_token ${name} still tells whose the token is`, async () => {
      await using world = await createTestWorld()
      const token = world.token()
      world.sandbox.faults.add({ endpoint: 'debug_token', fault: played })
      const answer = await world.api.look(token)
      expect(answer).toMatchObject({ kind: 'ok', value: { profile: { id: world.userId() } } })
      expect(answer).toMatchObject({ value: { facts: { expiry: { kind: 'unknown' } } } })
    })
  }

  it('where /me is down takes the user from debug_token', async () => {
    await using world = await createTestWorld()
    const token = world.token()
    world.sandbox.faults.add({ endpoint: 'me', fault: fault.unavailable() })
    expect(await world.api.look(token)).toMatchObject({
      kind: 'ok',
      value: { profile: { id: world.userId() } },
    })
  })

  it('where both are down is no answer', async () => {
    await using world = await createTestWorld()
    const token = world.token()
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    expect(await world.api.look(token)).toMatchObject({ kind: 'no_answer', reason: 'server-error' })
  })

  it('of a revoked token is a refusal, however debug_token puts it', async () => {
    for (const position of ['is-valid-false', 'error'] as const) {
      await using world = await createTestWorld({ switches: { debugTokenInvalidInput: position } })
      const token = world.token()
      await world.sandbox.revoke({ user: 'anna', subcode: 460 })
      expect(await world.api.look(token)).toEqual({ kind: 'refused', reason: 'password-changed' })
    }
  })
})

/** A host whose clock is an hour behind. */
async function skewed(): Promise<{ world: TestWorld; api: KeeperApi; skew: () => number }> {
  const world = await createTestWorld()
  const clock = createSkewedClock(createTestClock(START - HOUR))
  return {
    world,
    api: createKeeperApi({ transport: transportTo(world), clock }),
    skew: () => clock.skewMs(),
  }
}

describe('the API’s clock', () => {
  it('is learnt from a good answer, and decisions follow it', async () => {
    const { world, api, skew } = await skewed()
    await using _ = world
    await api.profileOf(world.token())
    expect([skew(), api.now()]).toEqual([HOUR, START])
  })

  it('is learnt from a refusal of the API’s', async () => {
    const { world, api, skew } = await skewed()
    await using _ = world
    const token = world.token()
    await world.sandbox.revoke({ user: 'anna', subcode: 467 })
    await api.profileOf(token)
    expect(skew()).toBe(HOUR)
  })

  for (const [name, played] of [
    ['a captive portal', fault.html()],
    ['a broken answer', fault.truncated()],
    ['a gateway', fault.unavailable()],
  ] as const) {
    it(`is not learnt from ${name}, which has a clock as well`, async () => {
      const { world, api, skew } = await skewed()
      await using _ = world
      const token = world.token()
      world.sandbox.faults.add({ endpoint: 'me', fault: played })
      await api.profileOf(token)
      expect(skew()).toBe(0)
    })
  }

  it('is noise below five minutes: the host’s is used', async () => {
    await using world = await createTestWorld()
    const clock = createSkewedClock(createTestClock(START - 4 * MINUTE))
    const api = createKeeperApi({ transport: transportTo(world), clock })
    await api.profileOf(world.token())
    expect(api.now()).toBe((START - 4 * MINUTE) as Millis)
  })

  it('dates a new token, so that a wrong clock of ours makes it neither older nor younger', async () => {
    const { world, api } = await skewed()
    await using _ = world
    const answer = await api.renew(world.token({ age: '45d' }))
    if (answer.kind !== 'ok' || answer.value.facts.expiry.kind !== 'at') throw new Error(answer.kind)
    const off = START + 60 * DAY - answer.value.facts.expiry.at
    expect(Math.abs(off)).toBeLessThan(2 * MINUTE)
  })
})

function loseClaim(): Promise<void> {
  return Promise.reject(new ClaimLostError('lost'))
}

describe('before every call', () => {
  it('the claim is looked at, and a caller that has lost it sends nothing', async () => {
    await using world = await createTestWorld()
    const api = createKeeperApi({ transport: transportTo(world), clock: world.clock, beforeCall: loseClaim })
    const token = world.token({ age: '45d' })
    await expect(api.renew(token)).rejects.toBeInstanceOf(ClaimLostError)
    await expect(api.look(token)).rejects.toBeInstanceOf(ClaimLostError)
    expect([world.calls('refresh_access_token'), world.calls('me'), world.calls('debug_token')]).toEqual([
      0, 0, 0,
    ])
  })
})
