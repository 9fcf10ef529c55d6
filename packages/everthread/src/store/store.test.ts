import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestClock } from '../time/test-clock.ts'
import { insertAccount } from './accounts.ts'
import { claimDue, ClaimLostError, holdClaim, LEASE_MS, releaseClaim, renewLeases } from './claims.ts'
import { migrations } from './migrations/index.ts'
import { openStore, type Store } from './open-store.ts'
import type { Schema } from './schema.ts'
import { StoreError } from './store-error.ts'
import { scheduleWork } from './work.ts'

let folder: string
let clock: ReturnType<typeof createTestClock>

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-store-'))
  clock = createTestClock()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (
  ifMissing: 'create' | 'fail' = 'create',
  list: Parameters<typeof openStore>[0]['migrations'] = migrations,
): Promise<Store<Schema>> =>
  openStore<Schema>({ file: join(folder, 'everthread.db'), migrations: list, clock, ifMissing })

async function withAccount(store: Store<Schema>, id: string): Promise<void> {
  await insertAccount(store.db, { id, userId: `1${id}`, createdAt: clock.now(), jitter: 0.5 })
  await scheduleWork(store.db, id, { kind: 'token', subject: '', dueAt: clock.now() })
}

describe('opening the store', () => {
  it('is created readable by its owner alone, its journal too', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('is not created where it was not asked for', async () => {
    await expect(open('fail')).rejects.toMatchObject({ name: 'StoreError', code: 'missing' })
    expect(readdirSync(folder)).toEqual([])
  })

  it('a file that is no database is refused and left as it is', async () => {
    writeFileSync(join(folder, 'everthread.db'), 'this is not a database, it only looks like a file')
    await expect(open()).rejects.toMatchObject({ code: 'corrupt' })
  })

  it('a store of a newer version is refused with both numbers', async () => {
    const next = { id: migrations.length + 1, name: 'next', up: async () => undefined }
    await (await open('create', [...migrations, next]))[Symbol.asyncDispose]()
    const refusal = open()
    await expect(refusal).rejects.toBeInstanceOf(StoreError)
    await expect(refusal).rejects.toMatchObject({
      code: 'newer-schema',
      detail: `schema ${migrations.length + 1} > ${migrations.length}`,
    })
  })

  it('copies the file before it changes an existing schema, and not before it makes a new one', async () => {
    await (await open())[Symbol.asyncDispose]()
    expect(readdirSync(folder)).not.toContain('backups')
    const next = { id: migrations.length + 1, name: 'next', up: async () => undefined }
    await (await open('create', [...migrations, next]))[Symbol.asyncDispose]()
    const copies = readdirSync(join(folder, 'backups'))
    expect(copies).toHaveLength(1)
    expect(statSync(join(folder, 'backups', copies[0] ?? '')).mode & 0o777).toBe(0o600)
  })
})

describe('claims', () => {
  it('one account is claimed by one owner', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    const query = { now: clock.now(), ticks: clock.ticks() }
    expect(await claimDue(store.db, { ...query, owner: 'one' })).toHaveLength(1)
    expect(await claimDue(store.db, { ...query, owner: 'two' })).toHaveLength(0)
  })

  it('what is not due is not claimed, unless it is asked for by name', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    await scheduleWork(store.db, 'a', {
      kind: 'token',
      subject: '',
      dueAt: (clock.now() + 1) as ReturnType<typeof clock.now>,
    })
    const query = { owner: 'one', now: clock.now(), ticks: clock.ticks() }
    expect(await claimDue(store.db, query)).toHaveLength(0)
    expect(await claimDue(store.db, { ...query, accountId: 'a' })).toHaveLength(1)
  })

  it('a lease that ran out is taken over, and its late owner can write nothing', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    const [lost] = await claimDue(store.db, { owner: 'one', now: clock.now(), ticks: clock.ticks() })
    await clock.advance(LEASE_MS)
    const [taken] = await claimDue(store.db, { owner: 'two', now: clock.now(), ticks: clock.ticks() })
    if (!lost || !taken) throw new Error('both must have claimed it')
    await expect(store.transaction((trx) => holdClaim(trx, lost))).rejects.toBeInstanceOf(ClaimLostError)
    await expect(store.transaction((trx) => holdClaim(trx, taken))).resolves.toBeUndefined()
    await releaseClaim(store.db, lost)
    expect(await claimDue(store.db, { owner: 'three', now: clock.now(), ticks: clock.ticks() })).toHaveLength(
      0,
    )
  })

  it('a renewed lease is not taken over', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    await claimDue(store.db, { owner: 'one', now: clock.now(), ticks: clock.ticks() })
    await clock.advance(LEASE_MS - 1)
    await renewLeases(store.db, 'one', clock.ticks())
    await clock.advance(LEASE_MS - 1)
    expect(await claimDue(store.db, { owner: 'two', now: clock.now(), ticks: clock.ticks() })).toHaveLength(0)
  })

  it('a lease that was given while a slower claim waited for the store is not taken over', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    const slow = { owner: 'two', now: clock.now(), ticks: clock.ticks() }
    await clock.advance(100)
    await claimDue(store.db, { owner: 'one', now: clock.now(), ticks: clock.ticks() })
    expect(await claimDue(store.db, slow)).toHaveLength(0)
  })

  it('a lease from before a reboot, far in the future of a clock that began again, counts as ended', async () => {
    await using store = await open()
    await withAccount(store, 'a')
    await clock.advance(LEASE_MS * 100)
    await claimDue(store.db, { owner: 'one', now: clock.now(), ticks: clock.ticks() })
    const rebooted = createTestClock(clock.now())
    expect(
      await claimDue(store.db, { owner: 'two', now: rebooted.now(), ticks: rebooted.ticks() }),
    ).toHaveLength(1)
  })
})
