/** However many work on one token at once: Meta is asked once, and everybody ends with the same token (T1). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint, Secret } from '@everthread/client'
import { bundleEverthread, documentOf, type Everthread } from '../support/everthread.ts'
import { type KeptEnv, keepEnv } from '../support/kept-env.ts'
import { callsOf, isFresh } from '../support/sandbox-calls.ts'
import { until } from '../support/until.ts'

/** Says its token's fingerprint whenever it starts; stays until it is ended. */
const CONSUMER = [
  'node',
  '-e',
  `const { createHash } = require('node:crypto')
   const hash = createHash('sha256').update(process.env.THREADS_ACCESS_TOKEN).digest('hex')
   process.stdout.write('holds ' + hash.slice(0, 12) + '\\n')
   setInterval(() => {}, 60_000)`,
]

const PROCESSES = 50

let everthread: Everthread

beforeAll(async () => {
  everthread = await bundleEverthread()
})

afterAll(() => everthread[Symbol.dispose]())

describe.each([
  { where: 'without a data folder', adopted: false },
  { where: 'with a data folder', adopted: true },
])('fifty processes that renew one token, $where', ({ adopted }) => {
  it('ask Meta once, and all find the new token', async () => {
    await using env = await keepEnv({ adopted })
    const { sandbox, home } = env
    const ends = await Promise.all(
      Array.from({ length: PROCESSES }, () => everthread.run(home, ['renew', '--env', '.env', '--json'])),
    )
    expect(callsOf(sandbox, 'refresh_access_token')).toBe(1)
    expect(ends.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      ends.map(() => ({ code: 0, stderr: '' })),
    )
    const outcomes = ends.map((end) => documentOf(end)['outcome'])
    expect(outcomes.filter((outcome) => outcome === 'renewed')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'not_due')).toHaveLength(PROCESSES - 1)
    expect(isFresh(sandbox, env.token() ?? '')).toBe(true)
    expect(env.leftovers()).toEqual([])
  })
})

describe.each([
  { where: 'without a data folder', adopted: false },
  { where: 'with a data folder', adopted: true },
])('two `run`s on one .env, $where', ({ adopted }) => {
  it('ask Meta once, and both children hold the new token', async () => {
    await using env = await keepEnv({ adopted, age: '10d' })
    const { sandbox, home } = env
    const args = ['run', '--env', '.env', '--json', '--', ...CONSUMER]
    await using one = everthread.start(home, args)
    await using other = everthread.start(home, args)
    const old = `holds ${fingerprint(new Secret(env.oldToken))}`
    await Promise.all([one.said(old, 'stdout'), other.said(old, 'stdout')])
    sandbox.clock.advance('35d')
    await until(() => isFresh(sandbox, env.token() ?? ''), 'the file holds the renewed token')
    const renewed = `holds ${fingerprint(new Secret(env.token() ?? ''))}`
    await Promise.all([one.said(renewed, 'stdout'), other.said(renewed, 'stdout')])
    expect(callsOf(sandbox, 'refresh_access_token')).toBe(1)
    for (const running of [one, other]) running.kill('SIGTERM')
    expect((await Promise.all([one.ended, other.ended])).map(({ code }) => code)).toEqual([143, 143])
  })
})

describe('`serve` and `renew` together', () => {
  it.each([
    { where: 'without a data folder', adopted: false },
    { where: 'with a data folder', adopted: true },
  ])('ask Meta once, $where', async ({ adopted }) => {
    await using env = await keepEnv({ adopted })
    const { sandbox, home } = env
    const port = { EVERTHREAD_PORT: '0' }
    await using serving = everthread.start(home, ['serve', '--env', '.env', '--json'], { env: port })
    const renewals = await Promise.all(
      Array.from({ length: 5 }, () => everthread.run(home, ['renew', '--env', '.env'])),
    )
    expect(renewals.map(({ code }) => code)).toEqual(renewals.map(() => 0))
    await until(() => isFresh(sandbox, env.token() ?? ''), 'the file holds the renewed token')
    await serving.said('"serving"', 'stdout')
    expect(callsOf(sandbox, 'refresh_access_token')).toBe(1)
    serving.kill('SIGTERM')
    expect((await serving.ended).code).toBe(0)
  })
})

/** What the rest would look like if nothing kept them apart. */
it('the same token in three files is renewed three times: it is the file, or the account, that is locked', async () => {
  await using env = await keepEnv()
  const codes = await Promise.all(['one', 'two', 'three'].map((name) => renewCopy(env, name)))
  expect(codes).toEqual([0, 0, 0])
  expect(callsOf(env.sandbox, 'refresh_access_token')).toBe(3)
})

async function renewCopy({ home, oldToken }: KeptEnv, name: string): Promise<number | null> {
  home.write(name, `THREADS_ACCESS_TOKEN=${oldToken}\n`)
  const { code } = await everthread.run(home, ['renew', '--env', name])
  return code
}
