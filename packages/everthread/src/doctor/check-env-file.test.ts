import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  linkSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { prepareEnvEdit } from '../env-file/env-edit.ts'
import { ENV_PROBLEM_KINDS } from '../env-file/env-problems.ts'
import { withEnvLock } from '../env-file/env-lock.ts'
import { type FileSystem, nodeFileSystem } from '../env-file/file-system.ts'
import { type Finding, found } from './finding.ts'
import { codesOf, createScene, KEY, type Scene, troublesIn } from './test-scene.ts'

let scene: Scene
beforeEach(async () => {
  scene = await createScene()
})
afterEach(() => scene[Symbol.asyncDispose]())

const path = (): string => scene.envPath

function failing(operation: 'open' | 'read', code: string): FileSystem {
  const fail = (): never => {
    throw Object.assign(new Error(code), { code })
  }
  return { ...nodeFileSystem, [operation]: fail }
}

test('a private .env with a healthy token has neither problem nor warning', async () => {
  const findings = await scene.diagnose()
  expect(troublesIn(findings)).toEqual([])
  expect(findings).toContainEqual(found('env-readable', { path: path() }))
  expect(findings).toContainEqual(found('env-private', { path: path() }))
  expect(findings).toContainEqual(found('env-replaceable', { path: path() }))
})

describe('the file as a file', () => {
  test('a missing ./.env is a note, a missing one that was named a problem', async () => {
    rmSync(path())
    expect(await scene.diagnose()).toContainEqual(found('env-none', { path: path() }))
    const named = await scene.diagnose({ options: { env: '.env' } })
    expect(named).toContainEqual(found('env-missing', { path: path() }))
    expect(codesOf(named)).not.toContain('token-none')
  })

  test('a link that leads nowhere counts as missing', async () => {
    rmSync(path())
    symlinkSync(join(scene.folder, 'nowhere'), path())
    expect(await scene.diagnose()).toContainEqual(found('env-missing', { path: path() }))
  })

  test.each([
    ['open', 'EACCES', 'env-unreadable'],
    ['read', 'EIO', 'env-failing'],
  ] as const)(
    'when %s says %s it is %s, and the rest is looked at all the same',
    async (operation, code, expected) => {
      const findings = await scene.diagnose({ host: { fs: failing(operation, code) } })
      expect(findings).toContainEqual(found(expected, { path: path() }))
      expect(codesOf(findings)).toEqual(expect.arrayContaining(['node-ok', 'api-reached', 'data-none']))
    },
  )

  test('a folder, a pipe, a binary and a large file are each called by their names', async () => {
    rmSync(path())
    mkdirSync(path())
    expect(await scene.diagnose()).toContainEqual(found('env-is-folder', { path: path() }))
    rmSync(path(), { recursive: true })
    scene.write('A=\0\0')
    expect(await scene.diagnose()).toContainEqual(found('env-binary', { path: path() }))
    scene.write(Buffer.alloc(1024 * 1024 + 1, 'a'))
    expect(await scene.diagnose()).toContainEqual(found('env-too-large', { path: path() }))
    if (process.platform === 'win32') return
    rmSync(path())
    execFileSync('mkfifo', [path()])
    expect(await scene.diagnose()).toContainEqual(found('env-not-a-file', { path: path() }))
  })
})

describe('what stands in it', () => {
  test('no key, and an empty one', async () => {
    scene.write('OTHER=1\n')
    expect(await scene.diagnose()).toContainEqual(found('env-key-missing', { path: path(), key: KEY }))
    scene.write(`${KEY}=\n`)
    expect(await scene.diagnose()).toContainEqual(found('env-key-empty', { path: path(), key: KEY }))
  })

  test('a key that --key names and that cannot be one is a wrong command line', async () => {
    await expect(scene.diagnose({ options: { key: 'a b' } })).rejects.toMatchObject({ exitCode: 2 })
  })

  test('a key twice, with the line that counts', async () => {
    const token = scene.hold()
    scene.write(`${KEY}=old\n${KEY}=older\n# a comment\n${KEY}=${token}\n`)
    const expected = found('env-key-duplicate', { path: path(), key: KEY, lines: [1, 2], counts: 4 })
    expect(await scene.diagnose()).toContainEqual(expected)
  })

  test.each([
    ['quote', `"TH'AA"`],
    ['newline', '"THAA\nBB"'],
    ['whitespace', '"TH AA"'],
  ] as const)('a %s inside the token', async (what, value) => {
    scene.write(`A=1\n${KEY}=${value}\n`)
    const expected = found('env-value-broken', { path: path(), key: KEY, line: 2, what })
    expect(await scene.diagnose()).toContainEqual(expected)
  })

  test('a line that programs read differently, with their names', async () => {
    scene.write(`${KEY} = ${scene.hold()}\r\n`)
    const findings = await scene.diagnose()
    for (const what of ['spaces-around-equals', 'windows-line-ending'] as const) {
      expect(ENV_PROBLEM_KINDS).toContain(what)
      expect(findings).toContainEqual(
        found('env-line-unclear', { path: path(), line: 1, what, readers: ['shell'] }),
      )
    }
  })

  test('a variable of the same name that holds something else; the same value is no trouble', async () => {
    const token = scene.hold()
    const shadowed = found('env-shadowed', { path: path(), key: KEY })
    expect(await scene.diagnose({ variables: { [KEY]: 'THAAother' } })).toContainEqual(shadowed)
    expect(await scene.diagnose({ variables: { [KEY]: token } })).not.toContainEqual(shadowed)
  })
})

const git = (...args: string[]): void => {
  execFileSync('git', args, {
    cwd: scene.folder,
    stdio: 'ignore',
    env: { ...process.env, HOME: scene.folder },
  })
}

describe.skipIf(spawnSync('git', ['--version']).status !== 0)('git', () => {
  test('a folder that is no repository is fine', async () => {
    expect(codesOf(await scene.diagnose()).filter((code) => /track|ignored/.test(code))).toEqual([])
  })

  test('a file that git would take, one that it ignores, and one that it tracks', async () => {
    git('init')
    expect(await scene.diagnose()).toContainEqual(found('env-not-ignored', { path: path() }))
    writeFileSync(join(scene.folder, '.gitignore'), '.env\n')
    expect(await scene.diagnose()).toContainEqual(found('env-untracked', { path: path() }))
    git('add', '--force', '.env')
    expect(await scene.diagnose()).toContainEqual(found('env-tracked', { path: path() }))
  })

  test('it is the real file that counts, not the link, and not the repository of a hook that runs us', async () => {
    git('init')
    const link = join(scene.folder, 'elsewhere', '.env')
    mkdirSync(join(scene.folder, 'elsewhere'))
    symlinkSync(path(), link)
    const findings = await scene.diagnose({ options: { env: link }, variables: { GIT_DIR: '/nowhere' } })
    expect(findings).toContainEqual(found('env-not-ignored', { path: path() }))
  })

  test('a machine without git is fine', async () => {
    git('init')
    const findings = await scene.diagnose({ variables: { PATH: scene.folder } })
    expect(troublesIn(findings)).toEqual([])
  })
})

const refusing = (refused: string, code: string) => ({
  host: { writeRefusal: (name: string) => (name === refused ? code : undefined) },
})

describe('who can get at it, and what stands in the way of a new token', () => {
  test('a mode wider than 0640; 0640 itself is well', async () => {
    chmodSync(path(), 0o644)
    expect(await scene.diagnose()).toContainEqual(found('env-open-to-others', { path: path(), mode: '0644' }))
    expect(codesOf(await scene.diagnose({ host: { platform: 'win32' } }))).toContain('env-private')
    chmodSync(path(), 0o640)
    expect(codesOf(await scene.diagnose())).toContain('env-private')
  })

  test('a link, and a second name', async () => {
    const target = join(scene.folder, 'real.env')
    renameSync(path(), target)
    symlinkSync(target, path())
    expect(await scene.diagnose()).toContainEqual(
      found('env-link', { path: path(), target: realpathSync(target) }),
    )
    linkSync(target, join(scene.folder, 'twin.env'))
    expect(await scene.diagnose()).toContainEqual(found('env-many-names', { path: target, names: 2 }))
  })

  test('a bind mount of the file itself, by the mount table or by its device', async () => {
    const line = `36 35 98:0 /srv/.env ${path()} rw,noatime - ext4 /dev/root rw\n`
    const readText = (file: string) => (file === '/proc/self/mountinfo' ? line : undefined)
    const mounted = found('env-mounted', { path: path() })
    expect(await scene.diagnose({ host: { readText } })).toContainEqual(mounted)
    const statusOf: FileSystem['statusOf'] = (name) => {
      const status = nodeFileSystem.statusOf(name)
      return name === path() ? { ...status, identity: '9999:1' } : status
    }
    const host = { readText: () => undefined, fs: { ...nodeFileSystem, statusOf } }
    expect(await scene.diagnose({ host })).toContainEqual(mounted)
    expect(await scene.diagnose()).not.toContainEqual(mounted)
  })

  test('a folder that is closed, and a file on a read-only mount', async () => {
    const { folder } = scene
    expect(await scene.diagnose(refusing(folder, 'EACCES'))).toContainEqual(
      found('env-folder-not-writable', { folder }),
    )
    const closed = found('env-not-writable', { path: path() })
    expect(await scene.diagnose(refusing(path(), 'EROFS'))).toContainEqual(closed)
    // `chmod 400` of one's own file is no obstacle: it is replaced, not written.
    expect(await scene.diagnose(refusing(path(), 'EACCES'))).not.toContainEqual(closed)
  })
})

const journal = (): string => `${path()}.everthread-new`

const begin = (token?: string): void => {
  using edit = prepareEnvEdit({ fs: nodeFileSystem, path: path(), key: KEY })
  if (token !== undefined) edit.record(token)
}

function underLock(work: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  return scene.withContext(({ config, host: clock }) =>
    withEnvLock({ path: path(), runtimeDir: config.runtimeDir, alsoIn: config.lockFolders, clock }, work),
  )
}

describe('what a renewal left that was cut off', () => {
  test('a journal with nothing in it, and one with a new token', async () => {
    begin()
    const unfinished = found('env-renewal-unfinished', { path: path(), journal: journal() })
    expect(await scene.diagnose()).toContainEqual(unfinished)
    rmSync(journal())
    begin('THAAnew')
    const waiting = found('env-token-waiting', { path: path(), journal: journal() })
    expect(await scene.diagnose()).toContainEqual(waiting)
  })

  test('a rewrite in place', async () => {
    writeFileSync(`${path()}.everthread-old`, '')
    expect(await scene.diagnose()).toContainEqual(found('env-rewrite-unfinished', { path: path() }))
  })

  test('a journal is nobody’s leftover while somebody holds the lock; that is said instead', async () => {
    begin()
    const findings = await underLock(() => scene.diagnose())
    expect(findings).toContainEqual(found('lock-held', { path: path() }))
    expect(codesOf(findings)).not.toContain('env-renewal-unfinished')
  })
})
