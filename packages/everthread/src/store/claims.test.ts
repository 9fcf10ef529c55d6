/** Which accounts are claimed, when more are due than fit. (Who may hold a claim, and for how long, is in `store.test.ts`.) */
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Millis, Ticks } from '../time/clock.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { CLAIM_LIMIT, claimDue, isAnyHeld, releaseClaim } from './claims.ts'
import type { Store } from './open-store.ts'
import type { Schema } from './schema.ts'
import { createTestStore } from './test-store.ts'
import { commitUnsynced } from './unsynced.ts'
import { nextDueAt, NEVER_DUE, postponeDue, scheduleWork } from './work.ts'

let store: Store<Schema>
let clock: TestClock
beforeEach(async () => {
  clock = createTestClock()
  store = await createTestStore(clock)
  await commitUnsynced(store.db)
})
afterEach(async () => {
  await store[Symbol.asyncDispose]()
})

async function account(id: string, ...dueInMs: number[]): Promise<void> {
  await insertAccount(store.db, { id, userId: `1${id}`, createdAt: clock.now(), jitter: 0 })
  for (const [index, ms] of dueInMs.entries()) {
    const dueAt = (clock.now() + ms) as Millis
    await scheduleWork(store.db, id, { kind: 'deliver', subject: `${index}`, dueAt })
  }
}

const query = (limit?: number): Parameters<typeof claimDue>[1] => ({
  owner: 'one',
  now: clock.now(),
  ticks: clock.ticks(),
  ...(limit !== undefined && { limit }),
})

describe('of what is due', () => {
  it('the most urgent is claimed first, whatever the order of the rows', async () => {
    const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(ids, fc.integer({ min: 1, max: 12 }), async (overdue, limit) => {
        await store.db.deleteFrom('account').execute()
        for (const ms of overdue) await account(`a${ms}`, -ms, 60_000)
        const claimed = (await claimDue(store.db, query(limit))).map(({ accountId }) => accountId)
        const urgent = overdue.toSorted((a, b) => b - a).slice(0, limit)
        expect(claimed.toSorted()).toEqual(urgent.map((ms) => `a${ms}`).toSorted())
      }),
      { numRuns: 40 },
    )
  })

  it('an account with several due rows is claimed once', async () => {
    await account('a', -1, -2, -3)
    expect(await claimDue(store.db, query())).toHaveLength(1)
  })

  it('never more is claimed than fits into one statement', async () => {
    for (let n = 0; n < CLAIM_LIMIT + 5; n += 1) await account(`a${n}`, -1)
    expect(await claimDue(store.db, query(10_000))).toHaveLength(CLAIM_LIMIT)
  })

  it('each claim has a fence of its own, and grows it', async () => {
    await account('a', -1)
    const fences: number[] = []
    for (let n = 0; n < 3; n += 1) {
      const [claim] = await claimDue(store.db, query())
      if (!claim) throw new Error('it must be free')
      fences.push(claim.fence)
      await releaseClaim(store.db, claim)
    }
    expect(fences).toEqual([1, 2, 3])
  })

  it('somebody is at work while a claim is held, and nobody when it is given back', async () => {
    await account('a', -1)
    const [claim] = await claimDue(store.db, query())
    expect(await isAnyHeld(store.db)).toBe(true)
    if (claim) await releaseClaim(store.db, claim)
    expect(await isAnyHeld(store.db)).toBe(false)
  })
})

describe('due rows', () => {
  it('the earliest says when the loop has to wake', async () => {
    expect(await nextDueAt(store.db)).toBeUndefined()
    await account('a', 500)
    await account('b', 200, NEVER_DUE - clock.now())
    expect(await nextDueAt(store.db)).toBe(clock.now() + 200)
  })

  it('of one account are put off, and only those that are due', async () => {
    await account('a', -5, 100)
    await account('b', -5)
    const until = (clock.now() + 60) as Millis
    await postponeDue(store.db, 'a', { now: clock.now(), until })
    const rows = await store.db
      .selectFrom('work')
      .select(['account_id', 'due_at'])
      .orderBy('due_at')
      .execute()
    expect(rows.map(({ account_id, due_at }) => [account_id, due_at - clock.now()])).toEqual([
      ['b', -5],
      ['a', 60],
      ['a', 100],
    ])
  })

  it('are scheduled once: a later instant takes the place of the earlier', async () => {
    await account('a', 10)
    const again = { kind: 'deliver', subject: '0', dueAt: (clock.now() + 20) as Millis } as const
    await scheduleWork(store.db, 'a', again)
    expect(await nextDueAt(store.db)).toBe(again.dueAt)
  })
})

it('a lease in ticks of another boot does not outlive the account’s claim by years', async () => {
  await account('a', -1)
  await claimDue(store.db, { ...query(), ticks: 9_000_000_000 as Ticks })
  expect(await claimDue(store.db, { ...query(), owner: 'two' })).toHaveLength(1)
})
