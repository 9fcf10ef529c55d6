/**
 * What every dispatch must do, whatever wakes it: the tests run over a real store and a clock that they turn. Whoever brings a
 * third one runs this first.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimDue, LEASE_MS } from '../store/claims.ts'
import { listLiveServices } from '../store/heartbeats.ts'
import type { Engine } from '../store/store.ts'
import { createTestStore, type TestStore } from '../store/test-store.ts'
import { NEVER_DUE, scheduleWork } from '../store/work.ts'
import type { Clock, Ticks } from '../time/clock.ts'
import { SECOND } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import type { Dispatch, DispatchOptions } from './dispatch.ts'
import type { Lease } from './keep-leases.ts'
import {
  createTestNode,
  passTime,
  passUntil,
  putDueAccount,
  type TestNode,
  untilStill,
} from './test-dispatch.ts'

export interface DispatchUnderTest {
  readonly engine: Engine
  readonly start: (options: DispatchOptions, store: TestStore) => Dispatch
}

export function dispatchConformance({ engine, start }: DispatchUnderTest): void {
  let store: TestStore
  let clock: TestClock
  let node: TestNode
  const nodes: TestNode[] = []
  const createNode = (name: string): TestNode => {
    const made = createTestNode({ store, clock, name, start: (options) => start(options, store) })
    nodes.push(made)
    return made
  }
  const account = (id: string, dueInMs = 0) => putDueAccount({ store, clock }, id, dueInMs)
  const pass = (ms: number, sleepers?: number) => passTime(clock, ms, sleepers)

  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
    node = createNode('node')
  })
  afterEach(async () => {
    await Promise.all(nodes.splice(0).map((one) => one.stop()))
    await store[Symbol.asyncDispose]()
  })

  describe('the loop', () => {
    it('advances what is due, and what falls due later when it does', async () => {
      await account('now')
      await account('later', SECOND)
      node.start()
      await pass(500)
      expect(node.advanced).toEqual(['now'])
      await pass(SECOND)
      expect(node.advanced).toEqual(['now', 'later'])
    })

    it('advances the most urgent first when more are due than fit', async () => {
      for (let n = 0; n < 20; n += 1) await account(`a${n}`, -n)
      const release = Promise.withResolvers<void>()
      const seen: string[] = []
      node.start({
        atOnce: 8,
        advanceOne: async (claim) => {
          seen.push(claim.accountId)
          await release.promise
          await node.finish(claim)
        },
      })
      await pass(500)
      expect(seen.toSorted()).toEqual(['a12', 'a13', 'a14', 'a15', 'a16', 'a17', 'a18', 'a19'])
      release.resolve()
      await passUntil(clock, () => node.advanced.length === 20)
      expect(new Set(node.advanced).size).toBe(20)
    })

    it('looks at once after a nudge', async () => {
      const loop = node.start()
      await pass(300)
      await account('new')
      loop.nudge()
      await untilStill(() => node.advanced.length > 0)
      expect(node.advanced).toEqual(['new'])
    })

    it('tells of an account that throws, and goes on with the others', async () => {
      await account('bad', -1)
      await account('good')
      node.start({
        advanceOne: (claim) =>
          claim.accountId === 'bad' ? Promise.reject(new Error('bad')) : node.finish(claim),
      })
      await pass(500)
      expect([node.advanced, node.troubles]).toEqual([
        ['good'],
        [expect.objectContaining({ message: 'bad' })],
      ])
    })

    it('wakes accounts although what comes before each tick fails every time', async () => {
      await account('a')
      node.start({ beforeTick: () => Promise.reject(new Error('a folder that may not be read')) })
      await pass(500)
      expect(node.advanced).toEqual(['a'])
      expect(node.troubles.length).toBeGreaterThan(1)
    })

    it('says that it lives while it runs, and no longer', async () => {
      const loop = node.start()
      await pass(20 * SECOND)
      expect(await listLiveServices(store.db, clock.ticks())).toEqual([{ node: 'node', pid: 7 }])
      expect(clock.ticks() - (loop.lastTickAt() ?? 0)).toBeLessThan(SECOND)
      await node.stop()
      expect(await listLiveServices(store.db, clock.ticks())).toEqual([])
    })

    it('calls what follows a round once for it, and not while something is in flight', async () => {
      await account('a')
      const release = Promise.withResolvers<void>()
      let rounds = 0
      node.start({
        advanceOne: async (claim) => {
          await release.promise
          await node.finish(claim)
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
      node.start({
        clock: stopped,
        advanceOne: (_, lease) => {
          leases.push(lease)
          return node.stopped
        },
      })
      await pass(30 * SECOND)
      expect(leases[0]?.leftMs()).toBeGreaterThan(LEASE_MS - 4 * SECOND)
      standstillMs = LEASE_MS
      expect(leases[0]?.leftMs()).toBeLessThanOrEqual(0)
      const ticks = (store.ticks() + LEASE_MS) as Ticks
      await claimDue(store.db, { owner: 'other', now: clock.now(), ticks, accountId: 'slow' })
      await pass(SECOND)
      expect(leases[0]?.leftMs()).toBe(0)
      expect(await leases[0]?.lasts(1)).toBe(false)
    })

    it('last for as long as a call may take, between two renewals as well', async () => {
      await account('slow')
      const leases: Lease[] = []
      node.start({
        advanceOne: (_, lease) => {
          leases.push(lease)
          return node.stopped
        },
      })
      await pass(5 * SECOND)
      expect(await leases[0]?.lasts(LEASE_MS)).toBe(true)
    })

    it('are kept while work goes on, so that nobody takes it over', async () => {
      await account('slow')
      node.start({ advanceOne: () => node.stopped })
      await pass(3 * LEASE_MS)
      const query = { owner: 'other', now: clock.now(), ticks: clock.ticks(), accountId: 'slow' }
      expect(await claimDue(store.db, query)).toEqual([])
    })

    it('are kept while a tick hangs', async () => {
      await account('slow')
      let ticks = 0
      node.start({
        advanceOne: () => node.stopped,
        beforeTick: () => {
          ticks += 1
          return ticks > 3 ? node.stopped : Promise.resolve()
        },
      })
      await pass(3 * LEASE_MS, 1)
      const query = { owner: 'other', now: clock.now(), ticks: clock.ticks(), accountId: 'slow' }
      expect(await claimDue(store.db, query)).toEqual([])
    })

    it('are renewed before anything is claimed after a standstill: it does not take its own work from itself', async () => {
      await account('slow')
      const fences: number[] = []
      let standstillMs = 0
      const stopped: Clock = { ...clock, ticks: () => (clock.ticks() + standstillMs) as Ticks }
      node.start({
        clock: stopped,
        advanceOne: (claim) => {
          fences.push(claim.fence)
          return node.stopped
        },
      })
      await pass(500)
      standstillMs = 2 * LEASE_MS
      await pass(SECOND)
      expect(fences).toEqual([1])
    })
  })

  const claimAs = (owner: string, accountId: string) =>
    claimDue(store.db, { owner, now: clock.now(), ticks: clock.ticks(), accountId })

  describe('an account', () => {
    it('that could not be given back, because the store was away, is given back later', async () => {
      await account('a')
      node.start({
        advanceOne: (claim) =>
          scheduleWork(store.db, claim.accountId, { kind: 'token', subject: '', dueAt: NEVER_DUE }),
      })
      await pass(2 * SECOND)
      expect(await claimAs('other', 'a')).toEqual([])
      await pass(6 * SECOND)
      expect(await claimAs('other', 'a')).toHaveLength(1)
    })

    it('is finished and given back when the dispatch is stopped', async () => {
      await account('a')
      const begun = Promise.withResolvers<void>()
      node.start({
        advanceOne: async (claim) => {
          begun.resolve()
          await node.stopped
          await node.finish(claim)
        },
      })
      await begun.promise
      await node.stop()
      expect(node.advanced).toEqual(['a'])
      expect(await claimAs('other', 'a')).toHaveLength(1)
    })

    it('of a node that died is taken over by another within 15 s', async () => {
      await account('a')
      await claimAs('dead', 'a')
      node.start()
      const diedAt = clock.ticks()
      await passUntil(clock, () => node.advanced.length > 0)
      expect(clock.ticks() - diedAt).toBeLessThanOrEqual(15 * SECOND)
      expect(clock.ticks() - diedAt).toBeGreaterThanOrEqual(LEASE_MS)
    })

    it('is one node’s, however many look', async () => {
      for (let n = 0; n < 30; n += 1) await account(`a${n}`, -n)
      const others = ['second', 'third'].map(createNode)
      for (const one of [node, ...others]) one.start()
      const advanced = () => [node, ...others].flatMap((one) => one.advanced)
      await passUntil(clock, () => advanced().length >= 30)
      await pass(SECOND)
      expect(advanced().toSorted()).toEqual(Array.from({ length: 30 }, (_, n) => `a${n}`).toSorted())
    })
  })
}
