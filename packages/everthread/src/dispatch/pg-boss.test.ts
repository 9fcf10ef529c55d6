/** What pg-boss adds to the loops: a wake that one node sends and another one gets. Its own timers are real. */
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { countListeners, countWakes, createTestStore, type TestStore } from '../store/test-store.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import type { Dispatch } from './dispatch.ts'
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

  /** That nobody can advance, so that the node that claims them is full. */
  const startFull = (node: TestNode): Dispatch => node.start({ atOnce: 8, advanceOne: () => node.stopped })
  /** More than two nodes can do at once here. */
  const putMany = async (): Promise<void> => {
    for (let n = 0; n < 20; n += 1) await putDueAccount({ store, clock }, `a${n}`)
  }
  const sleepers = (loops: number): Promise<void> =>
    vi.waitFor(() => expect(clock.sleeping()).toBe(2 * loops), REAL)

  it('wakes another node when one has as much as it can do, although no time has passed for either', async () => {
    const [busy, idle] = [createNode('busy'), createNode('idle')]
    idle.start({ atOnce: 8 })
    const ready = startFull(busy)
    await sleepers(2)
    await vi.waitFor(async () => expect(await countListeners(store)).toBe(2), REAL)
    await putMany()
    ready.nudge()
    await vi.waitFor(() => expect(idle.advanced).toHaveLength(8), REAL)
    expect(busy.advanced).toEqual([])
  })

  it('wakes another node although the one that is full was so before it could send anything', async () => {
    const [busy, idle] = [createNode('busy'), createNode('idle')]
    idle.start({ atOnce: 8 })
    await sleepers(1)
    await putMany()
    startFull(busy)
    await vi.waitFor(() => expect(idle.advanced).toHaveLength(8), REAL)
  })

  it('leaves one for the others when it reaches a node that has as much as it can do', async () => {
    await putMany()
    startFull(createNode('busy'))
    await vi.waitFor(async () => expect(await countWakes(store)).toEqual({ active: 1, created: 1 }), REAL)
  })

  it('that is not to be had is trouble that is told, and keeps no account from its turn', async () => {
    const node = createNode('node', 'postgres://127.0.0.1:1/none')
    await putDueAccount({ store, clock }, 'a')
    node.start()
    await passUntil(clock, () => node.advanced.length > 0 && node.troubles.length > 0)
    expect(node.advanced).toEqual(['a'])
  })
})
