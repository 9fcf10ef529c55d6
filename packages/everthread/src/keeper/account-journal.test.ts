/** The journal on a real disk, on one that fails, and cut short at every byte. */
import nodeFs, { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret } from '@everthread/client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { createVault } from '../vault/vault.ts'
import { VaultError } from '../vault/vault-error.ts'
import type { Minted } from './api.ts'
import { type FileJournal, openAccountJournal } from './account-journal.ts'
import type { JournalDisk } from './journal-file.ts'
import { diskError } from './test-world.ts'

const VAULT = createVault([new Uint8Array(32).fill(1)])
const MINTED: Minted = {
  token: new Secret('THAAcanary'),
  facts: { fingerprint: 'f', expiry: { kind: 'at', at: 5 as Millis }, mintedAt: 1 as Millis },
}

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'everthread-journal-'))
  file = join(folder, 'journal', 'a')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function open(change: { disk?: JournalDisk; vault?: typeof VAULT; accountId?: string } = {}): FileJournal {
  return openAccountJournal({ file, accountId: 'a', vault: VAULT, ...change })
}

/** The real disk, but one call of one function fails. */
function failing(name: keyof JournalDisk, error: Error, after = 0): JournalDisk {
  let left = after
  const fail = (...given: unknown[]): unknown => {
    left -= 1
    if (left < 0) throw error
    return Reflect.apply(nodeFs[name], nodeFs, given)
  }
  return { ...nodeFs, [name]: fail }
}

describe('a journal', () => {
  it('is none before and after, an intent once it is prepared, and then holds the new token', () => {
    const journal = open()
    expect(journal.read()).toEqual({ kind: 'none' })
    journal.prepare()
    expect(journal.read()).toEqual({ kind: 'intent' })
    journal.record(MINTED)
    const state = open().read()
    if (state.kind !== 'recorded') throw new Error(state.kind)
    expect([state.minted.token.reveal(), state.minted.facts]).toEqual(['THAAcanary', MINTED.facts])
    journal.discard()
    expect(journal.read()).toEqual({ kind: 'none' })
  })

  it('has its full size before the call, and keeps it: recording needs no further block', () => {
    const journal = open()
    journal.prepare()
    const prepared = statSync(file).size
    journal.record(MINTED)
    expect([prepared, statSync(file).size]).toEqual([4096, 4096])
  })

  it('is its owner’s alone and shows no token', () => {
    const journal = open()
    journal.prepare()
    journal.record(MINTED)
    expect([statSync(file).mode & 0o777, statSync(join(folder, 'journal')).mode & 0o777]).toEqual([
      0o600, 0o700,
    ])
    expect(readFileSync(file, 'utf8')).not.toContain('canary')
  })

  it('is never written over: what another worker recorded is safe from one that lost its claim', () => {
    const journal = open()
    journal.prepare()
    journal.record(MINTED)
    expect(() => open().prepare()).toThrowError(expect.objectContaining({ code: 'EEXIST' }))
    expect(open().read().kind).toBe('recorded')
  })

  it('of another account does not open: it counts as an answer that was lost', () => {
    open().prepare()
    open().record(MINTED)
    expect(open({ accountId: 'b' }).read()).toEqual({ kind: 'intent' })
  })

  it('sealed with a key that is not here is no torn line: it would give the token up', () => {
    open().prepare()
    open().record(MINTED)
    const other = createVault([new Uint8Array(32).fill(2)])
    expect(() => open({ vault: other }).read()).toThrowError(VaultError)
  })

  it('may be discarded when there is none', () => {
    expect(() => open().discard()).not.toThrow()
  })

  it('refuses a token that it has no room for, and stays an intent', () => {
    const journal = open()
    journal.prepare()
    expect(() => journal.record({ ...MINTED, token: new Secret('T'.repeat(4096)) })).toThrowError(/too long/)
    expect(journal.read()).toEqual({ kind: 'intent' })
  })
})

describe('a journal that was torn', () => {
  it('at any byte is an intent, never half a token', () => {
    open().prepare()
    open().record(MINTED)
    const whole = readFileSync(file)
    const end = whole.indexOf(0x0a)
    for (let cut = 0; cut <= end; cut += 1) {
      writeFileSync(file, Buffer.concat([whole.subarray(0, cut), Buffer.alloc(4096 - cut)]))
      expect([cut, open().read().kind]).toEqual([cut, 'intent'])
    }
    writeFileSync(file, whole.subarray(0, end + 1))
    expect(open().read().kind).toBe('recorded')
  })

  it('with its end on the disk before its middle is an intent', () => {
    open().prepare()
    open().record(MINTED)
    const whole = readFileSync(file)
    whole.fill(0, 40, 80)
    writeFileSync(file, whole)
    expect(open().read()).toEqual({ kind: 'intent' })
  })

  it('before it had its size is an intent', () => {
    open().prepare()
    writeFileSync(file, '')
    expect(open().read()).toEqual({ kind: 'intent' })
  })
})

describe('a disk that fails', () => {
  for (const [what, disk] of [
    ['is full', () => failing('writeSync', diskError('ENOSPC'))],
    ['does not sync the file', () => failing('fsyncSync', diskError('EIO'))],
    ['does not sync the folder', () => failing('fsyncSync', diskError('EIO'), 1)],
    ['lets nothing be made', () => failing('openSync', diskError('ENOSPC'))],
    ['lets no folder be made', () => failing('mkdirSync', diskError('ENOSPC'))],
  ] as const) {
    it(`and ${what} before the call leaves nothing behind`, () => {
      expect(() => open({ disk: disk() }).prepare()).toThrowError(/the disk says no/)
      expect(open().read()).toEqual({ kind: 'none' })
    })
  }

  it('while recording leaves an intent, and says so', () => {
    open().prepare()
    expect(() => open({ disk: failing('writeSync', diskError('EIO')) }).record(MINTED)).toThrowError(
      /the disk says no/,
    )
    expect(open().read()).toEqual({ kind: 'intent' })
  })

  it('takes little at a time: the rest is written as well', () => {
    const writeSync = ((
      ...[descriptor, bytes, offset, length, position]: [number, Buffer, number, number, number]
    ) =>
      nodeFs.writeSync(
        descriptor,
        bytes,
        offset,
        Math.min(length, 100),
        position,
      )) as JournalDisk['writeSync']
    const journal = open({ disk: { ...nodeFs, writeSync } })
    journal.prepare()
    journal.record(MINTED)
    expect(open().read().kind).toBe('recorded')
  })

  it('and cannot be read is an error, not "nothing was going on"', () => {
    open().prepare()
    expect(() => open({ disk: failing('readFileSync', diskError('EIO')) }).read()).toThrowError(/EIO/)
  })

  it('leaves no other file', () => {
    expect(() => open({ disk: failing('writeSync', diskError('ENOSPC')) }).prepare()).toThrowError(
      /the disk says no/,
    )
    expect(readdirSync(join(folder, 'journal'))).toEqual([])
  })
})
