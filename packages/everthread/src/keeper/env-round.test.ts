/** Every branch of a round over one `.env` without a data folder, against the sandbox. */
import { Secret } from '@everthread/client'
import { type Fault, fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { parseEnvNote } from './env-note.ts'
import { nextRoundAt } from './env-loop.ts'
import type { EnvMemory } from './env-round.ts'
import { createMemoryEnv, envWith, type MemoryEnv, outage, run } from './test-env.ts'
import { createTestWorld, Cut, cutAt, diskError, START, type TestWorld } from './test-world.ts'

function heldIn(world: TestWorld, env: MemoryEnv): string {
  return env.content.kind === 'token' ? world.verdict(env.content.token) : env.content.kind
}

const DEBUG_REFUSED: Fault = { kind: 'error', code: 100, error_subcode: 10 }

describe('a round over a .env', () => {
  const contents: [string, MemoryEnv['content'], object][] = [
    ['that is empty', { kind: 'empty' }, { outcome: 'needs_person', reason: 'token-empty' }],
    ['without the key', { kind: 'missing' }, { outcome: 'needs_person', reason: 'token-missing' }],
    [
      'that cannot be read',
      { kind: 'unreadable', reason: 'file-not-writable', detail: 'EACCES' },
      { outcome: 'failed', reason: 'file-not-writable', detail: 'EACCES' },
    ],
  ]
  for (const [name, content, expected] of contents) {
    it(`${name} says so and asks nobody`, async () => {
      await using world = await createTestWorld()
      const { round } = await run(world, createMemoryEnv(content))
      expect([round, world.calls('me')]).toMatchObject([{ ...expected, written: [] }, 0])
    })
  }

  it('whose token is fresh looks and rests, with the plan', async () => {
    await using world = await createTestWorld()
    const { round, token } = await run(world, envWith(world, { age: '10d' }))
    expect(round).toMatchObject({
      outcome: 'not_due',
      reason: 'fresh',
      profile: { username: 'anna' },
      next: { kind: 'wait', at: START + 30 * DAY },
      written: [],
    })
    expect(token).toBeDefined()
  })

  it('whose token is due renews it, writes it and says what comes next', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    const { round, token } = await run(world, env)
    expect(round).toMatchObject({
      outcome: 'renewed',
      written: [{ path: '/srv/.env', key: 'THREADS_ACCESS_TOKEN', changed: true }],
      facts: { scopes: expect.arrayContaining(['threads_basic']) },
      next: { kind: 'wait', reason: 'fresh' },
    })
    expect([heldIn(world, env), env.content]).toEqual(['alive', { kind: 'token', token }])
    expect(env.journal.state()).toEqual({ kind: 'none' })
  })

  it('run twice in a row renews once', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await run(world, env)
    expect((await run(world, env)).round.outcome).toBe('not_due')
    expect((await run(world, env, { wish: { force: true } })).round).toMatchObject({ outcome: 'too_young' })
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('exchanges a short-lived token, and without the secret asks for it', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { kind: 'short' })
    expect((await run(world, env)).round).toMatchObject({
      outcome: 'needs_person',
      reason: 'short-lived-no-secret',
    })
    const appSecret = new Secret(world.sandbox.appSecret)
    expect((await run(world, env, { appSecret })).round).toMatchObject({ outcome: 'exchanged' })
    expect(heldIn(world, env)).toBe('alive')
  })

  it('renews what could not be exchanged because it is long-lived already', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    const debug = { is_valid: true, expires_at: START / 1000 + 1800, issued_at: START / 1000 - 1800 }
    const body = JSON.stringify({ data: { ...debug, user_id: world.userId() } })
    const shown: Fault = { kind: 'body', status: 200, type: 'application/json', body }
    world.sandbox.faults.add({ endpoint: 'debug_token', fault: shown })
    const appSecret = new Secret(world.sandbox.appSecret)
    expect((await run(world, env, { appSecret })).round.outcome).toBe('renewed')
    expect([world.calls('access_token'), world.calls('refresh_access_token')]).toEqual([1, 1])
  })

  it('that only rehearses changes nothing, and says what it would do', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    const { round } = await run(world, env, { wish: { dryRun: true } })
    expect([round.outcome, round.reason]).toEqual(['would_renew', 'due'])
    expect([env.commits, env.note, world.calls('refresh_access_token')]).toEqual([0, undefined, 0])
  })

  it('that only rehearses leaves an open journal for the round that does it', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('journal-recorded') })).rejects.toBeInstanceOf(Cut)
    await run(world, env, { wish: { dryRun: true } })
    expect([env.commits, env.journal.state().kind]).toEqual([0, 'recorded'])
  })
})

describe('a round in bad weather', () => {
  const silences: [string, Fault][] = [
    ['503', fault.unavailable()],
    ['HTML', fault.html()],
    ['half an answer', fault.truncated()],
    ['broken connections', fault.unreachable()],
    ['a rate limit', fault.rateLimit()],
  ]
  for (const [name, played] of silences) {
    it(`of ${name} is transient, and the file holds what it held`, async () => {
      await using world = await createTestWorld()
      const env = envWith(world, { age: '45d' })
      outage(world, 1, played)
      const { round } = await run(world, env)
      world.sandbox.faults.clear()
      expect([round.outcome, env.commits, heldIn(world, env)]).toEqual(['transient', 0, 'alive'])
      expect(round.next).toMatchObject({ kind: 'wait', reason: 'backing-off' })
    })
  }

  it('with a note of an earlier day renews although nobody answers the look', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '10d' })
    await run(world, env)
    world.sandbox.clock.advance('31d')
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    expect((await run(world, env)).round.outcome).toBe('renewed')
  })

  it('that nobody answers leaves the look for the same hour, although nothing is due for weeks', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '10d' })
    const { memory, ...seen } = await run(world, env)
    const now = world.clock.now()
    expect(nextRoundAt(seen, now) - now).toBe(DAY)
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    const silent = await run(world, env, { memory })
    expect(silent.round).toMatchObject({ outcome: 'not_due', next: seen.round.next })
    expect(nextRoundAt(silent, now) - now).toBe(HOUR)
  })

  it('without one takes a look without an answer for no more than that', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    expect((await run(world, env)).round).toMatchObject({ outcome: 'transient', reason: 'server-error' })
    expect(world.calls('refresh_access_token')).toBe(0)
  })

  it('that answers strangely is suspect', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: { kind: 'error', code: 98_765 } })
    expect((await run(world, env)).round).toMatchObject({ outcome: 'suspect', reason: 'suspect' })
  })

  it('goes up the table in a loop, also after a day on which Meta had called the token too young', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '2h' })
    world.sandbox.faults.add({ endpoint: 'debug_token', fault: DEBUG_REFUSED })
    expect((await run(world, env)).round.outcome).toBe('too_young')
    world.sandbox.clock.advance('41d')
    const waits: number[] = []
    let memory: EnvMemory = {}
    for (let n = 0; n < 4; n += 1) {
      world.sandbox.faults.clear()
      world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.unavailable() })
      const done = await run(world, env, { memory })
      memory = done.memory
      const { next } = done.round
      if (next?.kind !== 'wait' || next.at === undefined) throw new Error('it must wait')
      waits.push((next.at - world.clock.now()) / MINUTE)
      world.sandbox.clock.set(next.at)
    }
    expect(waits).toEqual([1, 5, 15, 60])
  })

  it('tries hourly in the last twentieth, and never sleeps past the end, whatever the table says', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '58d' })
    const streak = { count: 8, lastAt: START, reason: 'network', notBefore: START } as const
    const { memory: known } = await run(world, env, { wish: { dryRun: true } })
    let memory: EnvMemory = { ...known, attempts: streak as NonNullable<EnvMemory['attempts']> }
    while (world.sandbox.clock.now() < START + 2 * DAY) {
      const from = world.sandbox.clock.now()
      world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.unavailable() })
      const done = await run(world, env, { memory })
      world.sandbox.faults.clear()
      memory = done.memory
      if (done.round.next?.kind !== 'wait' || done.round.next.at === undefined)
        throw new Error('it must wait')
      expect(done.round.next.at - from).toBeLessThanOrEqual(HOUR)
      world.sandbox.clock.set(done.round.next.at)
    }
    expect(world.calls('refresh_access_token')).toBeGreaterThanOrEqual(48)
  })

  it('asks about an open journal by the table as well', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    world.sandbox.faults.add({ endpoint: 'me', after: 1, fault: fault.unavailable() })
    let { round, memory } = await run(world, env)
    expect([round.outcome, env.journal.state().kind]).toEqual(['transient', 'recorded'])
    const waits: number[] = []
    for (let n = 0; n < 3; n += 1) {
      if (round.next?.kind !== 'wait' || round.next.at === undefined) throw new Error('it must wait')
      waits.push((round.next.at - world.clock.now()) / MINUTE)
      world.sandbox.clock.set(round.next.at)
      outage(world, 4)
      ;({ round, memory } = await run(world, env, { memory }))
      world.sandbox.faults.clear()
    }
    expect(waits).toEqual([1, 5, 15])
    expect((await run(world, env, { memory })).round.outcome).toBe('renewed')
    expect(world.calls('refresh_access_token')).toBe(1)
  })
})

describe('a disk that fails', () => {
  it('before the call costs no call', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    env.journal.failing.prepare = diskError('ENOSPC')
    expect((await run(world, env)).round).toMatchObject({ outcome: 'failed', reason: 'disk-full' })
    expect(world.calls('refresh_access_token')).toBe(0)
  })

  it('when the new file is put in its place leaves it beside, and the next round does it', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const env = envWith(world, { age: '45d' })
    env.failing.commit = 'EBUSY'
    expect((await run(world, env)).round).toMatchObject({
      outcome: 'failed',
      reason: 'renewed-not-written',
      detail: 'EBUSY',
    })
    delete env.failing.commit
    expect((await run(world, env)).round).toMatchObject({ outcome: 'renewed', written: [{ changed: true }] })
    expect([heldIn(world, env), world.calls('refresh_access_token')]).toEqual(['alive', 1])
  })

  it('under the note costs a memory, not the token', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const env = envWith(world, { age: '45d' })
    env.failing.note = diskError('ENOSPC')
    expect((await run(world, env)).round.outcome).toBe('renewed')
    expect(heldIn(world, env)).toBe('alive')
  })
})

describe('what a killed round left beside the file', () => {
  for (const name of ['journal-recorded', 'token-proven'] as const) {
    it(`at ${name} is put in its place`, async () => {
      await using world = await createTestWorld({ switches: { revokeOld: true } })
      const env = envWith(world, { age: '45d' })
      await expect(run(world, env, { crashPoint: cutAt(name) })).rejects.toBeInstanceOf(Cut)
      expect((await run(world, env)).round.outcome).toBe('renewed')
      expect([heldIn(world, env), world.calls('refresh_access_token')]).toEqual(['alive', 1])
    })
  }

  it('at journal-prepared is asked about and forgotten', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('journal-prepared') })).rejects.toBeInstanceOf(Cut)
    expect((await run(world, env)).round.outcome).toBe('renewed')
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('at answer-received, where a renewal kills the old token, is a lost answer', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('answer-received') })).rejects.toBeInstanceOf(Cut)
    expect((await run(world, env)).round).toMatchObject({
      outcome: 'needs_person',
      reason: 'renewal-answer-lost',
    })
  })

  it('is not renewed again within a day, although Meta tells nothing of its age', async () => {
    await using world = await createTestWorld({ switches: { refreshBefore24h: 'allow' } })
    const env = envWith(world, { age: '45d' })
    world.sandbox.faults.add({ endpoint: 'debug_token', times: 50, fault: DEBUG_REFUSED })
    await expect(run(world, env, { crashPoint: cutAt('journal-recorded') })).rejects.toBeInstanceOf(Cut)
    await run(world, env)
    for (let hour = 0; hour < 23; hour += 1) {
      world.sandbox.clock.advance(HOUR)
      await run(world, env)
    }
    world.sandbox.faults.clear()
    expect(world.calls('refresh_access_token')).toBe(1)
  })

  it('is given up for another user’s token that a person has put into the file since', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('journal-recorded') })).rejects.toBeInstanceOf(Cut)
    const token = world.token({ user: 'boris' })
    env.content = { kind: 'token', token }
    const { round } = await run(world, env)
    expect([round.outcome, round.profile?.username, env.content]).toEqual([
      'not_due',
      'boris',
      { kind: 'token', token },
    ])
    expect(env.journal.state()).toEqual({ kind: 'none' })
  })

  it('is given up for one of the same user that lives longer', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('journal-recorded') })).rejects.toBeInstanceOf(Cut)
    world.sandbox.clock.advance('3d')
    const token = world.token()
    env.content = { kind: 'token', token }
    expect([(await run(world, env)).round.outcome, env.content]).toEqual([
      'not_due',
      { kind: 'token', token },
    ])
  })

  it('waits while nobody tells whose the token in the file is', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('journal-recorded') })).rejects.toBeInstanceOf(Cut)
    for (const endpoint of ['me', 'debug_token'] as const)
      world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    expect((await run(world, env)).round.outcome).toBe('transient')
    expect([env.journal.state().kind, env.commits]).toEqual(['recorded', 0])
  })
})

describe('the note', () => {
  it('remembers a lifetime that Meta told once, for the day on which it does not', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '5d' })
    await run(world, env)
    world.sandbox.faults.add({ endpoint: 'debug_token', fault: fault.unavailable() })
    expect((await run(world, env)).round).toMatchObject({ outcome: 'not_due', reason: 'fresh' })
    expect(world.calls('refresh_access_token')).toBe(0)
  })

  it('of another token says nothing', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    env.note = JSON.stringify({ facts: { fingerprint: 'another', expiry: { kind: 'never' } } })
    expect((await run(world, env)).round.outcome).toBe('renewed')
  })

  for (const text of [
    '',
    '{',
    'null',
    '[]',
    '{"facts":null}',
    '{"facts":{"fingerprint":1,"expiry":{"kind":"at"}}}',
    '{"facts":{"fingerprint":"f"}}',
  ])
    it(`of nobody’s making (${text || 'empty'}) is no note`, () => expect(parseEnvNote(text)).toBeUndefined())

  it('holds no token', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '45d' })
    await run(world, env)
    const token = env.content.kind === 'token' ? env.content.token.reveal() : ''
    expect(env.note).toContain('"fingerprint"')
    expect(env.note).not.toContain(token)
  })
})
