import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type EnvEditOptions, prepareEnvEdit, resumeEnvEdit } from './env-edit.ts'
import { EnvFileError, type EnvFileErrorCode } from './env-file-error.ts'
import { discardLeftover, findLeftover } from './env-leftover.ts'
import { createFaultyFileSystem, type ErrorCode, type Fault } from './faulty-file-system.ts'
import { nodeFileSystem } from './file-system.ts'
import { temporaryFolder, type TemporaryFolder } from './temporary-folder.ts'

const KEY = 'TOKEN'
const OLD = '# mine\nexport TOKEN="old" # c\r\nA=\xff'
const NEW = '# mine\nexport TOKEN="new" # c\r\nA=\xff'

function envIn(folder: TemporaryFolder, content = OLD): string {
  writeFileSync(folder.join('.env'), content, 'latin1')
  return folder.join('.env')
}

function read(path: string): string {
  return readFileSync(path, 'latin1')
}

function edit(path: string, rest: Partial<EnvEditOptions> = {}) {
  return prepareEnvEdit({ fs: nodeFileSystem, path, key: KEY, ...rest })
}

function faulty(...faults: readonly Fault[]) {
  return createFaultyFileSystem(nodeFileSystem, faults)
}

function failure(work: () => unknown): EnvFileError {
  try {
    work()
  } catch (error) {
    if (error instanceof EnvFileError) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('an edit', () => {
  test('changes the value and nothing else, and leaves nothing behind', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    expect(prepared.record('new')).toMatchObject({ change: 'replaced' })
    expect(read(path)).toBe(OLD)
    expect(prepared.commit()).toMatchObject({ how: 'renamed', change: 'replaced', isDurable: true })
    expect(read(path)).toBe(NEW)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('takes room on the disk before there is a new value: the old size and 4 KiB, written', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    const journal = statSync(prepared.journalPath)
    expect(journal.size).toBe(OLD.length + 4096)
    expect(journal.blocks * 512).toBeGreaterThanOrEqual(4096)
    expect(journal.mode & 0o777).toBe(0o600)
  })

  test('takes more room where the new value is longer than that', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    const long = 'x'.repeat(20_000)
    prepared.record(long)
    expect(findLeftover(nodeFileSystem, path, KEY)).toMatchObject({ kind: 'recorded', value: long })
    prepared.commit()
    expect(read(path)).toContain(`"${long}"`)
  })

  test('that is abandoned leaves the file as it was and nothing behind', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    edit(path).abandon()
    const second = edit(path)
    second.record('new')
    second.abandon()
    expect(read(path)).toBe(OLD)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('of the value that is there writes nothing', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const before = statSync(path)
    using prepared = edit(path)
    prepared.record('old')
    expect(prepared.commit()).toMatchObject({ how: 'unchanged', change: 'unchanged' })
    expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs })
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('is used in its order only', () => {
    using folder = temporaryFolder()
    using prepared = edit(envIn(folder))
    expect(() => prepared.commit()).toThrow(TypeError)
    prepared.record('new')
    prepared.commit()
    expect(() => prepared.commit()).toThrow(TypeError)
    expect(() => prepared.record('new')).toThrow(TypeError)
    expect(() => prepared.abandon()).toThrow(TypeError)
  })

  test('refuses a value before it touches the journal', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    expect(() => prepared.record('a\nb')).toThrow(TypeError)
    expect(findLeftover(nodeFileSystem, path, KEY).kind).toBe('intent')
  })

  test('does not begin while an earlier one is not settled', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using first = edit(path)
    expect(failure(() => edit(path)).code).toBe('leftover')
    expect(existsSync(first.journalPath)).toBe(true)
  })
})

describe('the file', () => {
  test('keeps its mode', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    for (const mode of [0o640, 0o600, 0o400, 0o664]) {
      chmodSync(path, mode)
      using prepared = edit(path)
      prepared.record(`new${mode}`)
      expect(prepared.commit().how).toBe('renamed')
      expect(statSync(path).mode & 0o777).toBe(mode)
    }
  })

  test.skipIf(process.getuid?.() !== 0)('keeps its owner', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    chownSync(path, 12_345, 54_321)
    using prepared = edit(path)
    prepared.record('new')
    prepared.commit()
    expect(statSync(path)).toMatchObject({ uid: 12_345, gid: 54_321 })
  })

  test('of an owner whom we may not give files to is rewritten in place', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const { ino } = statSync(path)
    const fs = faulty({ kind: 'error', operation: 'setOwner', code: 'EPERM' })
    using prepared = edit(path, { fs: { ...fs, status: ownedByOther(fs, path) } })
    prepared.record('new')
    expect(prepared.commit().how).toBe('rewritten')
    expect(read(path)).toBe(NEW)
    expect(statSync(path).ino).toBe(ino)
    expect(fs.unplayed()).toEqual([])
  })

  test('behind a link is replaced, the link stays', () => {
    using folder = temporaryFolder()
    mkdirSync(folder.join('shared'))
    writeFileSync(folder.join('shared', 'real.env'), OLD, 'latin1')
    symlinkSync('shared/real.env', folder.join('.env'))
    using prepared = edit(folder.join('.env'))
    expect(prepared.path).toBe(folder.join('shared', 'real.env'))
    prepared.record('new')
    prepared.commit()
    expect(lstatSync(folder.join('.env')).isSymbolicLink()).toBe(true)
    expect(read(folder.join('shared', 'real.env'))).toBe(NEW)
  })

  test('with a second name is rewritten in place: both names show the new value', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    linkSync(path, folder.join('other'))
    using prepared = edit(path)
    prepared.record('new')
    expect(prepared.commit().how).toBe('rewritten')
    expect(read(folder.join('other'))).toBe(NEW)
    expect(readdirSync(folder.path).toSorted()).toEqual(['.env', 'other'])
  })

  test('that is missing is created, readable by its owner only, if that was asked for', () => {
    using folder = temporaryFolder()
    const path = folder.join('.env')
    expect(failure(() => edit(path)).code).toBe('not-found')
    expect(readdirSync(folder.path)).toEqual([])
    using prepared = edit(path, { ifMissing: 'create' })
    prepared.record('new')
    expect(prepared.commit()).toMatchObject({ how: 'renamed', change: 'appended' })
    expect(read(path)).toBe('TOKEN=new\n')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })
})

/** The file of this path, as if it belonged to somebody else. */
function ownedByOther(fs: typeof nodeFileSystem, path: string) {
  const identity = nodeFileSystem.statusOf(path).identity
  return (file: number) => {
    const status = fs.status(file)
    return status.identity === identity ? { ...status, uid: 12_345, gid: 54_321 } : status
  }
}

describe('a file that somebody changes meanwhile', () => {
  test('keeps the change and gets the value', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    prepared.record('new')
    writeFileSync(path, "B=2\nTOKEN='other'\n")
    expect(prepared.commit()).toMatchObject({ how: 'renamed', change: 'replaced' })
    expect(read(path)).toBe("B=2\nTOKEN='new'\n")
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('between the comparison and the rename, too', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    let changes = 0
    using prepared = edit(path, {
      crashPoint: (name) => {
        if (name === 'env-owner-given' && changes < 3)
          writeFileSync(path, `B=${(changes += 1)}\nTOKEN=other\n`)
      },
    })
    prepared.record('new')
    expect(prepared.commit()).toMatchObject({ how: 'renamed' })
    expect(changes).toBe(3)
    expect(read(path)).toBe('B=3\nTOKEN=new\n')
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('without end is left alone, and the value stays in the journal', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    let changes = 0
    using prepared = edit(path, {
      crashPoint: (name) => {
        if (name === 'env-owner-given') writeFileSync(path, `TOKEN=other${(changes += 1)}\n`)
      },
    })
    prepared.record('new')
    const error = failure(() => prepared.commit())
    expect(error).toMatchObject({ code: 'changed-meanwhile', newTokenAt: prepared.journalPath })
    expect(error.message).toContain(prepared.journalPath)
    expect(findLeftover(nodeFileSystem, path, KEY)).toMatchObject({ kind: 'recorded', value: 'new' })
    expect(statSync(prepared.journalPath).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder.path).toSorted()).toEqual(['.env', '.env.everthread-new'])
  })

  test('to the same value needs no write', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    prepared.record('new')
    writeFileSync(path, 'TOKEN=new')
    expect(prepared.commit().how).toBe('unchanged')
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test.for<[string, EnvFileErrorCode, (path: string) => void]>([
    ['is removed', 'not-found', (path) => unlinkSync(path)],
    ['becomes binary', 'binary', (path) => writeFileSync(path, 'a\0b')],
    ['becomes a folder', 'is-folder', (path) => (unlinkSync(path), mkdirSync(path))],
  ])('that %s is left so, and the value stays in the journal', ([, code, change]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    prepared.record('new')
    change(path)
    expect(failure(() => prepared.commit())).toMatchObject({ code, newTokenAt: prepared.journalPath })
    expect(read(prepared.journalPath)).toContain('TOKEN="new"')
  })

  test('is not replaced by a journal that is not ours any more', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    using prepared = edit(path)
    prepared.record('new')
    // Another user's process takes our journal for a left-over and begins an edit of its own.
    discardLeftover(nodeFileSystem, path)
    using other = edit(path)
    expect(prepared.commit().how).toBe('renamed')
    expect(read(path)).toBe(NEW)
    expect(existsSync(other.journalPath)).toBe(true)
    other.record('newer')
    other.commit()
    expect(read(path)).toBe(NEW.replace('new', 'newer'))
  })
})

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

describe('what an earlier run left', () => {
  test('nothing', () => {
    using folder = temporaryFolder()
    expect(findLeftover(nodeFileSystem, envIn(folder), KEY)).toEqual({ kind: 'none' })
  })

  test('an intent can be discarded', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    edit(path)[Symbol.dispose]()
    expect(findLeftover(nodeFileSystem, path, KEY).kind).toBe('intent')
    discardLeftover(nodeFileSystem, path)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('a recorded value can be resumed, onto what the file holds by then', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const died = edit(path)
    died.record('new')
    died[Symbol.dispose]()
    writeFileSync(path, 'TOKEN=old\nB=2\n')
    using resumed = resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })
    expect(resumed.commit().how).toBe('renamed')
    expect(read(path)).toBe('TOKEN=new\nB=2\n')
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('a recorded value can be abandoned', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const died = edit(path)
    died.record('new')
    died[Symbol.dispose]()
    using resumed = resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })
    resumed.abandon()
    expect(read(path)).toBe(OLD)
    expect(readdirSync(folder.path)).toEqual(['.env'])
  })

  test('what is not recorded cannot be resumed', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    expect(() => resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })).toThrow(TypeError)
    edit(path)[Symbol.dispose]()
    expect(() => resumeEnvEdit({ fs: nodeFileSystem, path, key: KEY })).toThrow(TypeError)
  })

  test.for<[string, (path: string) => void, EnvFileErrorCode]>([
    ['a link', (path) => symlinkSync('.env', path), 'not-a-file'],
    ['a folder', (path) => mkdirSync(path), 'not-a-file'],
  ])('%s in the place of the journal is not ours', ([, make, code]) => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    make(`${path}.everthread-new`)
    expect(failure(() => findLeftover(nodeFileSystem, path, KEY)).code).toBe(code)
    expect(failure(() => edit(path)).code).toBe('leftover')
  })

  test('a file that somebody has rewritten since a cut rewrite is left alone', () => {
    using folder = temporaryFolder()
    const path = envIn(folder)
    const fs = faulty(
      { kind: 'error', operation: 'rename', code: 'EBUSY' },
      { kind: 'error', operation: 'write', on: '/.env', times: 2, code: 'EIO' },
    )
    using prepared = edit(path, { fs })
    prepared.record('new')
    expect(() => prepared.commit()).toThrow(EnvFileError)
    writeFileSync(path, 'A person was here\n')
    expect(findLeftover(nodeFileSystem, path, KEY).kind).toBe('recorded')
    expect(read(path)).toBe('A person was here\n')
    expect(existsSync(`${path}.everthread-old`)).toBe(false)
  })
})
