/**
 * Secrets never leave (DESIGN §2, promise 5): every command, at its best and at its worst, and then a search for tokens,
 * the app secret, codes, the key and the addresses of hooks in all that was said and written.
 */
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSandbox, fault, type Fault, type Sandbox } from '@everthread/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { createTestHome, type TestHome } from '../support/test-home.ts'
import { until } from '../support/until.ts'
import { watch, type WatchedHome } from './watched-home.ts'

const KEY = randomBytes(32).toString('base64')
const HOOK_PATH = randomBytes(16).toString('hex')
const OTHERS = [
  { name: 'the key', value: KEY },
  { name: 'the path of the heartbeat', value: HOOK_PATH },
]

let everthread: Everthread
let sandbox: Sandbox
let home: TestHome
let watched: WatchedHome

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

beforeEach(async () => {
  sandbox = await createSandbox()
  sandbox.users.put({ username: 'anna' })
  home = createTestHome(sandbox.url)
  watched = watch({ everthread, home, sandbox, others: OTHERS })
})

afterEach(async () => {
  home[Symbol.dispose]()
  await sandbox.close()
})

/** Puts a token into the `.env`, beside the app's own settings. */
function hold(kind: 'long' | 'short' = 'long', age = '45d'): string {
  const { access_token: token } = sandbox.tokens.create({ user: 'anna', kind, age })
  home.write(
    '.env',
    `THREADS_ACCESS_TOKEN=${token}\nTHREADS_APP_ID=${sandbox.appId}\nTHREADS_APP_SECRET=${sandbox.appSecret}\n`,
  )
  return token
}

const ENV = ['--env', '.env']
const EVERY_FORM = [[], ['--json'], ['--lang', 'ru']] as const

async function codesOf(...commands: (readonly string[])[]): Promise<(number | null)[]> {
  const codes: (number | null)[] = []
  for (const args of commands) codes.push((await watched.run(args)).code)
  return codes
}

describe('where all goes well', () => {
  it('without a data folder nothing is seen of a token', async () => {
    const token = hold()
    const commands = EVERY_FORM.flatMap((form) => [
      ['check', ...ENV, ...form],
      ['renew', ...ENV, '--dry-run', ...form],
      ['renew', ...ENV, '--notify', watched.titleWriter, ...form],
    ])
    expect(await codesOf(...commands)).toEqual(commands.map(() => 0))
    await watched.run(['renew', ...ENV, '--force', '--deliver', watched.titleWriter])
    await watched.run(['doctor', ...ENV])
    await watched.run(['doctor', ...ENV, '--json'])
    await watched.run(['check'], { env: { THREADS_ACCESS_TOKEN: token } })
    expect(watched.sightings()).toEqual([])
    expect(watched.searched().outputs).toBe(commands.length + 4)
    expect(watched.searched().titles).toBeGreaterThan(3)
  })

  it('with a data folder nothing is seen of a token, of the key or of the app secret', async () => {
    hold()
    const env = { EVERTHREAD_KEY: KEY }
    expect((await watched.run(['adopt', ...ENV], { env })).code).toBe(0)
    for (const form of EVERY_FORM) {
      const commands = [['renew', ...ENV], ['status'], ['history'], ['check', ...ENV], ['doctor', ...ENV]]
      for (const args of commands)
        expect((await watched.run([...args, ...form], { env })).stdout).not.toBe('')
    }
    expect((await watched.run(['rollback'], { env })).code).toBe(0)
    expect(callsOf(sandbox, 'refresh_access_token')).toBeGreaterThan(0)
    expect(watched.sightings()).toEqual([])
  })

  it('an exchange shows neither token, and no secret', async () => {
    for (const form of EVERY_FORM) {
      hold('short', '1m')
      expect((await watched.run(['exchange', ...ENV, ...form])).code).toBe(0)
    }
    expect(watched.sightings()).toEqual([])
  })

  it('a login shows no code', async () => {
    home.write('.env', `THREADS_APP_ID=${sandbox.appId}\nTHREADS_APP_SECRET=${sandbox.appSecret}\n`)
    await using connecting = watched.start(['connect', ...ENV, '--paste'], { stdin: { kind: 'open' } })
    await connecting.said(/http\S+\/oauth\/authorize\S+/)
    const [url = ''] = /http\S+\/oauth\/authorize\S+/.exec(connecting.stderr() + connecting.stdout()) ?? []
    const login = new URLSearchParams({ user: 'anna', decision: 'approve' })
    const approved = await fetch(url, { method: 'POST', body: login, redirect: 'manual' })
    connecting.answer(`${approved.headers.get('location')}\n`)
    expect((await connecting.ended).code).toBe(0)
    expect(sandbox.state().codes).toHaveLength(1)
    expect(home.read('.env')).toMatch(/^THREADS_ACCESS_TOKEN=THAA/m)
    expect(watched.sightings()).toEqual([])
  })
})

describe('what runs for a long time', () => {
  it.each([
    { where: 'without a data folder', adopted: false },
    { where: 'with a data folder', adopted: true },
  ])('shows no token in its lines or in a process title, $where', async ({ adopted }) => {
    const old = hold('long', '10d')
    const env = { EVERTHREAD_KEY: KEY, EVERTHREAD_PORT: '0' }
    if (adopted) expect((await watched.run(['adopt', ...ENV], { env })).code).toBe(0)
    const hooks = ['--notify', watched.titleWriter, '--heartbeat', `http://127.0.0.1:9/${HOOK_PATH}`]
    const child = ['node', '-e', 'setInterval(() => {}, 60_000)']
    await using run = watched.start(['run', ...ENV, ...hooks, '--json', '--', ...child], { env })
    await using serve = watched.start(['serve', ...ENV, ...hooks], { env })
    await run.said('"proof"')
    sandbox.clock.advance('35d')
    await until(() => !home.read('.env').includes(old), 'the token is renewed')
    await run.said('"proof":{"kind":"environment"', 'stderr')
    await until(() => watched.searched().titles > 3, 'the titles are written down')
    for (const running of [run, serve]) running.kill('SIGTERM')
    await Promise.all([run.ended, serve.ended])
    expect(watched.sightings().filter((seen) => !isTyped(seen))).toEqual([])
  })
})

/** Whoever types an address on a command line has put it into the title himself. */
function isTyped(seen: string): boolean {
  return seen.endsWith('/titles: the path of the heartbeat')
}

const FAULTS: readonly [string, (token: string) => Fault][] = [
  ['HTML', fault.html],
  ['garbage', fault.garbage],
  ['half an answer', fault.truncated],
  ['an empty answer', fault.empty],
  ['an error inside a success', () => fault.okWithError()],
  ['503', fault.unavailable],
  ['an answer that is lost', fault.answerLost],
  ['nothing', fault.unreachable],
  ['a rate limit', fault.rateLimit],
  ['a revocation', () => ({ kind: 'error', code: 190, error_subcode: 460 })],
  [
    'an error that quotes the token',
    (token) => ({ kind: 'error', code: 190, message: `Malformed access token ${token}` }),
  ],
  [
    'a page that quotes the request',
    (token) => ({
      kind: 'body',
      status: 502,
      type: 'text/html',
      body: `<h1>Cannot reach /refresh_access_token?access_token=${token}</h1>`,
    }),
  ],
  [
    'an unknown error that quotes the token',
    (token) => ({ kind: 'error', code: 4711, status: 400, type: token, message: token }),
  ],
]

describe('where Meta, or something on the way, answers with', () => {
  it.each(FAULTS)('%s', async (_, make) => {
    const token = hold()
    const arm = (): void => {
      sandbox.faults.clear()
      for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
        sandbox.faults.add({ endpoint, times: 9, fault: make(token) })
    }
    arm()
    for (const form of [[], ['--json']]) {
      expect((await watched.run(['check', ...ENV, ...form])).code).not.toBe(0)
      await watched.run(['renew', ...ENV, '--notify', 'cat >> events', ...form])
    }
    // Fine until the renewal itself.
    sandbox.faults.clear()
    sandbox.faults.add({ endpoint: 'refresh_access_token', times: 9, fault: make(token) })
    await watched.run(['renew', ...ENV, '--notify', 'cat >> events'])
    expect(callsOf(sandbox, 'refresh_access_token')).toBe(1)
    expect(watched.sightings()).toEqual([])
  })
})

describe('where this machine is at fault', () => {
  it('nothing is seen of a token when the key is another, the store is damaged, or a file cannot be used', async () => {
    const token = hold()
    const env = { EVERTHREAD_KEY: KEY }
    expect((await watched.run(['adopt', ...ENV], { env })).code).toBe(0)
    const other = { EVERTHREAD_KEY: randomBytes(32).toString('base64') }
    for (const args of [['renew', ...ENV], ['status'], ['history'], ['doctor', ...ENV]])
      expect((await watched.run(args, { env: other })).code).not.toBe(0)
    writeFileSync(join(home.dataDir, 'everthread.db'), `no database, but THREADS ${'x'.repeat(5000)}`)
    for (const args of [['renew', ...ENV], ['status'], ['doctor', ...ENV]])
      expect((await watched.run(args, { env })).code).not.toBe(0)
    const noData = { EVERTHREAD_DATA: join(home.root, 'no-data') }
    home.write('unfinished', `A="THREADS_ACCESS_TOKEN=${token}\n`)
    home.write('utf-16', Buffer.from(`THREADS_ACCESS_TOKEN=${token}\n`, 'utf16le'))
    for (const name of ['unfinished', 'utf-16']) {
      expect((await watched.run(['check', '--env', name], { env: noData })).code).not.toBe(0)
      rmSync(home.path(name))
    }
    expect(watched.sightings()).toEqual([])
  })

  it('a token that was put where something else belongs is not repeated', async () => {
    const token = hold()
    const wrong: (readonly string[])[] = [
      ['check', '--api-url', token],
      ['check', '--env', token],
      ['check', ...ENV, '--within', token],
      ['check', ...ENV, '--lang', token],
      ['adopt', '--token', token],
      ['exchange', '--token', token],
      ['history', token],
      ['run', ...ENV, '--reload', token, '--', 'true'],
      ['serve', ...ENV, '--heartbeat', token],
      ['rollback', '--to', token],
      [token],
      ['check', token],
      [`--${token}`],
    ]
    for (const args of wrong) {
      const { code, stderr } = await watched.run(args)
      expect({ args: args[0], code, stderr }).not.toMatchObject({ code: 0, stderr: '' })
    }
    const settings = [
      'THREADS_API_BASE_URL',
      'EVERTHREAD_PORT',
      'EVERTHREAD_LANG',
      'EVERTHREAD_HOST',
      'EVERTHREAD_KEY',
    ]
    for (const name of settings)
      expect((await watched.run(['adopt', ...ENV], { env: { [name]: token } })).code).not.toBe(0)
    expect(watched.sightings()).toEqual([])
  })
})

it('a token that is seen would be found: a child that prints its own', async () => {
  hold()
  await watched.run(['run', ...ENV, '--', 'node', '-p', 'process.env.THREADS_ACCESS_TOKEN'])
  home.write('a-log', `token=${sandbox.tokens.list()[0]?.access_token.slice(5, 40)}`)
  expect(watched.sightings()).toEqual([
    expect.stringMatching(/^everthread run said: token sha256:[0-9a-f]+$/),
    expect.stringMatching(/\/a-log: token sha256:[0-9a-f]+$/),
  ])
})
