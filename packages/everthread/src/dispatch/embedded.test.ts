/** The loop by itself, over a real store and a clock that the test turns: whom it wakes, and what does not stop it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAccount } from '../store/accounts.ts'
import { type Claim, claimDue, LEASE_MS, releaseClaim } from '../store/claims.ts'
import { listLiveServices } from '../store/heartbeats.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { createTestStore } from '../store/test-store.ts'
import { NEVER_DUE, scheduleWork } from '../store/work.ts'
import type { Clock, Millis, Ticks } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { type Embedded, type EmbeddedOptions, type Lease, startEmbedded } from './embedded.ts'

let store: Store<Schema>
let clock: TestClock
let stop: AbortController
let troubles: unknown[]
let advanced: string[]

beforeEach(async () => {
  clock = createTestClock()
  store = await createTestStore(clock)
  stop = new AbortController()
  troubles = []
  advanced = []
})
afterEach(async () => {
  stop.abort()
  await store[Symbol.asyncDispose]()
})

/** As a healthy advance does it: nothing is due afterwards. */
async function finish(claim: Claim): Promise<void> {
  advanced.push(claim.accountId)
  await scheduleWork(store.db, claim.accountId, { kind: 'token', subject: '', dueAt: NEVER_DUE })
  await releaseClaim(store.db, claim)
}

function start(change: Partial<EmbeddedOptions> = {}): Embedded {
  return startEmbedded({
    db: store.db,
    clock,
    now: () => clock.now(),
    node: 'node',
    pid: 7,
    advanceOne: finish,
    onTrouble: (error) => troubles.push(error),
    signal: stop.signal,
    ...change,
  })
}

async function account(id: string, dueInMs = 0): Promise<void> {
  await insertAccount(store.db, { id, userId: `1${id}`, createdAt: clock.now(), jitter: 0 })
  const dueAt = (clock.now() + dueInMs) as Millis
  await scheduleWork(store.db, id, { kind: 'token', subject: '', dueAt })
}

/** Lets time pass in small pieces, with room for the store's work between them. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 50) {
    await clock.advance(Math.min(50, left))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('the loop', () => {
  it('advances what is due, and what falls due later when it does', async () => {
    await account('now')
    await account('later', SECOND)
    start()
    await pass(500)
    expect(advanced).toEqual(['now'])
    await pass(SECOND)
    expect(advanced).toEqual(['now', 'later'])
  })

  it('advances the most urgent first when more are due than fit', async () => {
    for (let n = 0; n < 20; n += 1) await account(`a${n}`, -n)
    const release = Promise.withResolvers<void>()
    const seen: string[] = []
    start({
      atOnce: 8,
      advanceOne: async (claim) => {
        seen.push(claim.accountId)
        await release.promise
        await finish(claim)
      },
    })
    await pass(500)
    expect(seen.toSorted()).toEqual(['a12', 'a13', 'a14', 'a15', 'a16', 'a17', 'a18', 'a19'])
    release.resolve()
    await pass(SECOND)
    expect(advanced).toHaveLength(20)
  })

  it('looks at once after a nudge', async () => {
    const loop = start()
    await pass(300)
    await account('new')
    loop.nudge()
    for (let n = 0; n < 20; n += 1) await new Promise((resolve) => setImmediate(resolve))
    expect(advanced).toEqual(['new'])
  })

  it('tells of an account that throws, and goes on with the others', async () => {
    await account('bad', -1)
    await account('good')
    start({
      advanceOne: (claim) => (claim.accountId === 'bad' ? Promise.reject(new Error('bad')) : finish(claim)),
    })
    await pass(500)
    expect([advanced, troubles]).toEqual([['good'], [expect.objectContaining({ message: 'bad' })]])
  })

  it('wakes accounts although what comes before each tick fails every time', async () => {
    await account('a')
    start({ beforeTick: () => Promise.reject(new Error('a folder that may not be read')) })
    await pass(500)
    expect(advanced).toEqual(['a'])
    expect(troubles.length).toBeGreaterThan(1)
  })

  it('says that it lives while it runs, and no longer', async () => {
    const loop = start()
    await pass(20 * SECOND)
    expect(await listLiveServices(store.db, clock.ticks())).toEqual([{ node: 'node', pid: 7 }])
    expect(clock.ticks() - (loop.lastTickAt() ?? 0)).toBeLessThan(SECOND)
    stop.abort()
    await loop.ended
    expect(await listLiveServices(store.db, clock.ticks())).toEqual([])
  })

  it('calls what follows a round once for it, and not while something is in flight', async () => {
    await account('a')
    const release = Promise.withResolvers<void>()
    let rounds = 0
    start({
      advanceOne: async (claim) => {
        await release.promise
        await finish(claim)
      },
      afterRound: async () => {
        rounds += 1
      },
    })
    await pass(SECOND)
    expect(rounds).toBe(0)
    release.resolve()
    await pass(SECOND)
    expect(rounds).toBe(1)
  })
})

describe('the leases of a loop', () => {
  it('are known without asking the store, and are nothing when somebody else has taken the account', async () => {
    await account('slow')
    const leases: Lease[] = []
    let standstillMs = 0
    const stopped: Clock = { ...clock, ticks: () => (clock.ticks() + standstillMs) as Ticks }
    start({
      clock: stopped,
      advanceOne: (_, lease) => {
        leases.push(lease)
        return new Promise(() => undefined)
      },
    })
    await pass(30 * SECOND)
    expect(leases[0]?.leftMs()).toBeGreaterThan(LEASE_MS - 4 * SECOND)
    standstillMs = LEASE_MS
    expect(leases[0]?.leftMs()).toBeLessThanOrEqual(0)
    await claimDue(store.db, { owner: 'other', now: clock.now(), ticks: stopped.ticks(), accountId: 'slow' })
    await pass(SECOND)
    expect(leases[0]?.leftMs()).toBe(0)
  })

  it('are kept while work goes on, so that nobody takes it over', async () => {
    await account('slow')
    start({ advanceOne: () => new Promise(() => undefined) })
    await pass(3 * LEASE_MS)
    const query = { owner: 'other', now: clock.now(), ticks: clock.ticks(), accountId: 'slow' }
    expect(await claimDue(store.db, query)).toEqual([])
  })

  it('are kept while a tick hangs', async () => {
    await account('slow')
    let ticks = 0
    start({
      advanceOne: () => new Promise(() => undefined),
      beforeTick: () => {
        ticks += 1
        return ticks > 3 ? new Promise<void>(() => undefined) : Promise.resolve()
      },
    })
    await pass(3 * LEASE_MS)
    const query = { owner: 'other', now: clock.now(), ticks: clock.ticks(), accountId: 'slow' }
    expect(await claimDue(store.db, query)).toEqual([])
  })

  it('are renewed before anything is claimed after a standstill: it does not take its own work from itself', async () => {
    await account('slow')
    const fences: number[] = []
    let standstillMs = 0
    const stopped: Clock = { ...clock, ticks: () => (clock.ticks() + standstillMs) as Ticks }
    start({
      clock: stopped,
      advanceOne: (claim) => {
        fences.push(claim.fence)
        return new Promise(() => undefined)
      },
    })
    await pass(500)
    standstillMs = 2 * LEASE_MS
    await pass(SECOND)
    expect(fences).toEqual([1])
  })
})
