import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as nodeFs from 'node:fs'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type KeyFileSystem, keyFileWarning, type KeySource, loadKeys, openVault } from './key-file.ts'
import { keyIdOf } from './vault.ts'
import { VaultError } from './vault-error.ts'

const KEY = Buffer.alloc(32, 0xfb)
const OLDER_KEY = Buffer.alloc(32, 0x3e)

let dataDir: string
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'everthread-key-')), 'data')
})
afterEach(() => rmSync(join(dataDir, '..'), { recursive: true, force: true }))

const load = (source: Partial<KeySource> = {}) => loadKeys({ dataDir, ifMissing: 'fail', ...source })

function errorOf(act: () => unknown): VaultError {
  try {
    act()
  } catch (error) {
    if (error instanceof VaultError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function failing(name: keyof KeyFileSystem, code: string): KeyFileSystem {
  const fail = () => {
    throw Object.assign(new Error(`injected ${code}`), { code })
  }
  return { ...nodeFs, [name]: fail }
}

describe('EVERTHREAD_KEY', () => {
  it.each([
    ['padded', KEY.toString('base64')],
    ['unpadded', KEY.toString('base64').replace('=', '')],
    ['url-safe', KEY.toString('base64url')],
    ['surrounded by white space', ` ${KEY.toString('base64')}\n`],
  ])('is taken %s', (_, configured) => {
    expect(load({ configured }).map(keyIdOf)).toEqual([keyIdOf(KEY)])
  })

  it('holds several for a rotation, the current one first', () => {
    const configured = `${KEY.toString('base64')}, ${OLDER_KEY.toString('base64')}`
    expect(load({ configured }).map(keyIdOf)).toEqual([keyIdOf(KEY), keyIdOf(OLDER_KEY)])
    expect(openVault({ dataDir, ifMissing: 'fail', configured }).keyId).toBe(keyIdOf(KEY))
  })

  it.each(['', ',', ' \n'])('that holds nothing is refused: %j', (configured) => {
    expect(errorOf(() => load({ configured })).code).toBe('key-malformed')
  })

  it.each([
    'secret',
    '!'.repeat(44),
    KEY.toString('hex'),
    KEY.toString('base64').slice(1),
    `${KEY.toString('base64')}A`,
    `${KEY.toString('base64').slice(0, 42)}/=`, // Spare bits set: no encoder writes that.
    `${KEY.toString('base64')},`,
  ])('that is no key is refused, and not repeated: %j', (configured) => {
    const error = errorOf(() => load({ configured }))
    expect(error.code).toBe('key-malformed')
    expect(error.message).toContain('EVERTHREAD_KEY')
    expect(error.message).not.toContain(configured)
  })

  it('wins over a key file, and makes none', () => {
    load({ configured: KEY.toString('base64'), ifMissing: 'create' })
    expect(nodeFs.existsSync(dataDir)).toBe(false)
  })
})

describe('the key file', () => {
  it('is born readable by its owner alone, and the same key is read again', () => {
    const [made] = load({ ifMissing: 'create' })
    expect(statSync(join(dataDir, 'key')).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o777).toBe(0o700)
    expect(readdirSync(dataDir)).toEqual(['key'])
    expect(load().map(keyIdOf)).toEqual([keyIdOf(made)])
  })

  it('is not made where it was not asked for', () => {
    expect(errorOf(() => load()).code).toBe('key-missing')
    expect(nodeFs.existsSync(dataDir)).toBe(false)
  })

  it('is never written over', () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'key'), 'not a key\n')
    expect(errorOf(() => load({ ifMissing: 'create' })).code).toBe('key-malformed')
    expect(readFileSync(join(dataDir, 'key'), 'utf8')).toBe('not a key\n')
  })

  it('takes several keys, one a line', () => {
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'key'), `${KEY.toString('base64')}\n${OLDER_KEY.toString('base64')}\n`)
    expect(load().map(keyIdOf)).toEqual([keyIdOf(KEY), keyIdOf(OLDER_KEY)])
  })

  it('that cannot be read is said to be unreadable, not missing', () => {
    mkdirSync(join(dataDir, 'key'), { recursive: true })
    expect(errorOf(() => load({ ifMissing: 'create' })).code).toBe('key-unreadable')
  })

  it('that others can read is warned of', () => {
    expect(keyFileWarning(dataDir)).toBeUndefined()
    load({ ifMissing: 'create' })
    expect(keyFileWarning(dataDir)).toBeUndefined()
    chmodSync(join(dataDir, 'key'), 0o640)
    expect(keyFileWarning(dataDir, 'linux')).toMatch(/mode 640\): chmod 600/)
    expect(keyFileWarning(dataDir, 'win32')).toBeUndefined()
  })

  it.each([
    ['writeFileSync', 'ENOSPC'],
    ['fsyncSync', 'EIO'],
    ['linkSync', 'EROFS'],
    ['mkdirSync', 'EACCES'],
  ] as const)('where %s answers %s nothing is left behind, and the cause is kept', (name, code) => {
    const error = errorOf(() => load({ ifMissing: 'create', fs: failing(name, code) }))
    expect(error).toMatchObject({ code: 'key-not-written', cause: { code } })
    expect(nodeFs.existsSync(dataDir) ? readdirSync(dataDir) : []).toEqual([])
  })

  it('is made where the file system knows no hard links', () => {
    const [made] = load({ ifMissing: 'create', fs: failing('linkSync', 'EPERM') })
    expect(readdirSync(dataDir)).toEqual(['key'])
    expect(statSync(join(dataDir, 'key')).mode & 0o777).toBe(0o600)
    expect(load().map(keyIdOf)).toEqual([keyIdOf(made)])
  })

  it('without hard links, too, the first key stays', () => {
    const first = load({ ifMissing: 'create' })
    const late = missingAtFirst(failing('linkSync', 'EPERM'))
    expect(load({ ifMissing: 'create', fs: late }).map(keyIdOf)).toEqual(first.map(keyIdOf))
  })

  it('processes that start together agree on one key', async () => {
    const folders = Array.from({ length: 25 }, (_, round) => join(dataDir, String(round)))
    const program = `
      import { openVault } from ${JSON.stringify(new URL('./key-file.ts', import.meta.url).href)}
      const vaults = process.argv.slice(1).map((dataDir) => openVault({ dataDir, ifMissing: 'create' }))
      process.stdout.write(vaults.map((vault) => vault.keyId).join())`
    const ids = await Promise.all(Array.from({ length: 4 }, () => runNode(program, folders)))
    const settled = folders.map((folder) => keyIdOf(load({ dataDir: folder })[0])).join()
    expect(ids).toEqual(Array(4).fill(settled))
    expect(folders.map((folder) => readdirSync(folder).join())).toEqual(folders.map(() => 'key'))
  })
})

/** As whoever loses the race sees it: no file on the first look. */
function missingAtFirst(fs: KeyFileSystem): KeyFileSystem {
  let looks = 0
  const readFileSync = ((...given: Parameters<typeof nodeFs.readFileSync>) => {
    looks += 1
    if (looks === 1) throw Object.assign(new Error('injected ENOENT'), { code: 'ENOENT' })
    return nodeFs.readFileSync(...given)
  }) as typeof nodeFs.readFileSync
  return { ...fs, readFileSync }
}

async function runNode(program: string, words: readonly string[]): Promise<string> {
  const options = ['--conditions=@everthread/source', '--input-type=module', '--eval', program]
  const child = spawn(process.execPath, [...options, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const printed = child.stdout.setEncoding('utf8').toArray()
  expect(await once(child, 'exit')).toEqual([0, null])
  return (await printed).join('')
}
