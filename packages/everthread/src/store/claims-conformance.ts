/** Which accounts are claimed when more are due than fit, who may hold a claim, and for how long. */
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import {
  CLAIM_LIMIT,
  type ClaimQuery,
  claimDue,
  ClaimLostError,
  holdClaim,
  isAnyHeld,
  LEASE_MS,
  releaseClaim,
  renewLeases,
} from './claims.ts'
import type { Schema } from './schema.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'
import { nextDueAt } from './next-due.ts'
import { NEVER_DUE, postponeDue, scheduleWork } from './work.ts'

export function claimsConformance(engine: Engine): void {
  let store: Store<Schema>
  let clock: TestClock
  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
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

  const query = (limit?: number): ClaimQuery => ({
    owner: 'one',
    now: clock.now(),
    ticks: clock.ticks(),
    ...(limit !== undefined && { limit }),
  })

  const claimAs = (owner: string) => claimDue(store.db, { ...query(), owner })

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

    it('numbers to read come after everything else, however long they have been due, and only so many', async () => {
      for (const id of ['n1', 'n2', 'n3']) {
        await account(id)
        const dueAt = (clock.now() - 60_000) as Millis
        await scheduleWork(store.db, id, { kind: 'insight', subject: '', dueAt })
      }
      await account('token', -1)
      const first = await claimDue(store.db, query(1))
      expect(first.map(({ accountId }) => accountId)).toEqual(['token'])
      expect(await claimDue(store.db, { ...query(), numbersLimit: 2 })).toHaveLength(2)
      expect(await claimDue(store.db, { ...query(), numbersLimit: 0 })).toHaveLength(0)
      expect(await claimDue(store.db, query())).toHaveLength(1)
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

  describe('a claim', () => {
    it('is one owner’s', async () => {
      await account('a', 0)
      expect(await claimAs('one')).toHaveLength(1)
      expect(await claimAs('two')).toEqual([])
    })

    it('of what is not due is not given, unless it is asked for by name', async () => {
      await account('a', 1)
      expect(await claimAs('one')).toEqual([])
      expect(await claimDue(store.db, { ...query(), accountId: 'a' })).toHaveLength(1)
    })

    it('is given once, however many ask at the same moment', async () => {
      const ids = Array.from({ length: 40 }, (_, n) => `a${n}`)
      for (const id of ids) await account(id, -1)
      const owners = Array.from({ length: 8 }, (_, n) => `node ${n}`)
      const claims = await Promise.all(owners.map((owner) => claimDue(store.db, { ...query(10), owner })))
      const taken = claims.flat().map(({ accountId }) => accountId)
      expect(new Set(taken).size).toBe(taken.length)
      const rest = await claimAs('last')
      expect([...taken, ...rest.map(({ accountId }) => accountId)].toSorted()).toEqual(ids.toSorted())
    })

    it('whose lease ran out is taken over, and its late owner can write nothing', async () => {
      await account('a', 0)
      const [lost] = await claimAs('one')
      await clock.advance(LEASE_MS)
      const [taken] = await claimAs('two')
      if (!lost || !taken) throw new Error('both must have claimed it')
      await expect(store.transaction((trx) => holdClaim(trx, lost))).rejects.toBeInstanceOf(ClaimLostError)
      await expect(store.transaction((trx) => holdClaim(trx, taken))).resolves.toBeUndefined()
      await releaseClaim(store.db, lost)
      expect(await claimAs('three')).toEqual([])
    })

    it('whose lease is renewed is not taken over, and the renewal names it', async () => {
      await account('a', 0)
      await account('b', 0)
      const claims = await claimAs('one')
      await clock.advance(LEASE_MS - 1)
      const held = await renewLeases(store.db, 'one', clock.ticks())
      expect(held.toSorted(byAccount)).toEqual(claims.toSorted(byAccount))
      await clock.advance(LEASE_MS - 1)
      expect(await claimAs('two')).toEqual([])
    })

    it('that another has taken is not named by the renewal', async () => {
      await account('a', 0)
      await claimAs('one')
      await clock.advance(LEASE_MS)
      await claimAs('two')
      expect(await renewLeases(store.db, 'one', clock.ticks())).toEqual([])
    })

    it('that was given while a slower one waited for the store is not taken over', async () => {
      await account('a', 0)
      const slow = { ...query(), owner: 'two' }
      await clock.advance(100)
      await claimAs('one')
      expect(await claimDue(store.db, slow)).toEqual([])
    })

    it('in ticks far ahead, of a clock that began again since, counts as ended', async () => {
      await account('a', 0)
      await clock.advance(LEASE_MS * 100)
      await claimAs('one')
      const rebooted = createTestClock(clock.now())
      const query = { owner: 'two', now: rebooted.now(), ticks: rebooted.ticks() }
      expect(await claimDue(store.db, query)).toHaveLength(1)
    })
  })

  function byAccount(a: { readonly accountId: string }, b: { readonly accountId: string }): number {
    return a.accountId < b.accountId ? -1 : 1
  }
}
