/** `advance` from the first look to a delivered renewal, and through everything that can come between. */
import { fingerprint, Secret } from '@everthread/client'
import { fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { type Advance, advance } from './advance.ts'
import { roundOf } from './round.ts'
import { findAccount, updateAccount } from '../store/accounts.ts'
import { listGenerations, pushGeneration } from '../store/generations.ts'
import { listSinks } from '../store/sinks.ts'
import { listWork, NEVER_DUE } from '../store/work.ts'
import { createTestKeeper, heldBy, putByHand, told } from './test-keeper.ts'
import { DEAD, START } from '../keeper/test-world.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

const isRenewed = ({ happenings }: Advance): boolean =>
  happenings.some((one) => one.kind === 'attempted' && one.outcome.kind === 'minted')

const isPersons = ({ decision }: Advance): boolean => decision.kind === 'needs_person'

describe('an account that is well', () => {
  it('is looked at daily, renewed on day 40, delivered at once, and renewed again 40 days later', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    const first = await keeper.stepUntil(isRenewed)
    expect(Math.round((keeper.world.clock.now() - START) / DAY)).toBe(40)
    expect(told(first).slice(0, 2)).toEqual(['attempted: minted', 'delivered: yes'])
    expect(keeper.world.calls('me')).toBeGreaterThanOrEqual(40)
    expect(roundOf(first)).toMatchObject({
      outcome: 'renewed',
      profile: { username: 'anna' },
      written: [{ path: '/srv/anna/.env', key: 'THREADS_ACCESS_TOKEN', changed: true }],
      next: { kind: 'wait', reason: 'fresh' },
    })
    const renewed = await keeper.currentToken(id)
    expect([heldBy(sink), keeper.world.verdict(renewed)]).toEqual([fingerprint(renewed), 'alive'])
    await keeper.stepUntil(isRenewed)
    expect(Math.round((keeper.world.clock.now() - START) / DAY)).toBe(80)
    expect(keeper.world.calls('refresh_access_token')).toBe(2)
  })

  it('rests with one due row: the token’s, while the sink waits for a new token', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    await keeper.step()
    const work = await listWork(keeper.installation.store.db, id)
    expect(work.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['token', START + DAY],
      ['deliver', NEVER_DUE],
    ])
    expect(await findAccount(keeper.installation.store.db, id)).toMatchObject({
      decision: { kind: 'wait', reason: 'fresh' },
      username: 'anna',
      lastLookAt: START,
    })
  })

  it('that slept past its plan renews first, and past its end tries once', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    keeper.world.sandbox.clock.advance('50d')
    expect(told(await keeper.advance(id))).toEqual(['attempted: minted', 'delivered: yes', 'looked: fine'])
    keeper.world.sandbox.clock.advance('61d')
    const late = await keeper.advance(id)
    expect(told(late)).toEqual(['attempted: needs_person'])
    expect(late.decision).toMatchObject({ kind: 'needs_person', reason: 'expired' })
    expect(keeper.world.calls('refresh_access_token')).toBe(2)
  })

  it('is exchanged at once when its token is short-lived', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ kind: 'short' })
    expect((await keeper.advance(id)).decision).toMatchObject({ reason: 'short-lived-no-secret' })
    const claim = await keeper.claim(id)
    const appSecret = new Secret(keeper.world.sandbox.appSecret)
    const done = await advance({ ...keeper.deps(claim), findAppSecret: async () => appSecret }, claim)
    expect(told(done)).toEqual(['attempted: minted', 'delivered: yes'])
    expect(roundOf(done)).toMatchObject({ outcome: 'exchanged' })
    expect(heldBy(sink)).toBe(fingerprint(await keeper.currentToken(id)))
  })

  it('is renewed when a person asks for it, and not twice within a day however often they ask', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '10d' })
    expect(told(await keeper.advance(id, { force: true }))).toContain('attempted: minted')
    const again = await keeper.advance(id, { force: true })
    expect([told(again), roundOf(again).outcome]).toEqual([[], 'too_young'])
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
  })

  it('has a window of its own, and an unreadable one is the default', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '46d' })
    await updateAccount(keeper.installation.store.db, id, { renewBefore: '7d' })
    expect(await keeper.advance(id)).toMatchObject({ decision: { kind: 'wait', reason: 'fresh' } })
    await updateAccount(keeper.installation.store.db, id, { renewBefore: '90d' })
    expect(told(await keeper.advance(id))).toContain('attempted: minted')
  })

  it('keeps five generations, whatever they came from', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    for (let n = 0; n < 6; n += 1) await keeper.stepUntil(isRenewed)
    const { db } = keeper.installation.store
    const generations = await listGenerations(db, id)
    expect(generations.map(({ number, state }) => [number, state])).toEqual([
      [7, 'current'],
      [6, 'previous'],
      [5, 'previous'],
      [4, 'previous'],
      [3, 'previous'],
    ])
    const old = generations[1]
    if (!old) throw new Error('there must be an older one')
    const token = keeper.installation.vault.open(old.sealedToken, `token:${id}:6`)
    const sealedToken = keeper.installation.vault.seal(token.reveal(), `token:${id}:8`)
    const { facts } = old
    await keeper.installation.store.transaction((trx) =>
      pushGeneration(trx, {
        accountId: id,
        number: 8,
        sealedToken,
        facts,
        obtainedAt: keeper.world.clock.now(),
        source: 'rolled_back',
      }),
    )
    const numbers = (await listGenerations(db, id)).map(({ number }) => number)
    expect(numbers).toEqual([8, 7, 6, 5, 4])
    expect((await keeper.currentToken(id)).reveal()).toBe(token.reveal())
    expect(told(await keeper.advance(id))).toContain('delivered: yes')
  })
})

describe('a refusal', () => {
  it('is confirmed after ten minutes, then a person’s, then looked at daily', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    await keeper.step()
    await keeper.world.sandbox.revoke({ user: 'anna', subcode: 460 })
    const [found] = await keeper.step()
    const foundAt = keeper.world.clock.now()
    expect(found && told(found)).toEqual(['looked: password-changed'])
    expect(found?.decision).toEqual({
      kind: 'wait',
      reason: 'revocation-unconfirmed',
      at: foundAt + 10 * MINUTE,
    })
    const [confirmed] = await keeper.step()
    expect(keeper.world.clock.now()).toBe(foundAt + 10 * MINUTE)
    expect(confirmed?.decision).toMatchObject({ kind: 'needs_person', reason: 'password-changed' })
    const [daily] = await keeper.step()
    expect([keeper.world.clock.now() - foundAt, daily && told(daily)]).toEqual([
      DAY + 10 * MINUTE,
      ['looked: password-changed'],
    ])
    expect(keeper.world.calls('refresh_access_token')).toBe(0)
    expect(await findAccount(keeper.installation.store.db, id)).toMatchObject({
      refusal: { confirmations: 3 },
    })
  })

  it('of a bad minute is forgotten, and nobody is told', async () => {
    await using keeper = await createTestKeeper()
    await keeper.adopt()
    await keeper.step()
    keeper.world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    await keeper.step()
    const [second] = await keeper.step()
    expect(second?.decision).toMatchObject({ kind: 'wait', reason: 'fresh' })
    expect(second && roundOf(second)).toMatchObject({ outcome: 'not_due' })
  })

  it('of a bad minute after a long sleep, when renewal and look are due together, is one refusal and not two', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    keeper.world.sandbox.clock.advance('45d')
    keeper.world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: DEAD })
    keeper.world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    const done = await keeper.advance(id)
    expect(told(done)).toEqual(['attempted: needs_person'])
    expect(done.decision).toMatchObject({ kind: 'wait', reason: 'revocation-unconfirmed' })
    const [after] = await keeper.step()
    expect(after && told(after)).toEqual(['looked: fine', 'attempted: minted', 'delivered: yes'])
  })

  it('ends when a person puts a new token into the file', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    await keeper.step()
    await keeper.world.sandbox.revoke({ user: 'anna', subcode: 458 })
    await keeper.stepUntil(isPersons)
    putByHand(sink, keeper.world.token())
    const healed = await keeper.advance(id)
    expect(told(healed)).toEqual(['found: adopted'])
    expect(healed.decision).toMatchObject({ kind: 'wait', reason: 'fresh' })
    expect(roundOf(healed)).toMatchObject({ outcome: 'not_due', reason: 'fresh' })
    expect((await keeper.stepUntil(isRenewed)).decision.kind).toBe('wait')
  })

  it('that is confirmed writes nothing over what a person is trying out', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    await keeper.step()
    await keeper.world.sandbox.revoke({ user: 'anna', subcode: 460 })
    await keeper.stepUntil(isPersons)
    putByHand(sink, 'THAAmispasted')
    await keeper.advance(id)
    for (let n = 0; n < 5; n += 1) await keeper.step()
    expect(sink.writes).toBe(0)
    sink.content = { kind: 'empty' }
    await keeper.advance(id)
    expect(sink.writes).toBe(0)
  })

  it('does not wake the loop more often than it says', async () => {
    await using keeper = await createTestKeeper()
    await keeper.adopt()
    keeper.world.sandbox.clock.advance('70d')
    await keeper.stepUntil(isPersons)
    const from = keeper.world.clock.now()
    for (let n = 0; n < 5; n += 1) await keeper.step()
    expect(keeper.world.clock.now() - from).toBeGreaterThanOrEqual(4 * DAY)
  })

  it('that was an answer lost is told as that, after its second look as well', async () => {
    await using keeper = await createTestKeeper({ switches: { revokeOld: true } })
    await keeper.adopt({ age: '45d' })
    keeper.world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.answerLost() })
    const done = await keeper.stepUntil(isPersons)
    expect(roundOf(done)).toMatchObject({ outcome: 'needs_person', reason: 'renewal-answer-lost' })
  })
})

describe('a sink', () => {
  it('that fails is tried again by its own table, and the token is renewed all the same', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    sink.failing = { reason: 'disk-full', detail: 'no room' }
    const done = await keeper.advance(id)
    expect(roundOf(done)).toMatchObject({ outcome: 'failed', reason: 'renewed-not-written', written: [] })
    const tries: number[] = []
    for (let n = 0; n < 4; n += 1) {
      await keeper.step()
      tries.push((keeper.world.clock.now() - START) / MINUTE)
    }
    expect(tries).toEqual([1, 6, 21, 81])
    delete sink.failing
    const last = await keeper.stepUntil(({ happenings }) => happenings.length > 0)
    expect([told(last), heldBy(sink)]).toEqual([
      ['delivered: yes'],
      fingerprint(await keeper.currentToken(id)),
    ])
    const [row] = await listSinks(keeper.installation.store.db, id)
    expect([row?.attempts, keeper.world.calls('refresh_access_token')]).toEqual([undefined, 1])
  })

  it('that takes a token and then does not hold it has failed', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    const { content } = sink
    sink.write = () => ({ kind: 'written' })
    expect(told(await keeper.advance(id))).toContain('delivered: file-not-writable')
    expect(sink.content).toBe(content)
  })

  it('that fails with one token is tried at once with the next', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    sink.failing = { reason: 'disk-full', detail: 'no room' }
    await keeper.stepUntil(({ gathered }) => (gathered.sinks[0]?.sink.attempts?.count ?? 0) >= 6)
    delete sink.failing
    keeper.world.sandbox.clock.advance('25h')
    expect(told(await keeper.advance(id, { force: true }))).toContain('delivered: yes')
  })

  it('on which somebody else is at work puts the renewal off', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    sink.lock = 'locked'
    const done = await keeper.advance(id)
    expect(roundOf(done)).toMatchObject({ outcome: 'transient', reason: 'locked' })
    expect(keeper.world.calls('refresh_access_token')).toBe(0)
  })

  it('that cannot even be locked, because its folder is gone, costs no token', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    sink.lock = 'broken'
    sink.content = { kind: 'unreadable', reason: 'file-not-writable', detail: 'gone' }
    const done = await keeper.advance(id)
    expect(told(done)).toEqual(['attempted: minted', 'delivered: file-not-writable'])
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
  })

  it('whose key was taken out gets it back', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    sink.content = { kind: 'missing' }
    expect(told(await keeper.advance(id))).toEqual(['delivered: yes'])
  })
})

describe('an outage', () => {
  it('is waited out by the table, and leaves no attempt open', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    keeper.world.sandbox.faults.add({
      endpoint: 'refresh_access_token',
      times: 3,
      fault: fault.unavailable(),
    })
    const waits: number[] = []
    let from: number = keeper.world.clock.now()
    for (let n = 0; n < 4; n += 1) {
      await keeper.step()
      waits.push((keeper.world.clock.now() - from) / MINUTE)
      from = keeper.world.clock.now()
    }
    expect(waits).toEqual([0, 1, 5, 15])
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
    expect(keeper.world.calls('refresh_access_token')).toBe(4)
  })

  it('of /me right after a renewal keeps the new token in the journal, and asks by the table instead of in a storm', async () => {
    await using keeper = await createTestKeeper({ switches: { revokeOld: true } })
    const { id, sink } = await keeper.adopt({ age: '45d' })
    const before = keeper.world.calls('me')
    keeper.world.sandbox.faults.add({ endpoint: 'me', times: 3, fault: fault.unavailable() })
    const done = await keeper.advance(id)
    expect([told(done), keeper.world.calls('me') - before]).toEqual([['attempted: unverified'], 1])
    const recovered = await keeper.stepUntil(({ happenings }) =>
      happenings.some((one) => one.kind === 'recovered' && one.outcome?.kind === 'minted'),
    )
    expect((keeper.world.clock.now() - START) / MINUTE).toBe(1 + 5 + 15)
    expect(told(recovered)).toEqual(['recovered: minted', 'delivered: yes'])
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
    expect([heldBy(sink), keeper.world.verdict(await keeper.currentToken(id))]).toEqual([
      fingerprint(await keeper.currentToken(id)),
      'alive',
    ])
  })

  it('while a person asks for a renewal by force is tried once, not until it is over', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '10d' })
    keeper.world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: fault.unavailable() })
    keeper.world.sandbox.faults.add({ endpoint: 'me', times: 2, fault: fault.unavailable() })
    expect(told(await keeper.advance(id, { force: true }))).toEqual(['attempted: transient'])
    keeper.world.sandbox.clock.advance('10m')
    expect(told(await keeper.advance(id, { force: true }))).toEqual(['recovered: transient'])
  })

  it('is tried hour by hour in the last twentieth, and the token is saved within an hour of its end', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '40d' })
    const end = START + 19.5 * DAY
    const tries: number[] = []
    while (keeper.world.clock.now() < end) {
      for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
        keeper.world.sandbox.faults.add({ endpoint, times: 9, fault: fault.unavailable() })
      const calls = keeper.world.calls('refresh_access_token') + keeper.world.calls('me')
      await keeper.step()
      keeper.world.sandbox.faults.clear()
      if (keeper.world.calls('refresh_access_token') + keeper.world.calls('me') > calls)
        tries.push(keeper.world.clock.now())
    }
    const late = tries.filter((at) => at > START + 17 * DAY)
    const gaps = late.slice(1).map((at, index) => at - (late[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(HOUR)
    await keeper.stepUntil(({ gathered }) => gathered.generations.length > 1)
    expect(keeper.world.clock.now()).toBeLessThanOrEqual(end + 2 * HOUR)
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
  })
})
