/** What is kept of an account: itself, its tokens, its places; and who is alive to keep it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { TokenFacts } from '../keeper/facts.ts'
import type { Millis, Ticks } from '../time/clock.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { findAccount, findAccountByUser, insertAccount, listAccounts, updateAccount } from './accounts.ts'
import {
  GENERATIONS_KEPT,
  getCurrentGeneration,
  listGenerations,
  nextGenerationNumber,
  pushGeneration,
  updateCurrentFacts,
} from './generations.ts'
import { beat, endHeartbeat, HEARTBEAT_FRESH_MS, listLiveServices } from './heartbeats.ts'
import type { Schema } from './schema.ts'
import { findSetting, putSetting } from './settings.ts'
import { findSink, listSinks, putSink, updateSink } from './sinks.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'

export function keepingConformance(engine: Engine): void {
  let clock: TestClock
  let store: Store<Schema>
  const at = (ms: number): Millis => (clock.now() + ms) as Millis

  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
    await insertAccount(store.db, { id: 'anna', userId: '17841400000000001', createdAt: at(0), jitter: 0.25 })
  })
  afterEach(() => store[Symbol.asyncDispose]())

  describe('an account', () => {
    it('comes back as it was saved, numbers as numbers, and is found by its user', async () => {
      const anna = { id: 'anna', userId: '17841400000000001', createdAt: at(0), jitter: 0.25 }
      expect(await findAccount(store.db, 'anna')).toEqual(anna)
      expect(await findAccountByUser(store.db, '17841400000000001')).toEqual(anna)
      expect(await listAccounts(store.db)).toEqual([anna])
    })

    it('learns, and forgets what is put right', async () => {
      const attempts = { count: 1, lastAt: at(0), reason: 'network', notBefore: at(9) } as const
      await updateAccount(store.db, 'anna', {
        attempts,
        username: 'anna',
        renewBefore: '20d',
        lastLookAt: at(5),
      })
      expect(await findAccount(store.db, 'anna')).toMatchObject({
        attempts,
        username: 'anna',
        lastLookAt: at(5),
      })
      await updateAccount(store.db, 'anna', { attempts: null, renewBefore: null })
      const left = await findAccount(store.db, 'anna')
      expect([left?.attempts, left?.renewBefore]).toEqual([undefined, undefined])
    })

    it('takes everything of its own along when it goes', async () => {
      await push(1)
      await store.db.deleteFrom('account').where('id', '=', 'anna').execute()
      expect(await listGenerations(store.db, 'anna')).toEqual([])
    })
  })

  const facts = (number: number): TokenFacts => ({
    fingerprint: `fp${number}`,
    expiry: { kind: 'at', at: at(number) },
    scopes: ['threads_basic'],
  })
  const push = (number: number) =>
    store.transaction((trx) =>
      pushGeneration(trx, {
        accountId: 'anna',
        number,
        sealedToken: `sealed ${number}`,
        facts: facts(number),
        obtainedAt: at(0),
        source: 'renewed',
      }),
    )

  describe('the generations of a token', () => {
    it('are numbered on, one is current, and as many are kept as are promised', async () => {
      expect(await nextGenerationNumber(store.db, 'anna')).toBe(1)
      for (let number = 1; number <= GENERATIONS_KEPT + 2; number += 1) await push(number)
      const kept = await listGenerations(store.db, 'anna')
      expect(kept.map(({ number, state }) => [number, state])).toEqual([
        [7, 'current'],
        [6, 'previous'],
        [5, 'previous'],
        [4, 'previous'],
        [3, 'previous'],
      ])
      expect(await nextGenerationNumber(store.db, 'anna')).toBe(8)
    })

    it('come back with what was known, and the current one learns', async () => {
      await push(1)
      expect(await getCurrentGeneration(store.db, 'anna')).toMatchObject({
        facts: facts(1),
        source: 'renewed',
      })
      await updateCurrentFacts(store.db, 'anna', { fingerprint: 'fp1', expiry: { kind: 'never' } })
      const { facts: learnt } = await getCurrentGeneration(store.db, 'anna')
      expect(learnt).toEqual({ fingerprint: 'fp1', expiry: { kind: 'never' } })
    })

    it('have no second current one, whoever tries', async () => {
      await push(1)
      const second = store.db
        .insertInto('generation')
        .columns([
          'account_id',
          'number',
          'fingerprint',
          'sealed_token',
          'expiry',
          'obtained_at',
          'source',
          'state',
        ])
        .expression((from) =>
          from
            .selectFrom('generation')
            .select((of) => [
              'account_id',
              of.lit(2).as('number'),
              'fingerprint',
              'sealed_token',
              of.val('unknown').as('expiry'),
              'obtained_at',
              'source',
              'state',
            ]),
        )
        .execute()
      await expect(second).rejects.toThrow(/generation/)
    })
  })

  describe('a sink', () => {
    const sink = { id: 's', accountId: 'anna', kind: 'env_file', path: '/srv/.env', key: 'TOKEN' } as const

    it('is one for a file and a key, whoever adopts it', async () => {
      expect(await putSink(store.db, sink)).toBe('s')
      expect(await putSink(store.db, { ...sink, id: 'other', deliveredFingerprint: 'fp' })).toBe('s')
      expect(await listSinks(store.db, 'anna')).toEqual([{ ...sink, deliveredFingerprint: 'fp' }])
    })

    it('remembers what failed and what was rejected, and forgets it', async () => {
      await putSink(store.db, sink)
      const attempts = { of: 'fp', count: 1, lastAt: at(0), reason: 'locked', notBefore: at(1) } as const
      const rejected = { fingerprint: 'fp2', reason: 'dead' } as const
      await updateSink(store.db, 's', { attempts, rejected, deliveredAt: at(2) })
      expect(await findSink(store.db, sink.path, sink.key)).toEqual({
        ...sink,
        attempts,
        rejected,
        deliveredAt: at(2),
      })
      await updateSink(store.db, 's', { attempts: null, rejected: null })
      expect(await findSink(store.db, sink.path, sink.key)).toEqual({ ...sink, deliveredAt: at(2) })
    })
  })

  it('a setting is the last value that was put', async () => {
    expect(await findSetting(store.db, 'skew_ms')).toBeUndefined()
    await putSetting(store.db, 'skew_ms', '1')
    await putSetting(store.db, 'skew_ms', '2')
    expect(await findSetting(store.db, 'skew_ms')).toBe('2')
  })

  it('a service lives while it beats, also by the clock of one who is a little behind', async () => {
    const node = { node: 'n', pid: 7 }
    await beat(store.db, node, clock.ticks())
    await beat(store.db, node, clock.ticks())
    const seenAt = (ms: number) => listLiveServices(store.db, (clock.ticks() + ms) as Ticks)
    expect(await seenAt(HEARTBEAT_FRESH_MS - 1)).toEqual([node])
    expect(await seenAt(-20)).toEqual([node])
    expect(await seenAt(HEARTBEAT_FRESH_MS)).toEqual([])
    expect(await seenAt(-HEARTBEAT_FRESH_MS)).toEqual([])
    await endHeartbeat(store.db, 'n')
    expect(await seenAt(0)).toEqual([])
  })
}
