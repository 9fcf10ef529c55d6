/**
 * Bad input gets a sentence that says what is wrong and what to do, on standard error, with the exit code of DESIGN §7, and
 * nothing is lost or changed. Here: what may stand in, or instead of, a `.env`.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import { mayRunWith } from '../support/other-programs.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { expectSentence } from './expect-sentence.ts'
import { treeOf } from './tree.ts'

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

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

/** Meta's own words, and a call that failed, are repeated as they are; a file is a thing of this computer. */
const OF_THE_FILE = BAD_FILES.filter(({ code }) => code === 1)

it.each(OF_THE_FILE)(
  'a file that is $is is told in Russian, from the first line to the last',
  async ({ make }) => {
    await using env = await keepEnv()
    const file = await make(env)
    for (const command of ['check', 'renew', 'adopt', 'serve']) {
      const ended = await everthread.run(env.home, [command, '--env', file, '--lang', 'ru'])
      const lines = ended.stderr.split('\n').filter((line) => line !== '')
      expect(lines.filter((line) => !/[А-Яа-яЁё]/.test(line))).toEqual([])
      expect(ended.code).toBe(1)
    }
  },
)

/** Root may do everything, until its capabilities are taken from it. */
const WITHOUT_POWERS = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : []

describe.skipIf(WITHOUT_POWERS.length > 0 && !mayRunWith('setpriv'))(
  'where the permissions are missing',
  () => {
    it('a file that may not be read is refused', async () => {
      await using env = await keepEnv()
      chmodSync(env.home.path('.env'), 0o000)
      for (const command of ['check', 'renew', 'adopt']) {
        const ended = await everthread.run(env.home, [command, '--env', '.env'], { through: WITHOUT_POWERS })
        expectSentence(ended, /\.env cannot be read/)
        expect(ended.code).toBe(1)
      }
      chmodSync(env.home.path('.env'), 0o600)
      expect(env.token()).toBe(env.oldToken)
      expect(env.sandbox.requests.list()).toEqual([])
    })

    it('a folder that may not be written to costs no renewal', async () => {
      await using env = await keepEnv()
      const before = treeOf(env.home.cwd)
      chmodSync(env.home.cwd, 0o500)
      const ended = await everthread.run(env.home, ['renew', '--env', '.env'], { through: WITHOUT_POWERS })
      chmodSync(env.home.cwd, 0o700)
      expectSentence(ended, /cannot be written/)
      expect(ended.code).toBe(1)
      expect(treeOf(env.home.cwd)).toEqual(before)
      expect(callsOf(env.sandbox, 'refresh_access_token')).toBe(0)
    })
  },
)
