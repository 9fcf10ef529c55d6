import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createFaultyFileSystem, createMortalFileSystem, ProcessDied } from './faulty-file-system.ts'
import { nodeFileSystem, systemCode } from './file-system.ts'
import { writeFully } from './file-transfer.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe('an injected fault', () => {
  test('strikes the n-th call of its operation on its path, and no other', () => {
    using folder = temporaryFolder()
    for (const name of ['a', 'b']) writeFileSync(folder.join(name), '')
    const fs = createFaultyFileSystem(nodeFileSystem, [
      { kind: 'error', operation: 'unlink', on: '/b', nth: 2, code: 'EBUSY' },
    ])
    fs.unlink(folder.join('a'))
    fs.unlink(folder.join('b'))
    expect(fs.unplayed()).toHaveLength(1)
    writeFileSync(folder.join('b'), '')
    let code: string | undefined
    try {
      fs.unlink(folder.join('b'))
    } catch (error) {
      code = systemCode(error)
    }
    expect(code).toBe('EBUSY')
    expect(fs.unplayed()).toEqual([])
    expect(readFileSync(folder.join('b'))).toHaveLength(0)
  })

  test('makes a write short, and a whole write copes with it', () => {
    using folder = temporaryFolder()
    const fs = createFaultyFileSystem(nodeFileSystem, [
      { kind: 'short', operation: 'write', bytes: 2, times: 2 },
    ])
    const file = fs.open(folder.join('a'), 'wx+', 0o600)
    expect(fs.write(file, Buffer.from('abcd'), 0)).toBe(2)
    writeFully(fs, file, { bytes: Buffer.from('abcd'), at: 0 })
    fs.close(file)
    expect(readFileSync(folder.join('a'), 'utf8')).toBe('abcd')
    expect(fs.unplayed()).toEqual([])
  })

  test('of a write that takes nothing ends a whole write instead of going on for ever', () => {
    using folder = temporaryFolder()
    const fs = createFaultyFileSystem(nodeFileSystem, [{ kind: 'short', operation: 'write', bytes: 0 }])
    const file = fs.open(folder.join('a'), 'wx+', 0o600)
    expect(() => writeFully(fs, file, { bytes: Buffer.from('abcd'), at: 0 })).toThrow(/wrote nothing/)
    fs.close(file)
  })
})

describe('a process that dies', () => {
  test('does no more, and a part of what it was writing', () => {
    using folder = temporaryFolder()
    const fs = createMortalFileSystem(nodeFileSystem, { at: 2, when: 2 })
    const file = fs.open(folder.join('a'), 'wx+', 0o600)
    expect(() => fs.write(file, Buffer.from('abcd'), 0)).toThrow(ProcessDied)
    expect(() => fs.unlink(folder.join('a'))).toThrow(ProcessDied)
    expect(fs.isDead()).toBe(true)
    nodeFileSystem.close(file)
    expect(readFileSync(folder.join('a'), 'utf8')).toBe('ab')
  })
})
