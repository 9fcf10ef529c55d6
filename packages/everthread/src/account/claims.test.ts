/** Who works on an account: one at a time, and nothing is sent or written by one that is not it any more (T1, T2, T24, T27). */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import { advance } from './advance.ts'
import { startEmbedded } from '../dispatch/embedded.ts'
import { findInstallation, JOURNAL_FOLDER } from '../service/installation.ts'
import { RENEWAL_CRASH_POINTS } from '../keeper/crash-point.ts'
import { Cut, cutAt, DEAD } from '../keeper/test-world.ts'
import { claimDue, ClaimLostError, LEASE_MS } from '../store/claims.ts'
import { listGenerations, updateCurrentFacts } from '../store/generations.ts'
import { listWork, scheduleWork } from '../store/work.ts'
import { createTestKeeper, heldBy, type TestKeeper, told } from './test-keeper.ts'
import { fingerprint } from '@everthread/client'
import type { Ticks } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'

/** As another node takes it whose lease ran out. */
async function takeOver(keeper: TestKeeper, accountId: string): Promise<void> {
  const query = {
    now: keeper.world.clock.now(),
    ticks: (keeper.world.host.ticks() + LEASE_MS) as Ticks,
    accountId,
  }
  expect(await claimDue(keeper.installation.store.db, { ...query, owner: 'other' })).toHaveLength(1)
}

describe('a worker that has lost its claim', () => {
  it('before the call sends nothing and writes nothing', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    const claim = await keeper.claim(id)
    await takeOver(keeper, id)
    const calls = keeper.world.calls('me')
    await expect(advance(keeper.deps(claim), claim)).rejects.toBeInstanceOf(ClaimLostError)
    expect([keeper.world.calls('me') - calls, keeper.world.calls('refresh_access_token')]).toEqual([0, 0])
    expect(await listGenerations(keeper.installation.store.db, id)).toHaveLength(1)
  })

  for (const journal of ['intent', 'none'] as const) {
    it(`while it waited for a file’s lock leaves the journal as it finds it: ${journal}`, async () => {
      await using keeper = await createTestKeeper()
      const { id, sink } = await keeper.adopt({ age: '45d' })
      const claim = await keeper.claim(id)
      const deps = keeper.deps(claim)
      const locked: typeof sink.locked = async (work) => {
        await takeOver(keeper, id)
        if (journal === 'intent') await deps.openJournal(id).prepare()
        return { kind: 'done', value: await work() }
      }
      const late = advance({ ...deps, openSink: () => ({ ...sink, locked }) }, claim)
      await expect(late).rejects.toBeInstanceOf(ClaimLostError)
      expect(deps.openJournal(id).read()).toEqual({ kind: journal })
      expect(keeper.world.calls('refresh_access_token')).toBe(0)
    })
  }

  it('after the call commits nothing: the journal has the new token, and the next worker finds it there', async () => {
    await using keeper = await createTestKeeper({ switches: { revokeOld: true } })
    const { id } = await keeper.adopt({ age: '45d' })
    const claim = await keeper.claim(id)
    const deps = keeper.deps(claim)
    const api = {
      ...deps.api,
      profileOf: async (...given: Parameters<typeof deps.api.profileOf>) => {
        const answer = await deps.api.profileOf(...given)
        await takeOver(keeper, id)
        return answer
      },
    }
    await expect(advance({ ...deps, api }, claim)).rejects.toBeInstanceOf(ClaimLostError)
    expect(await listGenerations(keeper.installation.store.db, id)).toHaveLength(1)
    const [next] = await claimDue(keeper.installation.store.db, {
      owner: 'third',
      now: keeper.world.clock.now(),
      ticks: (keeper.world.host.ticks() + 2 * LEASE_MS) as Ticks,
      accountId: id,
    })
    if (!next) throw new Error('it must be free again')
    expect(told(await advance(keeper.deps(next), next))).toEqual(['recovered: minted', 'delivered: yes'])
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
  })
})

describe('an advance that is cut off', () => {
  const steps = {
    'journal-prepared': ['recovered: nothing', 'attempted: minted', 'delivered: yes'],
    'answer-received': ['recovered: nothing', 'attempted: minted', 'delivered: yes'],
    'journal-recorded': ['recovered: minted', 'delivered: yes'],
    'token-proven': ['recovered: minted', 'delivered: yes'],
    'store-committed': ['delivered: yes'],
    'journal-removed': ['delivered: yes'],
    'sink-written': ['delivered: yes'],
  } as const satisfies Record<(typeof RENEWAL_CRASH_POINTS)[number], readonly string[]>
  for (const name of RENEWAL_CRASH_POINTS) {
    it(`at ${name} goes on with ${steps[name].join(', ')}, and leaves no journal`, async () => {
      await using keeper = await createTestKeeper()
      const { id, sink } = await keeper.adopt({ age: '45d' })
      const claim = await keeper.claim(id)
      await expect(advance({ ...keeper.deps(claim), crashPoint: cutAt(name) }, claim)).rejects.toBeInstanceOf(
        Cut,
      )
      keeper.world.sandbox.clock.advance('2m')
      const looks = ['looked: fine']
      expect(told(await keeper.advance(id)).filter((line) => !looks.includes(line))).toEqual(steps[name])
      const current = await keeper.currentToken(id)
      expect([heldBy(sink), keeper.world.verdict(current)]).toEqual([fingerprint(current), 'alive'])
      expect(existsSync(join(keeper.dataDir, JOURNAL_FOLDER, id))).toBe(false)
    })
  }

  it('between commit and journal is not mistaken, where Meta gives the same string a new life', async () => {
    await using keeper = await createTestKeeper({ switches: { refreshReturns: 'same-token' } })
    const { id } = await keeper.adopt({ age: '45d' })
    const claim = await keeper.claim(id)
    const crashPoint = cutAt('journal-recorded')
    await expect(advance({ ...keeper.deps(claim), crashPoint }, claim)).rejects.toBeInstanceOf(Cut)
    expect(told(await keeper.advance(id))[0]).toBe('recovered: minted')
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
  })

  it('with its new token refused twice, and the old one alive, goes on with the old one and does not renew it that day', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    keeper.world.sandbox.faults.add({ endpoint: 'me', times: 2, fault: DEAD })
    expect(told(await keeper.advance(id))).toEqual(['attempted: unverified'])
    const recovered = await keeper.stepUntil(({ happenings }) =>
      happenings.some(({ kind }) => kind === 'recovered'),
    )
    expect(told(recovered)[0]).toBe('recovered: too_young')
    const { sandbox } = keeper.world
    expect(
      sandbox.requests.list().filter(({ endpoint }) => endpoint === 'refresh_access_token'),
    ).toHaveLength(1)
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
  })
})

/** Two or more nodes over one store, until nothing is due. */
async function runNodes(keeper: TestKeeper, nodes: number): Promise<unknown[]> {
  const stop = new AbortController()
  const troubles: unknown[] = []
  const { store } = keeper.installation
  const loops = Array.from({ length: nodes }, (_, index) =>
    startEmbedded({
      store,
      clock: keeper.world.host,
      now: () => keeper.world.clock.now(),
      node: `node-${index}`,
      pid: index,
      advanceOne: async (claim) => {
        await advance(keeper.deps(claim), claim)
      },
      onTrouble: (error) => troubles.push(error),
      signal: stop.signal,
    }),
  )
  while ((await dueNow(keeper)) > 0) await keeper.world.host.sleep(10)
  stop.abort()
  await Promise.all(loops.map(({ ended }) => ended))
  return troubles
}

async function dueNow({ installation, world }: TestKeeper): Promise<number> {
  const { db } = installation.store
  const accounts = await db.selectFrom('account').select(['id', 'lease_owner']).execute()
  let due = 0
  for (const { id, lease_owner } of accounts) {
    const rows = await listWork(db, id)
    if (lease_owner !== null || rows.some(({ dueAt }) => dueAt <= world.clock.now())) due += 1
  }
  return due
}

describe('several nodes over one store', () => {
  it('make one upstream call for one account that is due', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    expect(await runNodes(keeper, 4)).toEqual([])
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
  })

  it('make one for each of many accounts, and renew them all', async () => {
    await using keeper = await createTestKeeper()
    const users = Array.from({ length: 20 }, (_, index) => `user${index}`)
    for (const user of users) await keeper.adopt({ user, age: '45d' })
    expect(await runNodes(keeper, 3)).toEqual([])
    expect(keeper.world.calls('refresh_access_token')).toBe(20)
  })
})

/** As if the row had been copied from elsewhere. */
async function damage(keeper: TestKeeper, accountId: string): Promise<void> {
  const { db } = keeper.installation.store
  const sealed = keeper.installation.vault.seal('THAAother', 'token:another:1')
  await db
    .updateTable('generation')
    .set({ sealed_token: sealed })
    .where('account_id', '=', accountId)
    .execute()
}

describe('one bad account', () => {
  it('does not stand in the way of the others, though more of them than are worked on at once are due first', async () => {
    await using keeper = await createTestKeeper()
    const { db } = keeper.installation.store
    for (let n = 0; n < 12; n += 1) {
      const { id } = await keeper.adopt({ user: `bad${n}`, age: '45d' })
      await damage(keeper, id)
    }
    const { id } = await keeper.adopt({ user: 'good', age: '45d' })
    await scheduleWork(db, id, { kind: 'token', subject: '', dueAt: keeper.world.clock.now() })
    const troubles = await runNodes(keeper, 1)
    expect(troubles).toHaveLength(12)
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
  })

  it('whose row was moved from elsewhere is an error, never "revoked", and no call is made', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    await damage(keeper, id)
    const calls = keeper.world.calls('me')
    await expect(keeper.advance(id)).rejects.toMatchObject({ name: 'VaultError', code: 'damaged' })
    expect(keeper.world.calls('me') - calls).toBe(0)
    const dueAt = (await listWork(keeper.installation.store.db, id)).map((row) => row.dueAt)
    expect(Math.min(...dueAt)).toBe(keeper.world.clock.now() + MINUTE)
  })

  it('whose account has no token at all is postponed like any other trouble', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    await keeper.installation.store.db.deleteFrom('generation').where('account_id', '=', id).execute()
    await expect(keeper.advance(id)).rejects.toThrow(/no current token/)
    expect((await keeper.claim(id)).accountId).toBe(id)
  })
})

describe('another key', () => {
  it('is one start-up error, and no call', async () => {
    await using keeper = await createTestKeeper()
    await keeper.adopt({ age: '45d' })
    const raw = { EVERTHREAD_KEY: Buffer.alloc(32, 7).toString('base64') }
    const config = { dataDir: keeper.dataDir, dataDirNamed: true }
    const calls = keeper.world.calls('me')
    await expect(findInstallation({ config, raw, clock: keeper.world.host })).rejects.toMatchObject({
      name: 'VaultError',
      code: 'wrong-key',
    })
    expect(keeper.world.calls('me') - calls).toBe(0)
  })
})

describe('facts of a token', () => {
  it('are those of the current one only: what is learnt of another changes nothing', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    const { db } = keeper.installation.store
    await updateCurrentFacts(db, id, { fingerprint: 'another', expiry: { kind: 'never' } })
    expect((await listGenerations(db, id))[0]?.facts.expiry.kind).toBe('at')
  })

  it('survive a look at which nobody answered', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt()
    for (const endpoint of ['me', 'debug_token'] as const)
      keeper.world.sandbox.faults.add({ endpoint, fault: fault.html() })
    const done = await keeper.advance(id, { look: true })
    expect([told(done), done.decision]).toMatchObject([
      ['looked: not-json'],
      { kind: 'wait', reason: 'fresh' },
    ])
  })
})
