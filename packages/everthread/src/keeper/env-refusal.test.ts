/** What a round over one `.env` says of a refused token, and what the rounds after it say. */
import { describe, expect, it } from 'vitest'
import { nextRoundAt } from './env-loop.ts'
import type { EnvMemory } from './env-round.ts'
import { asLoopRound } from './round.ts'
import { envWith, type MemoryEnv, run } from './test-env.ts'
import { createTestWorld, Cut, cutAt, DEAD, type TestWorld } from './test-world.ts'

describe('a refused token', () => {
  it('is told at once by a single command, with its reason', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    await world.sandbox.revoke({ user: 'anna', subcode: 460 })
    const { round } = await run(world, env)
    expect(round).toMatchObject({ outcome: 'needs_person', reason: 'password-changed' })
    expect(round.next).toMatchObject({ kind: 'wait', reason: 'revocation-unconfirmed' })
  })

  it('is confirmed ten minutes later in a loop', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    await world.sandbox.revoke({ user: 'anna', subcode: 460 })
    const { memory } = await run(world, env)
    world.sandbox.clock.advance('10m')
    const { round } = await run(world, env, { memory })
    expect(round.next).toMatchObject({ kind: 'needs_person', reason: 'password-changed' })
  })

  it('is forgotten when the second look is fine', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    const { memory } = await run(world, env)
    world.sandbox.clock.advance('10m')
    const second = await run(world, env, { memory })
    expect([second.round.outcome, second.memory.refusal]).toEqual(['not_due', undefined])
  })

  it('is forgotten when somebody puts another one into the file', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '70d' })
    const { memory } = await run(world, env)
    env.content = { kind: 'token', token: world.token() }
    expect((await run(world, env, { memory })).round.outcome).toBe('not_due')
  })

  it('that has expired needs no second look', async () => {
    await using world = await createTestWorld()
    const { round } = await run(world, envWith(world, { age: '70d' }))
    expect(round).toMatchObject({
      outcome: 'needs_person',
      reason: 'expired',
      next: { kind: 'needs_person' },
    })
  })

  it('is not renewed early because nobody answers the second look', async () => {
    await using world = await createTestWorld({ switches: { refreshBefore24h: 'allow' } })
    const env = envWith(world, { age: '2h' })
    await run(world, env)
    world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    const { memory } = await run(world, env)
    world.sandbox.clock.advance('10m')
    silence(world)
    const { round } = await run(world, env, { memory })
    expect(world.calls('refresh_access_token')).toBe(0)
    expect(asLoopRound(round)).toMatchObject({ outcome: 'suspect', reason: 'revocation-unconfirmed' })
  })

  it('stays refused while nobody answers, and a loop does not come back at once', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    await run(world, env)
    await world.sandbox.revoke({ user: 'anna', subcode: 460 })
    let memory: EnvMemory = {}
    for (let looks = 0; looks < 2; looks += 1) {
      ;({ memory } = await run(world, env, { memory }))
      world.sandbox.clock.advance('1d')
    }
    silence(world)
    const { round } = await run(world, env, { memory })
    expect(asLoopRound(round)).toMatchObject({ outcome: 'needs_person', reason: 'password-changed' })
    expect(nextRoundAt({ round }, world.clock.now())).toBeGreaterThan(world.clock.now() + 1000)
  })
})

/** Nobody answers the next look. */
function silence(world: TestWorld): void {
  for (const endpoint of ['me', 'debug_token'] as const)
    world.sandbox.faults.add({ endpoint, fault: { kind: 'drop', when: 'before' } })
}

describe('a renewal whose answer was lost', () => {
  /** What single runs say one after the other: nothing is handed on between them but the note. */
  async function reasonsOf(world: TestWorld, env: MemoryEnv, runs: number): Promise<string[]> {
    const reasons: string[] = []
    for (let n = 0; n < runs; n += 1) {
      const { round } = await run(world, env)
      reasons.push(`${round.outcome} ${round.reason}`)
      world.sandbox.clock.advance('1h')
    }
    return reasons
  }

  async function lost(world: TestWorld): Promise<MemoryEnv> {
    const env = envWith(world, { age: '45d' })
    await expect(run(world, env, { crashPoint: cutAt('answer-received') })).rejects.toBeInstanceOf(Cut)
    return env
  }

  const LOST = 'needs_person renewal-answer-lost'

  it('is the reason in every run until a person helps, also where nobody answers', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const env = await lost(world)
    expect(await reasonsOf(world, env, 3)).toEqual([LOST, LOST, LOST])
    silence(world)
    expect(await reasonsOf(world, env, 1)).toEqual([LOST])
    env.content = { kind: 'token', token: world.token() }
    expect(await reasonsOf(world, env, 1)).toEqual(['not_due fresh'])
  })

  it('is the reason in a loop that begins after it', async () => {
    await using world = await createTestWorld({ switches: { revokeOld: true } })
    const env = await lost(world)
    await run(world, env)
    const { memory, round } = await run(world, env)
    expect(round.reason).toBe('renewal-answer-lost')
    expect((await run(world, env, { memory })).round.reason).toBe('renewal-answer-lost')
  })

  it('is forgotten when the token lives after all', async () => {
    await using world = await createTestWorld()
    const env = envWith(world, { age: '5d' })
    world.sandbox.faults.add({ endpoint: 'me', times: 2, fault: DEAD })
    expect(await reasonsOf(world, env, 2)).toEqual(Array(2).fill('needs_person token-invalid'))
    expect(await reasonsOf(world, env, 1)).toEqual(['not_due fresh'])
    silence(world)
    expect(await reasonsOf(world, env, 1)).toEqual(['not_due fresh'])
  })

  it('is not written down by a dry run', async () => {
    await using world = await createTestWorld()
    const env = envWith(world)
    world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    await run(world, env, { wish: { dryRun: true } })
    expect(env.note).toBeUndefined()
  })
})
