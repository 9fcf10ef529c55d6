import { describe, expect, test } from 'vitest'
import { findInstallation } from '../service/installation.ts'
import { isAnyHeld } from '../store/claims.ts'
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EverthreadEvent } from '../alerts/event.ts'
import type { Notices, Standing } from '../alerts/notices.ts'
import { DAY } from '../time/duration.ts'
import { KEY_FILE } from '../vault/key-file.ts'
import { runAdopt } from './commands/adopt.ts'
import { runRenew } from './commands/renew.ts'
import { runRun } from './commands/run.ts'
import { runServe } from './commands/serve.ts'
import type { CommandContext } from './command-context.ts'
import { keepOnce } from './keep-once.ts'
import { createStage, DATA_FOLDER, type Stage } from './test-command.ts'
import { envPlace } from './token-source.ts'

test.each([
  ['a dry run', { dryRun: true }],
  ['a round', {}],
])(
  '%s gives the account back: the next command does not wait for a lease to end',
  async (_title, options) => {
    await using stage = await createStage()
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '45d' })}\n`)
    await stage.run((context) => runAdopt(context, {}))
    await stage.run((context) => runRenew(context, { env: '.env', ...options }))
    await stage.run(async (context) => {
      await using installation = await findInstallation({ ...context, clock: context.host })
      expect(installation && (await isAnyHeld(installation.store.db))).toBe(false)
      return 0
    })
  },
)

test('a run that fails before its round is trouble for the watcher elsewhere', async () => {
  await using stage = await createStage()
  const beats: string[] = []
  const notices: Notices = {
    afterRound: async () => undefined,
    blocked: async () => undefined,
    afterPosts: async () => undefined,
    consumer: async () => undefined,
    beat: async (health) => void beats.push(health),
  }
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  await stage.run((context) => runAdopt(context, {}))
  rmSync(join(stage.cwd, DATA_FOLDER, KEY_FILE))
  for (const wish of [{ dryRun: true }, {}]) {
    const { exitCode } = await stage.run(async (context) => {
      await keepOnce(context, { place: envPlace(context, {}), wish, notices })
      return 0
    })
    expect(exitCode).toBe(1)
  }
  expect(beats).toEqual(['trouble'])
})

describe('what keeps the keeper from every round', () => {
  const eventsOf = ({ cwd }: Stage): EverthreadEvent[] =>
    readFileSync(join(cwd, 'events'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as EverthreadEvent)

  async function adoptedStage(): Promise<Stage & { readonly hook: string; readonly keyFile: string }> {
    const stage = await createStage()
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
    await stage.run((context) => runAdopt(context, {}))
    const keyFile = join(stage.cwd, DATA_FOLDER, KEY_FILE)
    return { ...stage, keyFile, hook: `cat >> '${join(stage.cwd, 'events')}'` }
  }

  test('is told once, in the error’s own words, and the next round tells that it is over', async () => {
    await using stage = await adoptedStage()
    const { keyFile, hook } = stage
    const renew = (dryRun = false) => stage.run((context) => runRenew(context, { notify: hook, dryRun }))
    renameSync(keyFile, `${keyFile}.lost`)
    for (const dryRun of [true, false, false]) expect((await renew(dryRun)).exitCode).toBe(1)
    const [blocked, ...more] = eventsOf(stage)
    expect(more).toEqual([])
    expect(blocked).toMatchObject({
      event: 'keeper-blocked',
      severity: 'critical',
      reason: 'store-unusable',
      account: {},
    })
    expect(blocked?.message).toContain(`There is no key: neither EVERTHREAD_KEY nor ${keyFile}.`)
    expect(blocked?.remedy).toContain('Bring back')
    renameSync(`${keyFile}.lost`, keyFile)
    for (let n = 0; n < 2; n += 1) expect((await renew()).exitCode).toBe(0)
    expect(eventsOf(stage).map(({ event }) => event)).toEqual(['keeper-blocked', 'recovered'])
    rmSync(keyFile)
    await renew()
    expect(eventsOf(stage)).toHaveLength(3)
  })

  test.each([
    ['serve', (context, hook) => runServe(context, { notify: hook })],
    ['serve --env', (context, hook) => runServe(context, { notify: hook, env: '.env' })],
    ['run', (context, hook) => runRun(context, { notify: hook }, ['true'])],
  ] as const satisfies [string, (context: CommandContext, hook: string) => Promise<number>][])(
    'is told by %s at its start',
    async (_title, start) => {
      await using stage = await adoptedStage()
      rmSync(stage.keyFile)
      const { exitCode } = await stage.run((context) => start(context, stage.hook))
      expect(exitCode).toBe(1)
      expect(eventsOf(stage)).toMatchObject([{ event: 'keeper-blocked' }])
    },
  )
})

describe('what a round over an account of the data folder leaves for the alerts', () => {
  async function standingsOf(stage: Stage, rounds: number): Promise<Standing[]> {
    const standings: Standing[] = []
    const notices: Notices = {
      afterRound: async (standing) => void standings.push(standing),
      blocked: async () => undefined,
      afterPosts: async () => undefined,
      consumer: async () => undefined,
      beat: async () => undefined,
    }
    for (let n = 0; n < rounds; n += 1) {
      await stage.run(async (context) => {
        await keepOnce(context, { place: envPlace(context, {}), wish: {}, notices })
        return 0
      })
    }
    return standings
  }

  test('the plan is the account’s own', async () => {
    await using stage = await createStage()
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '30d' })}\n`)
    await stage.run((context) => runAdopt(context, { renewBefore: '7d' }))
    const [standing] = await standingsOf(stage, 1)
    const { facts, plannedAt = 0 } = standing ?? {}
    const expiresAt = facts?.expiry.kind === 'at' ? facts.expiry.at : 0
    expect((expiresAt - plannedAt) / DAY).toBeCloseTo(7, 0)
  })

  test('a file that did not take the token is told as long as it does not', async () => {
    await using stage = await createStage()
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '45d' })}\n`)
    await stage.run((context) => runAdopt(context, {}))
    rmSync(join(stage.cwd, '.env'))
    mkdirSync(join(stage.cwd, '.env'))
    const failures = (await standingsOf(stage, 2)).map(({ sinkFailures = [] }) => sinkFailures.length)
    expect(failures).toEqual([1, 1])
  })
})
