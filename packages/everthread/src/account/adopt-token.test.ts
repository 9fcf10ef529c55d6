/** Taking a proven token under the keeper's care, also while the keeper is at work on the same account. */
import { fingerprint, type Secret } from '@everthread/client'
import { describe, expect, it } from 'vitest'
import { advance } from './advance.ts'
import { type Adopted, type Adoption, adoptToken } from './adopt-token.ts'
import { findAccount, listAccounts } from '../store/accounts.ts'
import { listGenerations } from '../store/generations.ts'
import { findSink, listSinks } from '../store/sinks.ts'
import { listWork, NEVER_DUE } from '../store/work.ts'
import { createTestKeeper, type TestKeeper, told } from './test-keeper.ts'

const FILE = { path: '/srv/.env', key: 'THREADS_ACCESS_TOKEN' } as const

let ids = 0

interface Change extends Partial<Omit<Adoption, 'sink'>> {
  readonly sink?: Adoption['sink'] | 'none'
}

async function adopt(keeper: TestKeeper, token: Secret, { sink, ...change }: Change = {}): Promise<Adopted> {
  const look = await keeper.world.api.look(token)
  if (look.kind !== 'ok') throw new Error(look.kind)
  return adoptToken(keeper.installation, {
    token,
    ...look.value,
    source: 'adopted',
    now: keeper.world.clock.now(),
    randomId: () => `id-${(ids += 1)}`,
    random: () => 0.25,
    ...(sink !== 'none' && { sink: sink ?? { ...FILE, delivered: 'yes' } }),
    ...change,
  })
}

async function fingerprintsOf(keeper: TestKeeper, accountId: string): Promise<string[]> {
  const generations = await listGenerations(keeper.installation.store.db, accountId)
  return generations.map(({ facts }) => facts.fingerprint)
}

describe('a token that is adopted', () => {
  it('of a user who is new makes an account, with its jitter, its file, and a look that is due', async () => {
    await using keeper = await createTestKeeper()
    const token = keeper.world.token()
    const { accountId, isNewAccount, isNewToken } = await adopt(keeper, token)
    const { db } = keeper.installation.store
    expect([isNewAccount, isNewToken]).toEqual([true, true])
    expect(await findAccount(db, accountId)).toMatchObject({
      userId: keeper.world.userId(),
      username: 'anna',
      jitter: 0.25,
    })
    expect(await findSink(db, FILE.path, FILE.key)).toMatchObject({
      accountId,
      deliveredFingerprint: fingerprint(token),
    })
    const due = (await listWork(db, accountId)).map(({ kind, dueAt }) => [kind, dueAt])
    expect(due).toEqual([
      ['token', keeper.world.clock.now()],
      ['deliver', NEVER_DUE],
    ])
  })

  it('of a user who is known is the next generation, and the account’s other files get it too', async () => {
    await using keeper = await createTestKeeper()
    const first = await adopt(keeper, keeper.world.token({ age: '20d' }))
    const other = { path: '/srv/other/.env', key: FILE.key, delivered: 'yes' } as const
    const again = await adopt(keeper, keeper.world.token(), { sink: other })
    expect(again).toEqual({ accountId: first.accountId, isNewAccount: false, isNewToken: true })
    expect(await fingerprintsOf(keeper, first.accountId)).toHaveLength(2)
    const { db } = keeper.installation.store
    const before = await findSink(db, FILE.path, FILE.key)
    const row = (await listWork(db, first.accountId)).find(({ subject }) => subject === before?.id)
    expect(row?.dueAt).toBe(keeper.world.clock.now())
  })

  it('twice is no new generation', async () => {
    await using keeper = await createTestKeeper()
    const token = keeper.world.token()
    const { accountId } = await adopt(keeper, token)
    expect(await adopt(keeper, token)).toMatchObject({ isNewToken: false })
    expect(await fingerprintsOf(keeper, accountId)).toHaveLength(1)
  })

  it('and is not written yet falls due for delivery', async () => {
    await using keeper = await createTestKeeper()
    const { accountId } = await adopt(keeper, keeper.world.token(), {
      sink: { ...FILE, delivered: 'not_yet' },
    })
    const deliver = (await listWork(keeper.installation.store.db, accountId)).find(
      ({ kind }) => kind === 'deliver',
    )
    expect(deliver?.dueAt).toBe(keeper.world.clock.now())
  })

  it('without a file is kept in the store alone', async () => {
    await using keeper = await createTestKeeper()
    const { accountId } = await adopt(keeper, keeper.world.token({ age: '45d' }), { sink: 'none' })
    expect(told(await keeper.advance(accountId))).toContain('attempted: minted')
  })

  it('ends what failed and was refused before', async () => {
    await using keeper = await createTestKeeper()
    const { accountId } = await adopt(keeper, keeper.world.token())
    await keeper.world.sandbox.revoke({ user: 'anna', subcode: 460 })
    await keeper.advance(accountId, { look: true })
    await adopt(keeper, keeper.world.token())
    const account = await findAccount(keeper.installation.store.db, accountId)
    expect([account?.refusal, account?.attempts]).toEqual([undefined, undefined])
  })

  it('takes its file along from the account that had it', async () => {
    await using keeper = await createTestKeeper()
    const anna = await adopt(keeper, keeper.world.token())
    const boris = await adopt(keeper, keeper.world.token({ user: 'boris' }))
    const { db } = keeper.installation.store
    expect([await listSinks(db, anna.accountId), (await listSinks(db, boris.accountId)).length]).toEqual([
      [],
      1,
    ])
    expect((await listWork(db, anna.accountId)).map(({ kind }) => kind)).toEqual(['token'])
    expect(await listAccounts(db)).toHaveLength(2)
  })

  it('while the keeper is renewing the one before it: neither token is lost', async () => {
    await using keeper = await createTestKeeper()
    const { id } = await keeper.adopt({ age: '45d' })
    const given = keeper.world.token({ age: '5d' })
    const claim = await keeper.claim(id)
    const deps = keeper.deps(claim)
    const api = {
      ...deps.api,
      profileOf: async (token: Secret) => {
        const answer = await deps.api.profileOf(token)
        await adopt(keeper, given, { sink: 'none' })
        return answer
      },
    }
    await expect(advance({ ...deps, api }, claim)).rejects.toThrow(/UNIQUE/)
    keeper.world.sandbox.clock.advance('2m')
    expect(told(await keeper.advance(id))[0]).toBe('recovered: minted')
    expect(await fingerprintsOf(keeper, id)).toHaveLength(3)
    expect(await fingerprintsOf(keeper, id)).toContain(fingerprint(given))
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
  })
})
