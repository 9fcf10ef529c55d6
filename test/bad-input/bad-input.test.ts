/**
 * Bad input gets a sentence that says what is wrong and what to do, on standard error, with the exit code of DESIGN §7, and
 * nothing is lost or changed. One table for what stands in a file, one for the machine, one for the command line.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fault } from '@everthread/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLoopbackCertificate } from '../../packages/everthread/src/connect/loopback-certificate.ts'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import type { Ended } from '../support/running-process.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { treeOf } from './tree.ts'

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

/** What every answer to bad input has in common. */
function expectSentence({ stderr }: Ended, says: RegExp): void {
  expect(stderr).toMatch(says)
  expect(stderr).not.toMatch(/^\s+at .+:\d+:\d+\)?$/m)
  expect(stderr).not.toMatch(/undefined|\[object |NaN/)
}

interface BadFile {
  readonly is: string
  readonly make: (env: KeptEnv) => string | Promise<string>
  readonly code: number
  readonly says: RegExp
}

const envOf = (value: string): string => `A=1\nTHREADS_ACCESS_TOKEN=${value}\n`

const BAD_FILES: readonly BadFile[] = [
  { is: 'not there', make: () => 'no-such-file', code: 1, says: /there is no file .*no-such-file/i },
  {
    is: 'a folder',
    make: ({ home }) => {
      mkdirSync(home.path('folder'))
      return 'folder'
    },
    code: 1,
    says: /folder is a folder/,
  },
  {
    is: 'a link that leads to itself',
    make: ({ home }) => {
      symlinkSync('loop', home.path('loop'))
      return 'loop'
    },
    code: 1,
    says: /loop/,
  },
  {
    is: 'a pipe that nobody writes to',
    make: ({ home }) => {
      spawnSync('mkfifo', [home.path('pipe')])
      return 'pipe'
    },
    code: 1,
    says: /pipe is no regular file/,
  },
  {
    is: 'binary',
    make: ({ home }) => home.write('binary', Buffer.from([0, 1, 2, 0xff, 0xfe, 10, 0])),
    code: 1,
    says: /binary is binary or UTF-16/,
  },
  {
    is: '100 MB large',
    make: ({ home }) => {
      const file = openSync(home.path('large'), 'w')
      ftruncateSync(file, 100 * 1024 * 1024)
      closeSync(file)
      return 'large'
    },
    code: 1,
    says: /large is larger than 1 MiB/,
  },
  {
    is: 'without the key',
    make: ({ home }) => home.write('other', 'OTHER=1\n'),
    code: 3,
    says: /There is no THREADS_ACCESS_TOKEN in .*other/,
  },
  {
    is: 'without a value',
    make: ({ home }) => home.write('empty', envOf('')),
    code: 3,
    says: /THREADS_ACCESS_TOKEN is empty/,
  },
  {
    is: 'one with a token of another network',
    make: ({ home }) => home.write('facebook', envOf(`EAABwzLixnjYBO${'x'.repeat(150)}`)),
    code: 3,
    says: /Meta cannot read this token\..*Facebook or Instagram/,
  },
  {
    is: 'one with an expired token',
    make: ({ home, sandbox }) =>
      home.write('expired', envOf(sandbox.tokens.create({ user: 'anna', age: '61d' }).access_token)),
    code: 3,
    says: /The token expired.*\n.*everthread connect/,
  },
  {
    is: 'one with a token whose owner has changed the password',
    make: async ({ home, sandbox }) => {
      const { access_token } = sandbox.tokens.create({ user: 'anna', age: '45d' })
      await sandbox.revoke({ access_token, subcode: 460 })
      return home.write('revoked', envOf(access_token))
    },
    code: 3,
    says: /password was changed.*\n.*everthread connect/,
  },
  {
    is: 'one with a short-lived token, and no secret to exchange it',
    make: ({ home, sandbox }) =>
      home.write('short', envOf(sandbox.tokens.create({ user: 'anna', kind: 'short' }).access_token)),
    code: 3,
    says: /lives for one hour.*\n.*THREADS_APP_SECRET/,
  },
]

describe.each(BAD_FILES)('a file that is $is', ({ make, code, says }) => {
  it.each(['check', 'renew', 'adopt'])('is refused by %s, in words, and left as it is', async (command) => {
    await using env = await keepEnv()
    const file = await make(env)
    const before = treeOf(env.home.cwd)
    const ended = await everthread.run(env.home, [command, '--env', file])
    expectSentence(ended, says)
    expect(ended.code).toBe(code)
    expect(treeOf(env.home.cwd)).toEqual(before)
    expect(callsOf(env.sandbox, 'refresh_access_token')).toBe(0)
  })
})

it('a file that this user may not read is refused', async ({ skip }) => {
  if (process.getuid?.() === 0) skip('root may read everything')
  await using env = await keepEnv()
  env.home.write('secret', 'THREADS_ACCESS_TOKEN=x\n')
  spawnSync('chmod', ['000', env.home.path('secret')])
  for (const command of ['check', 'renew', 'adopt']) {
    const ended = await everthread.run(env.home, [command, '--env', 'secret'])
    expectSentence(ended, /secret cannot be read/)
    expect(ended.code).toBe(1)
  }
})

interface BadWorld {
  readonly is: string
  readonly adopted?: boolean
  /** Makes it bad. The result is what the command's environment needs besides. */
  readonly make: (env: KeptEnv) => BadWorldMade | Promise<BadWorldMade>
  readonly code: number
  readonly says: RegExp
}

interface BadWorldMade {
  readonly env?: Readonly<Record<string, string>>
  readonly end?: () => void
}

/** Discard: nobody listens there, and nobody may. */
const CLOSED = 'http://127.0.0.1:9'

const BAD_WORLDS: readonly BadWorld[] = [
  {
    is: 'Meta cannot be reached',
    make: () => ({ env: { THREADS_API_BASE_URL: CLOSED } }),
    code: 4,
    says: /gave no answer.*ECONNREFUSED/s,
  },
  {
    is: 'the proxy refuses',
    make: () => ({ env: { THREADS_API_BASE_URL: 'https://api.invalid', HTTPS_PROXY: CLOSED } }),
    code: 4,
    says: /proxy/i,
  },
  { is: 'nobody vouches for the certificate', make: withUntrustedServer, code: 4, says: /\(tls, / },
  {
    is: 'something on the way answers with a page',
    make: ({ sandbox }) => {
      for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
        sandbox.faults.add({ endpoint, times: 9, fault: fault.html() })
      return {}
    },
    code: 4,
    says: /not the API’s|is not Meta’s|portal|proxy/i,
  },
  {
    is: 'the encryption key is another',
    adopted: true,
    make: () => ({ env: { EVERTHREAD_KEY: Buffer.alloc(32, 7).toString('base64') } }),
    code: 1,
    says: /encrypted with the key .* Bring back EVERTHREAD_KEY or the key file/,
  },
  {
    is: 'the encryption key is no key',
    adopted: true,
    make: () => ({ env: { EVERTHREAD_KEY: 'hunter2' } }),
    code: 1,
    says: /EVERTHREAD_KEY must hold 32 bytes in base64/,
  },
  {
    is: 'the encryption key is gone',
    adopted: true,
    make: ({ home }) => {
      rmSync(join(home.dataDir, 'key'))
      return {}
    },
    code: 1,
    says: /there is no key/,
  },
  {
    is: 'the database is damaged',
    adopted: true,
    make: ({ home }) => {
      writeFileSync(join(home.dataDir, 'everthread.db'), 'no database '.repeat(1000))
      return {}
    },
    code: 1,
    says: /everthread\.db is damaged/,
  },
  {
    is: 'the database is of a newer version',
    adopted: true,
    make: ({ home }) => {
      const database = new DatabaseSync(join(home.dataDir, 'everthread.db'))
      database.exec(`INSERT INTO schema_migration (id, name, applied_at) VALUES (999, 'of tomorrow', 0)`)
      database.close()
      return {}
    },
    code: 1,
    says: /schema 999, this version knows \d+/,
  },
]

async function withUntrustedServer(): Promise<BadWorldMade> {
  const server = createTlsServer(await createLoopbackCertificate(), (_, answer) => void answer.end('{}'))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { env: { THREADS_API_BASE_URL: `https://127.0.0.1:${port}` }, end: () => server.close() }
}

describe.each(BAD_WORLDS)('where $is', ({ adopted = false, make, code, says }) => {
  it.each(['check', 'renew'])('%s says so, and changes nothing', async (command) => {
    // `check` asks Meta about what stands in a file; the data folder is no concern of its.
    if (adopted && command === 'check') return
    await using env = await keepEnv({ adopted })
    const { env: extra = {}, end } = await make(env)
    const before = [treeOf(env.home.cwd), treeOf(env.home.dataDir)]
    const ended = await everthread.run(env.home, [command, '--env', '.env'], { env: extra })
    end?.()
    expectSentence(ended, says)
    expect(ended.code).toBe(code)
    expect([treeOf(env.home.cwd), treeOf(env.home.dataDir)]).toEqual(before)
    expect(env.token()).toBe(env.oldToken)
    if (code === 1) expect(env.sandbox.requests.list()).toEqual([])
  })
})

it('a token of another user than before is a question to a person, and stays where it is', async () => {
  await using env = await keepEnv({ adopted: true, age: '2d' })
  env.sandbox.users.put({ username: 'boris' })
  const { access_token } = env.sandbox.tokens.create({ user: 'boris', age: '45d' })
  env.home.write('.env', `THREADS_ACCESS_TOKEN=${access_token}\n`)
  const ended = await everthread.run(env.home, ['renew', '--env', '.env'])
  expectSentence(ended, /another account’s, not @anna’s/)
  expect(ended.code).toBe(3)
  expect(env.token()).toBe(access_token)
})

interface BadLine {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: number
  readonly says: RegExp
}

const BAD_LINES: readonly BadLine[] = [
  { args: ['frobnicate'], code: 2, says: /unknown command 'frobnicate'/ },
  { args: ['chekc'], code: 2, says: /unknown command 'chekc'.*\(Did you mean check\?\)/s },
  { args: ['check', '--frob'], code: 2, says: /unknown option '--frob'/ },
  { args: [], code: 2, says: /Usage: everthread/ },
  { args: ['run'], code: 2, says: /missing required argument 'command'/ },
  { args: ['run', '--env', '.env', '--reload', 'SIGFOO', '--', 'true'], code: 2, says: /--reload.*signal/ },
  { args: ['run', '--env', '.env', '--', 'no-such-command'], code: 127, says: /not found: no-such-command/ },
  { args: ['run', '--env', '.env', '--', '/dev/null'], code: 126, says: /\/dev\/null cannot be executed/ },
  { args: ['renew', '--within', 'soon'], code: 2, says: /must be a duration such as 90s, 25h or 7d/ },
  { args: ['renew', '--within', '60d'], code: 2, says: /must be shorter than the 60 days/ },
  { args: ['check', '--lang', 'fr'], code: 2, says: /choices are en, ru/ },
  { args: ['check', '--api-url', 'http://example.com'], code: 2, says: /--api-url must begin with https:/ },
  { args: ['check', '--api-url', 'example.com'], code: 2, says: /--api-url must be a URL/ },
  { args: ['adopt', '--token', 'x'], code: 2, says: /must be "-"/ },
  { args: ['adopt', '--token', '-'], code: 3, says: /no token on standard input/ },
  { args: ['status'], env: { EVERTHREAD_PORT: 'http' }, code: 2, says: /EVERTHREAD_PORT must be a number/ },
  {
    args: ['status'],
    env: { EVERTHREAD_DATABASE_URL: 'postgres://db/x' },
    code: 2,
    says: /EVERTHREAD_DATABASE_URL is set/,
  },
  { args: ['renew', '--env', '.env'], env: { CI: 'true' }, code: 2, says: /--deliver COMMAND/ },
  { args: ['history'], code: 1, says: /nothing is kept yet.*everthread adopt/s },
  { args: ['rollback'], code: 1, says: /nothing is kept yet.*everthread adopt/s },
]

describe('a command line that is wrong', () => {
  it.each(BAD_LINES)(
    '$args ends with $code and a sentence',
    async ({ args, env: extra = {}, code, says }) => {
      // Young enough that `run` has nothing to renew before it looks for its command.
      await using env = await keepEnv({ age: '2d' })
      const before = treeOf(env.home.cwd)
      const ended = await everthread.run(env.home, args, { env: extra })
      expectSentence(ended, says)
      expect(ended.code).toBe(code)
      expect(ended.stdout).toBe('')
      expect(treeOf(env.home.cwd)).toEqual(before)
      expect(
        env.sandbox.requests.list().filter(({ endpoint }) => endpoint === 'refresh_access_token'),
      ).toEqual([])
    },
  )
})

it('a port that is taken ends `serve` with a sentence', async () => {
  await using env = await keepEnv({ age: '2d' })
  const { port } = new URL(env.sandbox.url)
  const ended = await everthread.run(env.home, ['serve', '--env', '.env'], { env: { EVERTHREAD_PORT: port } })
  expectSentence(ended, /cannot listen on 127\.0\.0\.1:\d+.*\n.*EVERTHREAD_PORT/)
  expect(ended.code).toBe(1)
})

describe('the same with --json', () => {
  it.each([
    { args: ['check', '--env', 'no-such-file'], code: 1 },
    { args: ['renew', '--env', 'no-such-file'], code: 1 },
    { args: ['check', '--api-url', 'x'], code: 2 },
    { args: ['history'], code: 1 },
  ])('$args is one document on standard output, with the same code', async ({ args, code }) => {
    await using env = await keepEnv()
    const ended = await everthread.run(env.home, [...args, '--json'])
    expect(ended.code).toBe(code)
    const lines = ended.stdout.split('\n').filter((line) => line !== '')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: expect.stringMatching(/^everthread\/\w+@1$/) })
  })
})
