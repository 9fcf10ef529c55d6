/** From one engine to the other and back: every row arrives as it was, and nothing is written over. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { createTestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { claimDue } from './claims.ts'
import { copyStore, countRows } from './copy-store.ts'
import { pushGeneration } from './generations.ts'
import { beat, listLiveServices } from './heartbeats.ts'
import { putSetting } from './settings.ts'
import { createTestStore, type TestStore } from './test-store.ts'
import { scheduleWork } from './work.ts'

const clock = createTestClock()

async function fill(store: TestStore): Promise<void> {
  await store.transaction(async (trx) => {
    for (let n = 0; n < 120; n += 1) {
      const id = `a${n}`
      await insertAccount(trx, { id, userId: `${n}`, createdAt: clock.now(), jitter: n / 200 })
      await scheduleWork(trx, id, { kind: 'token', subject: '', dueAt: (clock.now() + n) as Millis })
      await pushGeneration(trx, {
        accountId: id,
        number: 1,
        sealedToken: `sealed ${n}`,
        facts: { fingerprint: `fp${n}`, expiry: { kind: 'at', at: clock.now() } },
        obtainedAt: clock.now(),
        source: 'adopted',
      })
    }
  })
  await putSetting(store.db, 'app_id', '1')
  await beat(store.db, { node: 'n', pid: 1 }, clock.ticks())
}

const accounts = ({ db }: TestStore) => db.selectFrom('account').selectAll().orderBy('id').execute()
const tokens = ({ db }: TestStore) => db.selectFrom('generation').selectAll().orderBy('account_id').execute()

describe.skipIf(inject('postgresUrl') === undefined)('a copy', () => {
  let file: TestStore
  let database: TestStore
  let again: TestStore
  beforeEach(async () => {
    file = await createTestStore(clock, 'sqlite')
    database = await createTestStore(clock, 'postgres')
    again = await createTestStore(clock, 'sqlite')
  })
  afterEach(() => Promise.all([file, database, again].map((store) => store[Symbol.asyncDispose]())))

  it('to PostgreSQL and back has every row, as it was', async () => {
    await fill(file)
    const counts = await copyStore(file, database, 'there')
    expect(counts).toMatchObject({ account: 120, generation: 120, work: 120, setting: 1, post: 0 })
    await copyStore(database, again, 'here')
    expect(await accounts(again)).toEqual(await accounts(file))
    expect(await tokens(again)).toEqual(await tokens(file))
  })

  it('leaves processes behind: their leases and heartbeats, and never a fence', async () => {
    await fill(file)
    const held = await claimDue(file.db, {
      owner: 'n',
      now: clock.now(),
      ticks: clock.ticks(),
      accountId: 'a7',
    })
    await copyStore(file, database, 'there')
    expect(await listLiveServices(database.db, clock.ticks())).toEqual([])
    const account = (await accounts(database)).find(({ id }) => id === 'a7')
    expect(account).toMatchObject({ lease_owner: null, lease_until: null, fence: held[0]?.fence })
  })

  it('is not made over what is there', async () => {
    await fill(file)
    await putSetting(database.db, 'app_id', 'theirs')
    await expect(copyStore(file, database, 'there')).rejects.toMatchObject({ code: 'not-empty' })
    expect(await countRows(database.db)).toMatchObject({ account: 0, setting: 1 })
  })
})
