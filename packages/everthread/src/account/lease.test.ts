/** A claim by name, over a real store: waited for, kept, and looked at before each call. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { assertLease, type LeaseOptions, withClaim } from './lease.ts'
import { insertAccount } from '../store/accounts.ts'
import { type Claim, claimDue, ClaimLostError, LEASE_MS, releaseClaim } from '../store/claims.ts'
import type { Store } from '../store/open-store.ts'
import type { Schema } from '../store/schema.ts'
import { createTestStore } from '../store/test-store.ts'
import { MINUTE, SECOND } from '../time/duration.ts'
import { createTestClock, type TestClock } from '../time/test-clock.ts'

const CALL_LIMIT_MS = 8 * SECOND

let store: Store<Schema>
let clock: TestClock
beforeEach(async () => {
  clock = createTestClock()
  store = await createTestStore(clock)
  await insertAccount(store.db, { id: 'a', userId: '1', createdAt: clock.now(), jitter: 0 })
})
afterEach(async () => {
  await store[Symbol.asyncDispose]()
})

function lease(owner: string, signal = new AbortController().signal): LeaseOptions {
  return { store, clock, now: () => clock.now(), owner, accountId: 'a', signal }
}

async function claimAs(owner: string): Promise<Claim> {
  const [claim] = await claimDue(store.db, { owner, now: clock.now(), ticks: clock.ticks(), accountId: 'a' })
  if (!claim) throw new Error('it is held')
  return claim
}

async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 100) {
    await clock.advance(Math.min(100, left))
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a claim by name', () => {
  it('is got at once when the account is free, due or not', async () => {
    await expect(withClaim(lease('one'), async ({ accountId }) => accountId)).resolves.toBe('a')
  })

  it('is waited for while somebody else holds it', async () => {
    const held = await claimAs('service')
    const waiting = withClaim(lease('one'), async ({ owner }) => owner)
    await pass(5 * SECOND)
    await releaseClaim(store.db, held)
    await pass(SECOND)
    await expect(waiting).resolves.toBe('one')
  })

  it('is given up after a minute', async () => {
    const held = withClaim(lease('service'), () => clock.sleep(2 * MINUTE))
    await pass(SECOND)
    const waiting = withClaim(lease('one'), async () => 'got')
    await pass(MINUTE + SECOND)
    await expect(waiting).resolves.toBeUndefined()
    await pass(MINUTE)
    await held
  })

  it('is given up when the command is ended', async () => {
    await claimAs('service')
    const stop = new AbortController()
    const waiting = withClaim(lease('one', stop.signal), async () => 'got')
    await pass(SECOND)
    stop.abort()
    await pass(SECOND)
    await expect(waiting).resolves.toBeUndefined()
  })

  it('is kept for as long as the work takes', async () => {
    const working = withClaim(lease('one'), () => clock.sleep(MINUTE))
    await pass(4 * LEASE_MS)
    await expect(claimAs('other')).rejects.toThrow(/held/)
    await pass(MINUTE)
    await working
  })

  it('that cannot be kept for a moment, because the store is busy, does not end the work', async () => {
    let updates = 0
    const busy = store.db.withPlugin({
      transformQuery: ({ node }) => {
        if (node.kind !== 'UpdateQueryNode') return node
        updates += 1
        // The first one claims, the second would keep.
        if (updates === 2) throw new Error('busy')
        return node
      },
      transformResult: async ({ result }) => result,
    })
    const working = withClaim({ ...lease('one'), store: { ...store, db: busy } }, () =>
      clock.sleep(2 * LEASE_MS),
    )
    await pass(LEASE_MS + SECOND)
    expect(updates).toBeGreaterThan(2)
    await expect(claimAs('other')).rejects.toThrow(/held/)
    await pass(2 * LEASE_MS)
    await working
  })
})

describe('before a call', () => {
  it('the lease is renewed, so that the call cannot outlive it', async () => {
    const claim = await claimAs('one')
    await clock.advance(LEASE_MS - SECOND)
    await expect(assertLease(store, claim, CALL_LIMIT_MS)).resolves.toBeUndefined()
    await clock.advance(CALL_LIMIT_MS)
    await expect(claimAs('other')).rejects.toThrow(/held/)
  })

  it('a claim that another has taken is lost, and nothing is sent', async () => {
    const claim = await claimAs('one')
    await clock.advance(LEASE_MS)
    await claimAs('other')
    await expect(assertLease(store, claim, CALL_LIMIT_MS)).rejects.toBeInstanceOf(ClaimLostError)
  })

  it('a call that may take longer than any lease is not sent', async () => {
    const claim = await claimAs('one')
    await expect(assertLease(store, claim, LEASE_MS + 1)).rejects.toBeInstanceOf(ClaimLostError)
  })
})
