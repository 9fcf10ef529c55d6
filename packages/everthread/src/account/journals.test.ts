/** Journals that are prepared and recorded together: on a real disk, on one that fails, cut short, and left by the dead. */
import nodeFs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { groupJournals, openJournalIn, type OpenJournal } from './journals.ts'
import type { Minted } from '../keeper/api.ts'
import type { GroupDisk } from '../keeper/journal-group.ts'
import { diskError } from '../keeper/test-world.ts'
import { type Millis, systemClock } from '../time/clock.ts'
import { createVault } from '../vault/vault.ts'

const VAULT = createVault([new Uint8Array(32).fill(1)])
const ACCOUNTS = ['a', 'b', 'c']

let folder: string
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'everthread-journals-')), 'journal')
})
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }))

function minted(accountId: string): Minted {
  return {
    token: new Secret(`THAAcanary-${accountId}`),
    facts: { fingerprint: accountId, expiry: { kind: 'at', at: 5 as Millis }, mintedAt: 1 as Millis },
  }
}

/** Of a service with as many accounts at work. */
function service(disk?: GroupDisk, name = 'node'): OpenJournal {
  const place = { folder, vault: VAULT, ...(disk && { disk }) }
  return groupJournals({ place, name, clock: systemClock, atWork: () => ACCOUNTS.length })
}

/** Of a command, or of the next service. */
function elsewhere(accountId: string) {
  return openJournalIn({ folder, vault: VAULT })(accountId)
}

function forAll(open: OpenJournal, act: (journal: ReturnType<OpenJournal>, id: string) => unknown) {
  return Promise.all(ACCOUNTS.map(async (id) => act(open(id), id)))
}

async function outcomes(
  open: OpenJournal,
  act: (journal: ReturnType<OpenJournal>, id: string) => unknown,
): Promise<string[]> {
  const results = await Promise.allSettled(ACCOUNTS.map(async (id) => act(open(id), id)))
  return results.map(({ status }) => status)
}

function tokenIn(accountId: string): string {
  const state = elsewhere(accountId).read()
  return state.kind === 'recorded' ? state.minted.token.reveal() : state.kind
}

function soleFile(): string {
  const [name = '', ...others] = readdirSync(folder)
  expect(others).toEqual([])
  return join(folder, name)
}

/** The real disk, but calls of one function fail from the one after so many. */
function failing(name: 'writeSync' | 'fsyncSync', error: Error, after = 0): GroupDisk {
  let left = after
  const fail = (...given: unknown[]): unknown => {
    left -= 1
    if (left < 0) throw error
    return Reflect.apply(nodeFs[name], nodeFs, given)
  }
  return { ...nodeFs, [name]: fail }
}

it('journals that are prepared together are one file, synced once, and each holds its own token', async () => {
  let syncs = 0
  const fsyncSync = (descriptor: number): void => {
    syncs += 1
    nodeFs.fsyncSync(descriptor)
  }
  const open = service({ ...nodeFs, fsyncSync })
  await forAll(open, (journal) => journal.prepare())
  // Of the file and of the folder.
  expect([syncs, ACCOUNTS.map(tokenIn)]).toEqual([2, ['intent', 'intent', 'intent']])
  await forAll(open, (journal, id) => journal.record(minted(id)))
  expect([syncs, ACCOUNTS.map(tokenIn)]).toEqual([3, ['THAAcanary-a', 'THAAcanary-b', 'THAAcanary-c']])
  expect(readFileSync(soleFile(), 'utf8')).not.toContain('canary')
})

it('recording needs no further block', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  const { size } = nodeFs.statSync(soleFile())
  await forAll(open, (journal, id) => journal.record(minted(id)))
  expect([size, nodeFs.statSync(soleFile()).size]).toEqual([4 * 4096, 4 * 4096])
})

it('the file goes with the last journal in it', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  await open('a').discard()
  await open('b').discard()
  expect(ACCOUNTS.map(tokenIn)).toEqual(['none', 'none', 'intent'])
  await open('c').discard()
  expect(readdirSync(folder)).toEqual([])
})

it('what a service has left is found, settled and removed by whoever comes next', async () => {
  const dead = service()
  await forAll(dead, (journal) => journal.prepare())
  await dead('b').record(minted('b'))
  const next = service(undefined, 'next')
  expect(await next('b').read()).toMatchObject({ kind: 'recorded', minted: { facts: { fingerprint: 'b' } } })
  await expect(next('b').prepare()).rejects.toThrow(/under way/)
  await next('b').discard()
  elsewhere('a').discard()
  expect(ACCOUNTS.map(tokenIn)).toEqual(['none', 'none', 'intent'])
  elsewhere('c').discard()
  expect(readdirSync(folder)).toEqual([])
})

it('a journal with a file of its own is found by a service', async () => {
  elsewhere('a').prepare()
  elsewhere('a').record(minted('a'))
  const open = service()
  expect(await open('a').read()).toMatchObject({ kind: 'recorded' })
  await open('a').discard()
  expect(readdirSync(folder)).toEqual([])
})

it('an account that somebody else had meanwhile can be renewed again', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  elsewhere('a').discard()
  await open('a').prepare()
  await open('a').record(minted('a'))
  expect(tokenIn('a')).toBe('THAAcanary-a')
  await forAll(open, (journal) => journal.discard())
  expect(readdirSync(folder)).toEqual([])
})

it('an account whose journal is open is not prepared again', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  await expect(open('a').prepare()).rejects.toThrow(/under way/)
})

it('a token that there is no room for spoils nobody else’s', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  const long = { ...minted('b'), token: new Secret('T'.repeat(4096)) }
  const recorded = outcomes(open, (journal, id) => journal.record(id === 'b' ? long : minted(id)))
  expect(await recorded).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(ACCOUNTS.map(tokenIn)).toEqual(['THAAcanary-a', 'intent', 'THAAcanary-c'])
})

for (const [what, disk] of [
  ['is full', () => failing('writeSync', diskError('ENOSPC'))],
  ['does not sync the file', () => failing('fsyncSync', diskError('EIO'))],
] as const) {
  it(`a disk that ${what} before the calls leaves nothing behind`, async () => {
    const open = service(disk())
    const prepared = outcomes(open, (journal) => journal.prepare())
    expect(await prepared).toEqual(['rejected', 'rejected', 'rejected'])
    expect(readdirSync(folder)).toEqual([])
  })
}

it('a disk that does not sync the folder of a group may sync that of each alone', async () => {
  let syncs = 0
  const fsyncSync = (descriptor: number): void => {
    syncs += 1
    if (syncs === 2) throw diskError('EIO')
    nodeFs.fsyncSync(descriptor)
  }
  await forAll(service({ ...nodeFs, fsyncSync }), (journal) => journal.prepare())
  expect([ACCOUNTS.map(tokenIn), readdirSync(folder).length]).toEqual([['intent', 'intent', 'intent'], 3])
})

it('a disk that fails while tokens are recorded leaves intents, and says so', async () => {
  const open = service(failing('writeSync', diskError('EIO'), 1))
  await forAll(open, (journal) => journal.prepare())
  const recorded = outcomes(open, (journal, id) => journal.record(minted(id)))
  expect(await recorded).toEqual(['rejected', 'rejected', 'rejected'])
  expect(ACCOUNTS.map(tokenIn)).toEqual(['intent', 'intent', 'intent'])
})

it('a slot that was torn at any byte is an intent, never half a token, and none of its neighbours’ matter', async () => {
  const open = service()
  await forAll(open, (journal) => journal.prepare())
  const before = readFileSync(soleFile())
  await forAll(open, (journal, id) => journal.record(minted(id)))
  const after = readFileSync(soleFile())
  const end = after.indexOf(0x0a, 2 * 4096)
  for (let cut = 2 * 4096 + 1; cut <= end; cut += 1) {
    const torn = Buffer.concat([
      after.subarray(0, cut),
      before.subarray(cut, 3 * 4096),
      after.subarray(3 * 4096),
    ])
    writeFileSync(soleFile(), torn)
    expect([cut, ...ACCOUNTS.map(tokenIn)]).toEqual([cut, 'THAAcanary-a', 'intent', 'THAAcanary-c'])
  }
})

it('a group that was not whole when its maker died is nobody’s journal, and goes', async () => {
  await forAll(service(), (journal) => journal.prepare())
  const whole = readFileSync(soleFile())
  for (const size of [0, 5, 4096]) {
    writeFileSync(join(folder, 'group-cut'), whole.subarray(0, size))
    rmSync(join(folder, 'group-node-1'), { force: true })
    expect([size, tokenIn('a'), readdirSync(folder)]).toEqual([size, 'none', []])
  }
})
