import { afterEach, beforeEach, expect, test } from 'vitest'
import { createStage, type Stage, type Surroundings } from '../test-command.ts'
import { runAdopt } from './adopt.ts'
import { runHistory } from './history.ts'
import { runRenew } from './renew.ts'
import { type RollbackOptions, runRollback } from './rollback.ts'

let stage: Stage
/** Three generations of anna's, the third current and in ./.env. */
let tokens: readonly string[]
beforeEach(async () => {
  stage = await createStage()
  tokens = ['20d', '15d', '10d'].map((age) => stage.token({ age }))
  for (const token of tokens) {
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${token}\n`)
    await stage.run((context) => runAdopt(context, {}))
  }
})
afterEach(() => stage[Symbol.asyncDispose]())

const rollback = (options: RollbackOptions = {}, surroundings: Surroundings = {}, name?: string) =>
  stage.run((context) => runRollback(context, options, name === undefined ? [] : [name]), surroundings)

async function rollbackJson(options: RollbackOptions = {}) {
  const ran = await rollback(options, { json: true })
  return { ...ran, document: JSON.parse(ran.out) as Record<string, unknown> }
}

const currentNumber = async () => {
  const { out } = await stage.run((context) => runHistory(context, {}, []), { json: true })
  const { generations } = JSON.parse(out) as { generations: { number: number; state: string }[] }
  return generations.find(({ state }) => state === 'current')?.number
}

const inEnv = (token: string | undefined) => `THREADS_ACCESS_TOKEN=${token}\n`

test('the newest earlier token that works is current again, as a new generation, and in the file', async () => {
  const { exitCode, document } = await rollbackJson()
  expect(exitCode).toBe(0)
  expect(document).toMatchObject({
    schema: 'everthread/rollback@1',
    ok: true,
    account: { username: 'anna' },
    from: 2,
    generation: 4,
    token: { kind: 'long' },
    written: [{ key: 'THREADS_ACCESS_TOKEN', changed: true }],
    decision: { kind: 'wait' },
    problems: [],
  })
  expect(stage.readEnv()).toBe(inEnv(tokens[1]))
  expect(await currentNumber()).toBe(4)
})

test.each([
  ['en', '@anna: the token of generation #1 is current again, as generation #4'],
  ['ru', '@anna: токен № 1 снова текущий, теперь под № 4'],
] as const)('--to names the generation (%s)', async (lang, title) => {
  const { exitCode, out } = await rollback({ to: 1 }, { lang })
  expect(exitCode).toBe(0)
  expect(out).toContain(title)
  expect(stage.readEnv()).toBe(inEnv(tokens[0]))
})

test('a dead one is passed over', async () => {
  await stage.sandbox.revoke({ access_token: tokens[1] ?? '', subcode: 467 })
  expect((await rollbackJson()).document).toMatchObject({ ok: true, from: 1 })
})

test('one that is due is left as it is for a day, and renewed then', async () => {
  const renewals = () =>
    stage.sandbox.requests.list().filter(({ endpoint }) => endpoint === 'refresh_access_token').length
  const due = stage.token({ age: '45d' })
  for (const token of [due, stage.token({ age: '5d' })]) {
    stage.writeEnv(inEnv(token))
    await stage.run((context) => runAdopt(context, {}))
  }
  const { document } = await rollbackJson()
  expect(document).toMatchObject({ ok: true, from: 4, decision: { kind: 'wait', reason: 'rolled-back' } })
  expect([stage.readEnv(), renewals()]).toEqual([inEnv(due), 0])
  const renew = () => stage.run((context) => runRenew(context, {}))
  await renew()
  expect(renewals()).toBe(0)
  stage.sandbox.clock.advance('25h')
  expect((await renew()).exitCode).toBe(0)
  expect(renewals()).toBe(1)
})

test('back and forth: the token that was left is a generation like any other', async () => {
  await rollback()
  expect((await rollbackJson()).document).toMatchObject({ from: 3, generation: 5 })
  expect(stage.readEnv()).toBe(inEnv(tokens[2]))
})

test.each([
  ['en', 'there is no earlier token that still works', '#2: '],
  ['ru', 'прежнего токена, который ещё работает, нет', '№ 2: '],
] as const)(
  'nothing works: exit 1, with the reason for each, and nothing changes (%s)',
  async (lang, why, each) => {
    for (const token of tokens.slice(0, 2)) await stage.sandbox.revoke({ access_token: token, subcode: 460 })
    const { exitCode, err } = await rollback({}, { lang })
    expect(exitCode).toBe(1)
    expect(err).toContain(why)
    expect(err).toContain(each)
    expect(stage.readEnv()).toBe(inEnv(tokens[2]))
    expect(await currentNumber()).toBe(3)
  },
)

test('nobody answers: exit 4, and nothing changes', async () => {
  for (const endpoint of ['me', 'debug_token'] as const)
    stage.sandbox.faults.add({ endpoint, times: 2, fault: { kind: 'drop', when: 'before' } })
  const { exitCode, document } = await rollbackJson()
  expect(exitCode).toBe(4)
  expect(document).toMatchObject({ ok: false, problems: [{ code: 'network' }, {}, {}] })
  expect(await currentNumber()).toBe(3)
})

test('the current one is current already, and a number that there is not is a wrong command line', async () => {
  const same = await rollback({ to: 3 })
  expect(same).toMatchObject({ exitCode: 0 })
  expect(same.out).toContain('generation #3 is the current one already')
  expect(await rollback({ to: 7 })).toMatchObject({ exitCode: 2, message: 'there is no generation #7' })
})

test('an account that nobody keeps is a wrong command line', async () => {
  expect(await rollback({}, {}, 'carla')).toMatchObject({
    exitCode: 2,
    message: 'there is no account carla, but: anna',
  })
  expect(await rollback({}, {}, '@anna')).toMatchObject({ exitCode: 0 })
})

test('without a data folder there is nothing to roll back', async () => {
  await using empty = await createStage()
  const ran = await empty.run((context) => runRollback(context, {}, []))
  expect(ran).toMatchObject({ exitCode: 3, code: 'nothing-kept' })
})
