import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { findEnvFile, isWiderThanPrivate, LARGEST_ENV_FILE, readEnvFile, resolveEnvPath } from './env-file.ts'
import { EnvFileError, type EnvFileErrorCode } from './env-file-error.ts'
import { createFaultyFileSystem, type ErrorCode } from './faulty-file-system.ts'
import { nodeFileSystem } from './file-system.ts'
import { temporaryFolder } from './temporary-folder.ts'

const fs = nodeFileSystem

function codeOf(work: () => unknown): EnvFileErrorCode | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    if (!(error instanceof EnvFileError)) throw error
    expect(error.message).toContain(error.path)
    return error.code
  }
}

describe('reading a .env file', () => {
  test('gives its bytes, its real path and its mode', () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), 'TOKEN=a\xff\n', 'latin1')
    chmodSync(folder.join('.env'), 0o640)
    symlinkSync('.env', folder.join('link'))
    const { path, bytes, status } = readEnvFile(fs, folder.join('link'))
    expect(path).toBe(folder.join('.env'))
    expect(Buffer.from(bytes).toString('latin1')).toBe('TOKEN=a\xff\n')
    expect(status).toMatchObject({ kind: 'file', size: 9, mode: 0o640, links: 1 })
  })

  test('takes an empty file for a file', () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), '')
    expect(readEnvFile(fs, folder.join('.env')).bytes).toHaveLength(0)
  })

  test.for<[string, EnvFileErrorCode, (path: string) => void]>([
    ['no such file', 'not-found', () => undefined],
    ['a folder', 'is-folder', (path) => mkdirSync(path)],
    ['a link that leads nowhere', 'not-found', (path) => symlinkSync('nowhere', path)],
    ['a link that leads to itself', 'not-found', (path) => symlinkSync(path, path)],
    ['a pipe, without waiting for its writer', 'not-a-file', (path) => execFileSync('mkfifo', [path])],
    ['a device', 'not-a-file', (path) => symlinkSync('/dev/zero', path)],
    ['binary', 'binary', (path) => writeFileSync(path, Buffer.from([0x7f, 0x45, 0, 1]))],
    ['UTF-16', 'binary', (path) => writeFileSync(path, 'TOKEN=a', 'utf16le')],
    ['too large', 'too-large', (path) => writeFileSync(path, Buffer.alloc(LARGEST_ENV_FILE + 1, 65))],
  ])('refuses %s with %s', ([, code, make]) => {
    using folder = temporaryFolder()
    make(folder.join('.env'))
    expect(codeOf(() => readEnvFile(fs, folder.join('.env')))).toBe(code)
  })

  test('refuses a socket', async () => {
    using folder = temporaryFolder()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(folder.join('.env'), resolve))
    expect(codeOf(() => readEnvFile(fs, folder.join('.env')))).toBe('not-a-file')
    await new Promise((resolve) => server.close(resolve))
  })

  test('refuses 100 MB without reading them', () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), '')
    truncateSync(folder.join('.env'), 100 * 1024 * 1024)
    const unreadable = createFaultyFileSystem(fs, [{ kind: 'error', operation: 'read', code: 'EIO' }])
    expect(codeOf(() => readEnvFile(unreadable, folder.join('.env')))).toBe('too-large')
    expect(unreadable.unplayed()).toHaveLength(1)
  })

  test('takes 1 MiB and not a byte more, even of a file that grows while it is read', () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), Buffer.alloc(LARGEST_ENV_FILE, 65))
    expect(readEnvFile(fs, folder.join('.env')).bytes).toHaveLength(LARGEST_ENV_FILE)
    const growing = { ...fs, statusOf: (path: string) => ({ ...fs.statusOf(path), size: 10 }) }
    writeFileSync(folder.join('.env'), Buffer.alloc(LARGEST_ENV_FILE + 10, 65))
    expect(codeOf(() => readEnvFile(growing, folder.join('.env')))).toBe('too-large')
  })

  test('reads on after a short read', () => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), 'TOKEN=abc\n')
    const short = createFaultyFileSystem(fs, [{ kind: 'short', operation: 'read', bytes: 2, times: 3 }])
    expect(Buffer.from(readEnvFile(short, folder.join('.env')).bytes).toString()).toBe('TOKEN=abc\n')
    expect(short.unplayed()).toEqual([])
  })

  test.for<[ErrorCode, EnvFileErrorCode]>([
    ['EACCES', 'not-readable'],
    ['EPERM', 'not-readable'],
    ['EIO', 'io'],
  ])('says of %s that it is %s, and keeps the cause', ([code, expected]) => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), 'TOKEN=abc\n')
    const faulty = createFaultyFileSystem(fs, [{ kind: 'error', operation: 'open', code }])
    expect(codeOf(() => readEnvFile(faulty, folder.join('.env')))).toBe(expected)
    expect(faulty.unplayed()).toEqual([])
  })

  test('tells a file that is not there from one that cannot be looked at', () => {
    using folder = temporaryFolder()
    expect(findEnvFile(fs, folder.join('.env'))).toBeUndefined()
    writeFileSync(folder.join('file'), '')
    expect(codeOf(() => findEnvFile(fs, folder.join('file', '.env')))).toBe('not-found')
  })
})

describe('the real path', () => {
  test('of a file that is to be created follows the links of its folder', () => {
    using folder = temporaryFolder()
    mkdirSync(folder.join('real'))
    symlinkSync('real', folder.join('link'))
    expect(resolveEnvPath(fs, folder.join('link', '.env'))).toBe(folder.join('real', '.env'))
  })
})

describe('a mode', () => {
  test.for<[number, boolean]>([
    [0o600, false],
    [0o400, false],
    [0o640, false],
    [0o644, true],
    [0o660, true],
    [0o602, true],
    [0o700, true],
  ])('%o is wider than private: %s', ([mode, isWider]) => {
    using folder = temporaryFolder()
    writeFileSync(folder.join('.env'), '')
    chmodSync(folder.join('.env'), mode)
    expect(statSync(folder.join('.env')).mode & 0o777).toBe(mode)
    expect(isWiderThanPrivate(readEnvFile(fs, folder.join('.env')).status)).toBe(isWider)
  })
})
