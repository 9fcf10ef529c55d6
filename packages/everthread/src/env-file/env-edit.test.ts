import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, test } from 'vitest'
import { resumeEnvEdit } from './env-edit.ts'
import { edit, envIn, failure, faulty, KEY, NEW, OLD, ownedByOther, read } from './env-edit-fixture.ts'
import { EnvFileError, type EnvFileErrorCode } from './env-file-error.ts'
import { discardLeftover, findLeftover } from './env-leftover.ts'
import { nodeFileSystem } from './file-system.ts'
import { temporaryFolder } from './temporary-folder.ts'

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
