/** The disk says no, before there is a new value, while it is recorded, and while it is put in its place. */
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resumeEnvEdit } from './env-edit.ts'
import { edit, envIn, failure, faulty, KEY, NEW, OLD, ownedByOther, read } from './env-edit-fixture.ts'
import { EnvFileError, type EnvFileErrorCode } from './env-file-error.ts'
import { findLeftover } from './env-leftover.ts'
import type { ErrorCode, Fault } from './faulty-file-system.ts'
import { nodeFileSystem } from './file-system.ts'
import { temporaryFolder } from './temporary-folder.ts'

describe('before there is a new value', () => {
  test.for<[Fault['operation'], ErrorCode, EnvFileErrorCode]>([
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'EDQUOT', 'disk-full'],
    ['write', 'EIO', 'io'],
    ['sync', 'ENOSPC', 'disk-full'],
    ['sync', 'EIO', 'io'],
    ['syncFolder', 'EIO', 'io'],
  ])('%s fails with %s: nothing has changed, nothing is left', ([operation, code, expected]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation, code })
    expect(failure(() => edit(path, { fs })).code).toBe(expected)
    expect(fs.unplayed()).toEqual([])
    expect(read(path)).toBe(OLD)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test.for<[ErrorCode, EnvFileErrorCode]>([
    ['EROFS', 'read-only'],
    ['EACCES', 'not-writable'],
    ['ENOSPC', 'disk-full'],
  ])('a folder that takes no new file (%s) shows', ([code, expected]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation: 'open', on: '.everthread-new', code })
    expect(failure(() => edit(path, { fs })).code).toBe(expected)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test.for<[ErrorCode, EnvFileErrorCode]>([
    ['EROFS', 'read-only'],
    ['EPERM', 'not-writable'],
  ])('a file on a read-only mount, or an immutable one (%s), shows', ([code, expected]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    // The first opening is for reading.
    const fs = faulty({ kind: 'error', operation: 'open', on: '/.env', nth: 2, code })
    expect(failure(() => edit(path, { fs })).code).toBe(expected)
    expect(fs.unplayed()).toEqual([])
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('a file of our own that is read-only for us is no obstacle, one of somebody else is', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation: 'open', on: '/.env', nth: 2, times: 9, code: 'EACCES' })
    edit(path, { fs }).abandon()
    const again = faulty({ kind: 'error', operation: 'open', on: '/.env', nth: 2, code: 'EACCES' })
    const foreign = { ...again, status: ownedByOther(again, path) }
    expect(failure(() => edit(path, { fs: foreign })).code).toBe('not-writable')
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })
})

describe('recording', () => {
  test('copes with short writes', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'short', operation: 'write', bytes: 7, times: 60 })
    using prepared = edit(path, { fs })
    prepared.record('new')
    prepared.commit()
    expect(read(path)).toBe(NEW)
  })

  test.for<[Fault['operation'], ErrorCode]>([
    ['write', 'ENOSPC'],
    ['write', 'EIO'],
    ['sync', 'EIO'],
  ])('fails with the disk (%s, %s), and can be tried again', ([operation, code]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation, on: '.everthread-new', code, nth: 2 })
    using prepared = edit(path, { fs })
    expect(() => prepared.record('new')).toThrow(EnvFileError)
    expect(() => prepared.commit()).toThrow(TypeError)
    expect(fs.unplayed()).toEqual([])
    prepared.record('new')
    prepared.commit()
    expect(read(path)).toBe(NEW)
  })
})

describe('a rename that is refused', () => {
  const codes: readonly ErrorCode[] = ['EBUSY', 'EXDEV', 'EPERM', 'EACCES']

  test.for(codes)('with %s: the file is rewritten in place', (code) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    chmodSync(path, 0o640)
    const { ino } = statSync(path)
    const fs = faulty({ kind: 'error', operation: 'rename', code })
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(prepared.commit()).toMatchObject({ how: 'rewritten', change: 'replaced', isDurable: true })
    expect(read(path)).toBe(NEW)
    expect(statSync(path)).toMatchObject({ ino, mode: 0o100_640 })
    expect(readdirSync(folder.path)).toEqual(['.env'])
    expect(fs.unplayed()).toEqual([])
  })

  test('with another error: the file is as it was, the value stays in the journal, readable by its owner only', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    chmodSync(path, 0o644)
    const fs = faulty({ kind: 'error', operation: 'rename', code: 'EIO' })
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(failure(() => prepared.commit())).toMatchObject({ code: 'io', newTokenAt: prepared.journalPath })
    expect(read(path)).toBe(OLD)
    expect(statSync(prepared.journalPath).mode & 0o777).toBe(0o600)
    using resumed = resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })
    resumed.commit()
    expect(read(path)).toBe(NEW)
    expect(statSync(path).mode & 0o777).toBe(0o644)
  })

  test.for<[string, Fault]>([
    [
      'the backup finds no room',
      { kind: 'error', operation: 'write', on: '.everthread-old', code: 'ENOSPC' },
    ],
    [
      'the backup cannot be created',
      { kind: 'error', operation: 'open', on: '.everthread-old', code: 'EACCES' },
    ],
    ['the file cannot be opened', { kind: 'error', operation: 'open', on: '/.env', nth: 5, code: 'EACCES' }],
    ['the file finds no room', { kind: 'error', operation: 'write', on: '/.env', code: 'ENOSPC' }],
    ['the file cannot be synced', { kind: 'error', operation: 'sync', on: '/.env', code: 'EIO' }],
    ['the file cannot be cut', { kind: 'error', operation: 'truncate', on: '/.env', code: 'EIO' }],
  ])('and %s: the file is as it was, the value stays in the journal', ([, fault]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation: 'rename', code: 'EBUSY' }, fault)
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(failure(() => prepared.commit()).newTokenAt).toBe(prepared.journalPath)
    expect(fs.unplayed()).toEqual([])
    expect(read(path)).toBe(OLD)
    expect(readdirSync(folder.path).toSorted()).toEqual(['.env', '.env.everthread-new'])
    expect(statSync(prepared.journalPath).mode & 0o777).toBe(0o600)
    expect(findLeftover(nodeFileSystem, path, KEY)).toMatchObject({ kind: 'recorded', value: 'new' })
  })

  test('and the new content reads back wrong: the old one is put back', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    // What is read in pieces of nothing reads back as an empty file.
    const fs = faulty(
      { kind: 'error', operation: 'rename', code: 'EBUSY' },
      { kind: 'short', operation: 'read', on: '/.env', nth: 7, bytes: 0 },
    )
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(failure(() => prepared.commit())).toMatchObject({ code: 'io', newTokenAt: prepared.journalPath })
    expect(fs.unplayed()).toEqual([])
    expect(read(path)).toBe(OLD)
  })

  test('and neither the new nor the old content can be written: the next run mends it', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty(
      { kind: 'error', operation: 'rename', code: 'EBUSY' },
      { kind: 'short', operation: 'write', on: '/.env', bytes: 30 },
      { kind: 'error', operation: 'write', on: '/.env', nth: 2, times: 2, code: 'EIO' },
    )
    using prepared = edit(path, { fs })
    prepared.record('newer-and-longer')
    const error = failure(() => prepared.commit())
    expect(error.newTokenAt).toBe(prepared.journalPath)
    expect(error.cause).toBeDefined()
    expect(read(path)).not.toBe(OLD)
    expect(findLeftover(nodeFileSystem, path, KEY)).toMatchObject({
      kind: 'recorded',
      value: 'newer-and-longer',
    })
    expect(read(path)).toBe(OLD)
    using resumed = resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })
    resumed.commit()
    expect(read(path)).toBe(OLD.replace('old', 'newer-and-longer'))
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('when the file is to be created is an error', () => {
    using folder = temporaryFolder()
    const fs = faulty({ kind: 'error', operation: 'rename', code: 'EACCES' })
    using prepared = edit(folder.join('.env'), { fs, ifMissing: 'create' })
    prepared.record('new')
    expect(failure(() => prepared.commit())).toMatchObject({
      code: 'not-writable',
      newTokenAt: prepared.journalPath,
    })
  })
})

describe('after the rename', () => {
  test('a folder that cannot be synced is told, and is no failure: the file holds the value', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty({ kind: 'error', operation: 'syncFolder', nth: 2, code: 'EIO' })
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(prepared.commit()).toMatchObject({ how: 'renamed', isDurable: false })
    expect(fs.unplayed()).toEqual([])
    expect(read(path)).toBe(NEW)
  })
})
