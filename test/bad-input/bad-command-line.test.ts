/** As `bad-file.test.ts`, for what somebody types: commands, options, settings; and the same with `--json`. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { keepEnv } from '../support/kept-env.ts'
import { callsOf } from '../support/sandbox-calls.ts'
import { expectSentence } from './expect-sentence.ts'
import { treeOf } from './tree.ts'

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

interface BadLine {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly code: number
  readonly says: RegExp
}

const BAD_LINES: readonly BadLine[] = [
  { args: ['frobnicate'], code: 2, says: /there is no command "frobnicate"\n.*everthread --help/ },
  { args: ['chekc'], code: 2, says: /there is no command "chekc"\nDid you mean check\?/ },
  { args: ['check', '--frob'], code: 2, says: /there is no option --frob\n.*everthread check --help/ },
  { args: [], code: 2, says: /Usage: everthread.*name one of the commands above/s },
  { args: ['run'], code: 2, says: /run needs a command: everthread run -- COMMAND/ },
  {
    args: ['run', '--env', '.env', '--reload', 'SIGFOO', '--', 'true'],
    code: 2,
    says: /everthread: --reload names a signal/,
  },
  { args: ['run', '--env', '.env', '--', 'no-such-command'], code: 127, says: /not found: no-such-command/ },
  { args: ['run', '--env', '.env', '--', '/dev/null'], code: 126, says: /\/dev\/null cannot be executed/ },
  { args: ['renew', '--within', 'soon'], code: 2, says: /must be a duration such as 90s, 25h or 7d/ },
  { args: ['renew', '--within', '60d'], code: 2, says: /must be shorter than the 60 days/ },
  { args: ['check', '--lang', 'fr'], code: 2, says: /--lang must be en or ru, and is "fr"/ },
  { args: ['check', '--api-url', 'http://example.com'], code: 2, says: /--api-url must begin with https:/ },
  { args: ['check', '--api-url', 'example.com'], code: 2, says: /--api-url must be a URL/ },
  { args: ['adopt', '--token', 'x'], code: 2, says: /must be "-"/ },
  { args: ['adopt', '--token', '-'], code: 3, says: /no token on standard input/ },
  { args: ['status'], env: { EVERTHREAD_PORT: 'http' }, code: 2, says: /EVERTHREAD_PORT must be a number/ },
  {
    args: ['status'],
    env: { EVERTHREAD_DATABASE_URL: 'mysql://db/x' },
    code: 2,
    says: /EVERTHREAD_DATABASE_URL must be a URL of a PostgreSQL database/,
  },
  {
    args: ['status'],
    env: { EVERTHREAD_DATABASE_URL: 'postgres://127.0.0.1:1/x' },
    code: 2,
    says: /EVERTHREAD_KEY must be set where the store is on PostgreSQL/,
  },
  {
    args: ['status'],
    env: { EVERTHREAD_DATABASE_URL: 'postgres://127.0.0.1:1/x', EVERTHREAD_KEY: 'A'.repeat(43).concat('=') },
    code: 4,
    says: /postgres:\/\/127\.0\.0\.1:1\/x does not answer/,
  },
  { args: ['renew', '--env', '.env'], env: { CI: 'true' }, code: 2, says: /--deliver COMMAND/ },
  { args: ['history'], code: 3, says: /nothing is kept yet.*everthread adopt/s },
  { args: ['rollback'], code: 3, says: /nothing is kept yet.*everthread adopt/s },
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
      expect(callsOf(env.sandbox, 'refresh_access_token')).toBe(0)
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
    { args: ['serve', '--env', 'no-such-file'], code: 1 },
    { args: ['check', '--api-url', 'x'], code: 2 },
    { args: ['check', '--frob'], code: 2 },
    { args: ['check', '--within', 'soon'], code: 2 },
    { args: ['chekc'], code: 2 },
    { args: [], code: 2 },
    { args: ['run'], code: 2 },
    { args: ['history'], code: 3 },
  ])('$args is one document on standard output, with the same code', async ({ args, code }) => {
    await using env = await keepEnv()
    const ended = await everthread.run(env.home, [...args, '--json'])
    expect(ended.code).toBe(code)
    const lines = ended.stdout.split('\n').filter((line) => line !== '')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ schema: expect.stringMatching(/^everthread\/\w+@1$/) })
  })
})
