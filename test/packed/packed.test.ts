/** What a stranger gets from npm works: the three packages as they would be published, with nothing of this repository. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPOSITORY } from '../support/repository.ts'
import { type Ended, runProcess, startProcess } from '../support/running-process.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { installPacked, type PackedInstall } from './packed-install.ts'
import { oldNodeOnPath } from './old-node.ts'

const { version } = JSON.parse(
  readFileSync(join(REPOSITORY, 'packages/everthread/package.json'), 'utf8'),
) as {
  version: string
}

let home: TestHome
let installed: PackedInstall

beforeAll(() => {
  home = createTestHome()
  installed = installPacked(home)
})

afterAll(() => home[Symbol.dispose]())

const everthread = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  runProcess({ command: installed.bin('everthread'), args, cwd: home.cwd, env: { ...home.env, ...env } })

const node = (args: readonly string[], command = process.execPath): Promise<Ended> =>
  runProcess({ command, args, cwd: installed.folder, env: home.env })

describe('everthread, packed', () => {
  it('says what it can do', async () => {
    const { code, stdout, stderr } = await everthread(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const command of ['check', 'renew', 'adopt', 'run', 'serve', 'status', 'history', 'doctor'])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
  })

  it('says its version', async () => {
    expect(await everthread(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('takes a token from a check to a renewal, against the packed sandbox', async () => {
    await using sandbox = startProcess({
      command: installed.bin('everthread-sandbox'),
      args: ['--json'],
      cwd: home.cwd,
      env: home.env,
    })
    await sandbox.said('\n', 'stdout')
    const { url } = JSON.parse(sandbox.stdout()) as { url: string }
    await control(url, 'users', { username: 'anna' })
    const { access_token: token } = await control(url, 'tokens', { user: 'anna', age: '45d' })
    home.write('.env', `THREADS_ACCESS_TOKEN=${token}\n`)
    const api = { THREADS_API_BASE_URL: url }
    const checked = await everthread(['check', '--env', '.env', '--json'], api)
    expect(checked).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true, account: { username: 'anna' } })
    const adopted = await everthread(['adopt', '--env', '.env'], api)
    expect(adopted).toMatchObject({ code: 0, stderr: '' })
    const renewed = await everthread(['renew', '--env', '.env', '--json'], api)
    expect(renewed).toMatchObject({ code: 0, stderr: '' })
    expect(JSON.parse(renewed.stdout)).toMatchObject({ outcome: 'renewed' })
    expect(home.read('.env')).not.toContain(token)
    sandbox.kill('SIGTERM')
    expect((await sandbox.ended).code).toBe(0)
  })

  it('has its licence, its notices and its description with it, and neither source nor tests', () => {
    const folder = join(installed.folder, 'node_modules/everthread')
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(expect.arrayContaining(['README.md', 'THIRD-PARTY-NOTICES.md', 'package.json']))
    expect(files.filter((file) => file.endsWith('.ts') || file.includes('test'))).toEqual([])
    expect(existsSync(join(folder, 'node_modules'))).toBe(false)
  })

  it('brings nothing but itself into the folder of whoever installs it', () => {
    const names = readdirSync(join(installed.folder, 'node_modules')).filter((name) => !name.startsWith('.'))
    expect(names.toSorted()).toEqual(['@everthread', 'everthread'])
  })
})

interface NewToken {
  readonly access_token: string
}

async function control(url: string, call: string, body: object): Promise<NewToken> {
  const answer = await fetch(`${url}/__sandbox/${call}`, { method: 'POST', body: JSON.stringify(body) })
  return (await answer.json()) as NewToken
}

const CLIENT_SCRIPT = `
  import { classify, fingerprint, Secret, ThreadsApiError } from '@everthread/client'
  const secret = new Secret('THAAsecretsecretsecret')
  console.log(typeof classify, String(secret), fingerprint(secret).length, ThreadsApiError.name)
`

describe('@everthread/client, packed', () => {
  it('is imported by a script, and its secrets do not print themselves', async () => {
    const { code, stdout, stderr } = await node(['--input-type=module', '-e', CLIENT_SCRIPT])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^function .+ 12 ThreadsApiError\n$/)
    expect(stdout).not.toContain('secretsecret')
  })

  it('has its types with it', () => {
    const folder = join(installed.folder, 'node_modules/@everthread/client')
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      exports: { '.': { types: string; default: string } }
    }
    expect(existsSync(join(folder, exports['.'].types))).toBe(true)
    expect(existsSync(join(folder, exports['.'].default))).toBe(true)
  })
})

/** Makes a Node say that it is another one, before anything else runs. */
const PRETEND = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' })`

describe('on a Node that is too old', () => {
  it('everthread says so in one sentence, and what to do', async () => {
    home.write('pretend.cjs', PRETEND)
    const ended = await node(['--require', home.path('pretend.cjs'), installed.bin('everthread'), 'check'])
    expectRefusal(ended, '20.1.0')
  })

  const old = oldNodeOnPath()
  it.skipIf(old === undefined)('a real one hears the same', async () => {
    if (!old) return
    const ended = await node([installed.bin('everthread'), 'check'], old.command)
    expectRefusal(ended, old.version)
  })

  it('npm’s link finds the Node of the folder, not the one of the machine', async () => {
    const env = {
      ...home.env,
      PATH: [join(REPOSITORY, 'node_modules/.bin'), home.env['PATH']].join(delimiter),
    }
    const { code } = await runProcess({
      command: installed.bin('everthread'),
      args: ['--version'],
      cwd: home.cwd,
      env,
    })
    expect(code).toBe(0)
  })
})

function expectRefusal({ code, stdout, stderr }: Ended, nodeVersion: string): void {
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(`everthread needs Node.js 24 or newer; this is ${nodeVersion}.\n`)
  expect(stderr.split('\n').length).toBeLessThanOrEqual(3)
}
