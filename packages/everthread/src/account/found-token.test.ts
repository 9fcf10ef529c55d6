/** T26: a person, or another program, puts a token into the file that is delivered to. */
import { fingerprint } from '@everthread/client'
import { fault } from '@everthread/sandbox'
import { describe, expect, it } from 'vitest'
import type { Advance } from './advance.ts'
import { roundOf } from './round.ts'
import { DEAD, START } from '../keeper/test-world.ts'
import { listGenerations } from '../store/generations.ts'
import { listWork } from '../store/work.ts'
import { createTestKeeper, heldBy, putByHand, told } from './test-keeper.ts'
import { MINUTE } from '../time/duration.ts'

const isRenewed = ({ happenings }: Advance): boolean =>
  happenings.some((one) => one.kind === 'attempted' && one.outcome.kind === 'minted')

describe('a token that somebody put into the file (T26)', () => {
  it('of the same user is adopted, and the one before it goes to the history', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '10d' })
    await keeper.step()
    const pasted = keeper.world.token({ age: '1d' })
    putByHand(sink, pasted)
    const done = await keeper.advance(id)
    expect([told(done), sink.writes]).toEqual([['found: adopted'], 0])
    expect((await keeper.currentToken(id)).reveal()).toBe(pasted.reveal())
    const sources = (await listGenerations(keeper.installation.store.db, id)).map(({ source }) => source)
    expect(sources).toEqual(['found_in_file', 'adopted'])
  })

  it('claims no scope that Meta did not tell of', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '10d' })
    putByHand(sink, keeper.world.token({ age: '30h' }))
    keeper.world.sandbox.faults.add({
      endpoint: 'debug_token',
      fault: { kind: 'error', code: 100, error_subcode: 10 },
    })
    const { gathered } = await keeper.advance(id)
    expect(
      gathered.generations.find(({ source }) => source === 'found_in_file')?.facts.scopes,
    ).toBeUndefined()
  })

  it('of another user stays where it is, a person is asked, and the account’s own token is kept alive', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    const stranger = keeper.world.token({ user: 'boris' })
    putByHand(sink, stranger)
    const done = await keeper.advance(id)
    expect([told(done), roundOf(done)]).toMatchObject([
      ['found: other-user'],
      { outcome: 'needs_person', reason: 'other-user' },
    ])
    const looks = keeper.world.calls('me')
    const again = await keeper.advance(id)
    expect([told(again), keeper.world.calls('me') - looks]).toEqual([[], 0])
    expect(roundOf(again)).toMatchObject({ outcome: 'needs_person', reason: 'other-user' })
    const renewed = roundOf(await keeper.stepUntil(isRenewed))
    expect(renewed).toMatchObject({ outcome: 'needs_person', reason: 'other-user', gained: 'renewed' })
    expect([sink.writes, heldBy(sink)]).toEqual([0, fingerprint(stranger)])
    expect(keeper.world.verdict(await keeper.currentToken(id))).toBe('alive')
  })

  it('of another user leaves nothing due: the loop does not spin on the question', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    putByHand(sink, keeper.world.token({ user: 'boris' }))
    await keeper.advance(id)
    for (const { dueAt } of await listWork(keeper.installation.store.db, id))
      expect(dueAt).toBeGreaterThan(keeper.world.clock.now())
  })

  it('that is dead is looked at twice, ten minutes apart, and then written over', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    putByHand(sink, 'THAAgarbage')
    expect(told(await keeper.advance(id))).toEqual(['found: refused-once'])
    expect([told(await keeper.advance(id)), sink.writes]).toEqual([[], 0])
    expect((await keeper.step()).map(told)).toEqual([['found: dead', 'delivered: yes']])
    expect(keeper.world.clock.now()).toBe(START + 10 * MINUTE)
    expect(heldBy(sink)).toBe(fingerprint(await keeper.currentToken(id)))
  })

  it('in one of Meta’s bad minutes is not lost: it may be nowhere else', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '10d' })
    const pasted = keeper.world.token({ age: '1d' })
    putByHand(sink, pasted)
    keeper.world.sandbox.faults.add({ endpoint: 'me', fault: DEAD })
    expect(told(await keeper.advance(id))).toEqual(['found: refused-once'])
    expect((await keeper.step()).map(told)).toEqual([['found: adopted']])
    expect((await keeper.currentToken(id)).reveal()).toBe(pasted.reveal())
  })

  it('that is past its end is dead at the first look', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    putByHand(sink, keeper.world.token({ age: '70d' }))
    expect(told(await keeper.advance(id))).toEqual(['found: dead', 'delivered: yes'])
  })

  it('is asked about by its own back-off while nobody answers, and keeps the account’s renewal from nothing', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    putByHand(sink, 'THAAunknown')
    for (const endpoint of ['me', 'debug_token'] as const)
      keeper.world.sandbox.faults.add({ endpoint, fault: fault.unavailable() })
    const done = await keeper.advance(id)
    expect(told(done)).toEqual(['found: no-answer', 'attempted: minted'])
    expect(keeper.world.calls('refresh_access_token')).toBe(1)
    expect(heldBy(sink)).not.toBe(fingerprint(await keeper.currentToken(id)))
  })

  it('is taken at once, although another one that lay there before it is still being asked about', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '10d' })
    putByHand(sink, 'THAAgarbage')
    await keeper.advance(id)
    putByHand(sink, keeper.world.token({ age: '1d' }))
    expect(told(await keeper.advance(id))).toEqual(['found: adopted'])
  })

  it('that is one of our own older ones is replaced by the current one', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt()
    const first = await keeper.currentToken(id)
    await keeper.stepUntil(isRenewed)
    putByHand(sink, first)
    expect(told(await keeper.advance(id))).toEqual(['delivered: yes'])
    expect(heldBy(sink)).toBe(fingerprint(await keeper.currentToken(id)))
  })

  it('and that appears while we wait for the file’s lock is taken before anything is spent', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    const pasted = keeper.world.token({ age: '1d' })
    sink.onLocked = () => putByHand(sink, pasted)
    const done = await keeper.advance(id)
    expect(told(done)[0]).toBe('found: adopted')
    expect(keeper.world.calls('refresh_access_token')).toBe(0)
    expect((await keeper.currentToken(id)).reveal()).toBe(pasted.reveal())
  })

  it('and that appears while we wait to write is looked at, not written over', async () => {
    await using keeper = await createTestKeeper()
    const { id, sink } = await keeper.adopt({ age: '45d' })
    const pasted = keeper.world.token({ user: 'boris' })
    sink.failing = { reason: 'file-not-writable', detail: 'no' }
    await keeper.advance(id)
    delete sink.failing
    sink.onLocked = () => putByHand(sink, pasted)
    const done = await keeper.stepUntil(({ happenings }) => happenings.length > 0)
    expect(told(done)).toEqual(['overtaken', 'found: other-user'])
    expect(sink.writes).toBe(0)
  })
})
