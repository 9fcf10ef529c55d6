/** What pg-boss adds to the loops: a wake that one node sends and another one gets. Its own timers are real. */
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { countListeners, createTestStore, type TestStore } from '../store/test-store.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { startPgBoss } from './pg-boss.ts'
import { createTestNode, passUntil, putDueAccount, type TestNode } from './test-dispatch.ts'

/** Between processes there is real time. */
const REAL = { timeout: 20_000, interval: 10 }

describe.skipIf(inject('postgresUrl') === undefined)('pg-boss', () => {
  let clock: TestClock
  let store: TestStore
  let nodes: TestNode[]

  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, 'postgres')
    nodes = []
  })
  afterEach(async () => {
    await Promise.all(nodes.map((node) => node.stop()))
    await store[Symbol.asyncDispose]()
  })

  function createNode(name: string, databaseUrl = store.url ?? ''): TestNode {
    const node = createTestNode({
      store,
      clock,
      name,
      start: (options) => startPgBoss({ ...options, databaseUrl }),
    })
    nodes.push(node)
    return node
  }

  it('wakes another node when one has as much as it can do, although no time has passed for either', {
    retry: 2,
  }, async () => {
    const [busy, idle] = [createNode('busy'), createNode('idle')]
    idle.start({ atOnce: 8 })
    const ready = busy.start({ atOnce: 8, advanceOne: () => busy.stopped })
    await vi.waitFor(
      async () => expect([clock.sleeping(), await countListeners(store)]).toEqual([4, 2]),
      REAL,
    )
    for (let n = 0; n < 20; n += 1) await putDueAccount({ store, clock }, `a${n}`, -n)
    ready.nudge()
    await vi.waitFor(() => expect(idle.advanced).toHaveLength(8), REAL)
    expect(busy.advanced).toEqual([])
  })

  it('that is not to be had is trouble that is told, and keeps no account from its turn', async () => {
    const node = createNode('node', 'postgres://127.0.0.1:1/none')
    await putDueAccount({ store, clock }, 'a')
    node.start()
    await passUntil(clock, () => node.advanced.length > 0 && node.troubles.length > 0)
    expect(node.advanced).toEqual(['a'])
  })
})
