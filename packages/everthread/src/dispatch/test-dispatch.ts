/** A dispatch under test, over a real store and with accounts that are healthy after each advance. */
import { insertAccount } from '../store/accounts.ts'
import { type Claim, releaseClaim } from '../store/claims.ts'
import type { Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { NEVER_DUE, scheduleWork } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'
import type { TestClock } from '../time/test-clock.ts'
import type { Dispatch, DispatchOptions } from './dispatch.ts'

/** What a dispatch is started with here, for an engine's store and the test's clock. */
export type StartDispatch = (options: DispatchOptions) => Dispatch

export interface TestNode {
  readonly advanced: string[]
  readonly troubles: unknown[]
  /** As a healthy advance does it: nothing is due afterwards. */
  finish(claim: Claim): Promise<void>
  start(change?: Partial<DispatchOptions>): Dispatch
  /** Resolves when it is told to stop: for work that hangs until then. */
  readonly stopped: Promise<void>
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

export interface NodeOrder {
  readonly store: Store<Schema>
  readonly clock: TestClock
  readonly start: StartDispatch
  readonly name?: string
}

export function createTestNode({ store, clock, start, name = 'node' }: NodeOrder): TestNode {
  const stop = new AbortController()
  const started: Dispatch[] = []
  const { promise: stopped, resolve: letGo } = Promise.withResolvers<void>()
  const node: TestNode = {
    stopped,
    advanced: [],
    troubles: [],
    finish: async (claim) => {
      node.advanced.push(claim.accountId)
      await scheduleWork(store.db, claim.accountId, { kind: 'token', subject: '', dueAt: NEVER_DUE })
      await releaseClaim(store.db, claim)
    },
    start: (change) => {
      const dispatch = start({
        store,
        clock,
        now: () => clock.now(),
        node: name,
        pid: 7,
        advanceOne: (claim) => node.finish(claim),
        onTrouble: (error) => node.troubles.push(error),
        signal: stop.signal,
        ...change,
      })
      started.push(dispatch)
      return dispatch
    },
    stop: async () => {
      stop.abort()
      letGo()
      await Promise.all(started.map(({ ended }) => ended))
    },
  }
  return node
}

export async function putDueAccount(
  { store, clock }: Pick<NodeOrder, 'store' | 'clock'>,
  id: string,
  dueInMs = 0,
): Promise<void> {
  await insertAccount(store.db, { id, userId: `1${id}`, createdAt: clock.now(), jitter: 0 })
  const dueAt = (clock.now() + dueInMs) as Millis
  await scheduleWork(store.db, id, { kind: 'token', subject: '', dueAt })
}

/**
 * Lets time pass in small pieces. After each the store gets all the time that it needs, until every loop sleeps again: each
 * of them twice, until its next look and until its leases are due.
 */
export async function passTime(clock: TestClock, ms: number, sleepers = 2): Promise<void> {
  for (let left = ms; left > 0; left -= STEP_MS) {
    await untilAsleep(clock, sleepers)
    await clock.advance(Math.min(STEP_MS, left))
  }
  await untilAsleep(clock, sleepers)
}

const untilAsleep = (clock: TestClock, sleepers: number): Promise<void> =>
  untilStill(() => clock.sleeping() >= sleepers)

/** Waits, without any time passing, for what a store is about to answer. */
export async function untilStill(isSo: () => boolean): Promise<void> {
  for (let turns = 0; !isSo(); turns += 1) {
    if (turns > MOST_TURNS) throw new Error('it never came to that')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** Of the event loop: more than any store needs. */
const MOST_TURNS = 3_000_000

/** Lets time pass until it is so, which must come about. */
export async function passUntil(clock: TestClock, isSo: () => boolean): Promise<void> {
  for (let steps = 0; !isSo(); steps += 1) {
    if (steps > MOST_STEPS) throw new Error('it never came to that')
    for (let turns = 0; turns < TURNS_A_STEP && !isSo(); turns += 1)
      await new Promise((resolve) => setImmediate(resolve))
    await passTime(clock, STEP_MS)
  }
}

const MOST_STEPS = 2_000
const TURNS_A_STEP = 20
const STEP_MS = 50
