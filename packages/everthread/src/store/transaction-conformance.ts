/** What a transaction promises. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import type { Schema } from './schema.ts'
import { findSetting, putSetting } from './settings.ts'
import type { Engine, Store } from './store.ts'
import { createTestStore } from './test-store.ts'

export function transactionConformance(engine: Engine): void {
  const clock = createTestClock()
  let store: Store<Schema>
  beforeEach(async () => {
    store = await createTestStore(clock, engine)
  })
  afterEach(() => store[Symbol.asyncDispose]())

  const insert = (id: string, userId: string) =>
    store.transaction((trx) => insertAccount(trx, { id, userId, createdAt: clock.now(), jitter: 0 }))

  it('keeps all that it wrote, or nothing', async () => {
    const broken = store.transaction(async (trx) => {
      await putSetting(trx, 'app_id', '1')
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    expect(await findSetting(store.db, 'app_id')).toBeUndefined()
    await store.transaction((trx) => putSetting(trx, 'app_id', '2'))
    expect(await findSetting(store.db, 'app_id')).toBe('2')
  })

  it('that reads and writes back loses nobody’s change, however many do it at the same moment', async () => {
    await putSetting(store.db, 'app_id', '0')
    const countUp = () =>
      store.transaction(async (trx) => {
        const count = Number(await findSetting(trx, 'app_id'))
        await putSetting(trx, 'app_id', String(count + 1))
      })
    await Promise.all(Array.from({ length: 6 }, countUp))
    expect(await findSetting(store.db, 'app_id')).toBe('6')
  })

  it('that looks first and then inserts finds what another one inserted meanwhile', async () => {
    const putOnce = (value: string) =>
      store.transaction(async (trx) => {
        const known = await findSetting(trx, 'app_secret')
        if (known !== undefined) return known
        await trx.insertInto('setting').values({ name: 'app_secret', value }).execute()
        return value
      })
    const got = await Promise.all(['a', 'b', 'c', 'd'].map(putOnce))
    expect(new Set(got).size).toBe(1)
  })

  it('that breaks a rule of the tables is refused, and no trouble of the store’s', async () => {
    await insert('a', '1')
    await expect(insert('b', '1')).rejects.not.toMatchObject({ name: 'StoreError' })
  })
}
