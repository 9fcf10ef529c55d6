/** The journal that nodes share: what one has written another one finds, and one that lost its claim takes nothing away. */
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openRowJournal } from './row-journal.ts'
import type { Minted } from '../keeper/api.ts'
import type { AccountJournal } from '../keeper/account-journal.ts'
import { insertAccount } from '../store/accounts.ts'
import { type Claim, claimDue, ClaimLostError, LEASE_MS } from '../store/claims.ts'
import { createTestStore, onEachEngine, type TestStore } from '../store/test-store.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'
import { createVault } from '../vault/vault.ts'

const VAULT = createVault([Buffer.alloc(32, 1)])

function minted(token: string): Minted {
  return { token: new Secret(token), facts: { fingerprint: token, expiry: { kind: 'unknown' } } }
}

onEachEngine((engine) => {
  let clock: TestClock
  let store: TestStore
  beforeEach(async () => {
    clock = createTestClock()
    store = await createTestStore(clock, engine)
    await insertAccount(store.db, { id: 'a', userId: '1', createdAt: clock.now(), jitter: 0 })
  })
  afterEach(() => store[Symbol.asyncDispose]())

  async function claimAs(owner: string): Promise<Claim> {
    const [claim] = await claimDue(store.db, {
      owner,
      now: clock.now(),
      ticks: clock.ticks(),
      accountId: 'a',
    })
    if (!claim) throw new Error('it is held')
    return claim
  }
  const openAs = async (owner: string): Promise<AccountJournal> =>
    openRowJournal({ store, claim: await claimAs(owner), vault: VAULT, clock })

  it('goes from nothing to an intent to a token, and back to nothing', async () => {
    const journal = await openAs('one')
    expect(await journal.read()).toEqual({ kind: 'none' })
    await journal.prepare()
    expect(await journal.read()).toEqual({ kind: 'intent' })
    await journal.record(minted('THAAnew'))
    const state = await journal.read()
    expect(state.kind === 'recorded' && state.minted.token.reveal()).toBe('THAAnew')
    await journal.discard()
    expect(await journal.read()).toEqual({ kind: 'none' })
  })

  it('holds the token sealed', async () => {
    const journal = await openAs('one')
    await journal.prepare()
    await journal.record(minted('THAAcanary'))
    const rows = await store.db.selectFrom('journal').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('THAAcanary')
  })

  it('is found by the node that takes over, and not prepared twice', async () => {
    await (await openAs('dead')).prepare()
    await clock.advance(LEASE_MS)
    const journal = await openAs('next')
    expect(await journal.read()).toEqual({ kind: 'intent' })
    await expect(Promise.resolve(journal.prepare())).rejects.toThrow(/journal/)
  })

  it('is neither prepared nor taken away by a node that has lost its claim', async () => {
    const lost = await openAs('paused')
    await clock.advance(LEASE_MS)
    const journal = await openAs('next')
    await expect(Promise.resolve(lost.prepare())).rejects.toBeInstanceOf(ClaimLostError)
    await journal.prepare()
    await lost.discard()
    expect(await journal.read()).toEqual({ kind: 'intent' })
  })

  it('keeps the late token of a node that was given up, and never at the cost of another one', async () => {
    const lost = await openAs('paused')
    await lost.prepare()
    await clock.advance(LEASE_MS)
    const journal = await openAs('next')
    await journal.discard()
    await lost.record(minted('THAAlate'))
    expect((await journal.read()).kind).toBe('recorded')
    await journal.discard()
    await journal.prepare()
    await journal.record(minted('THAAnext'))
    await expect(Promise.resolve(lost.record(minted('THAAlater')))).rejects.toThrow(/another node/)
    const state = await journal.read()
    expect(state.kind === 'recorded' && state.minted.token.reveal()).toBe('THAAnext')
  })
})
