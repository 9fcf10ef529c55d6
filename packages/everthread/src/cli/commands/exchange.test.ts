import { statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestContext } from '../test-context.ts'
import { createStage, DATA_FOLDER, type Stage, type Surroundings } from '../test-command.ts'
import { runAdopt } from './adopt.ts'
import { type ExchangeOptions, runExchange } from './exchange.ts'
import { runHistory } from './history.ts'

let stage: Stage
let secret: { readonly THREADS_APP_SECRET: string }
beforeEach(async () => {
  stage = await createStage()
  secret = { THREADS_APP_SECRET: stage.sandbox.appSecret }
})
afterEach(() => stage[Symbol.asyncDispose]())

const exchange = (options: ExchangeOptions = {}, surroundings: Surroundings = {}) =>
  stage.run((context) => runExchange(context, options), surroundings)

async function exchangeJson(options: ExchangeOptions = {}, surroundings: Surroundings = {}) {
  const ran = await exchange(options, { json: true, ...surroundings })
  return { ...ran, document: JSON.parse(ran.out) as Record<string, unknown> }
}

const called = (endpoint: string) =>
  stage.sandbox.requests.list().filter(({ path }) => path.endsWith(endpoint)).length

test('a short-lived token in a .env is exchanged there, byte by byte, without a data folder', async () => {
  const short = stage.token({ kind: 'short' })
  stage.writeEnv(`# mine\nexport THREADS_ACCESS_TOKEN="${short}" # here\nB=2`)
  const { exitCode, document } = await exchangeJson({ env: '.env' }, { env: secret })
  expect(exitCode).toBe(0)
  expect(document).toMatchObject({
    schema: 'everthread/renew@1',
    outcome: 'exchanged',
    reason: 'exchanged',
    account: { username: 'anna' },
    token: { kind: 'long' },
    written: [{ path: join(stage.cwd, '.env'), key: 'THREADS_ACCESS_TOKEN', changed: true }],
    next: { kind: 'wait' },
  })
  expect(stage.readEnv()).toMatch(/^# mine\nexport THREADS_ACCESS_TOKEN="TH\S+" # here\nB=2$/)
  expect(stage.readEnv()).not.toContain(short)
  expect(stage.has(DATA_FOLDER)).toBe(false)
  expect(called('/access_token')).toBe(1)
})

test('the secret may stand in the .env itself', async () => {
  stage.writeEnv(
    `THREADS_APP_SECRET=${secret.THREADS_APP_SECRET}\nTHREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`,
  )
  const { exitCode, out } = await exchange()
  expect(exitCode).toBe(0)
  expect(out).toContain('@anna: exchanged for a long-lived token')
})

test.each([
  ['en', '@anna: long-lived already', 'there is nothing to exchange'],
  ['ru', '@anna: токен уже долгосрочный', 'обменивать нечего'],
] as const)('a long-lived one is left alone, even when it is due (%s)', async (lang, title, why) => {
  const text = `THREADS_ACCESS_TOKEN=${stage.token({ age: '45d' })}\n`
  stage.writeEnv(text)
  const { exitCode, out } = await exchange({}, { env: secret, lang })
  expect(exitCode).toBe(0)
  expect(out).toContain(title)
  expect(out).toContain(why)
  expect(stage.readEnv()).toBe(text)
  expect((await exchangeJson({}, { env: secret })).document).toMatchObject({ outcome: 'not_due' })
  expect(called('/access_token') + called('/refresh_access_token')).toBe(0)
})

test.each([
  ['en', 'without the app’s secret it cannot be exchanged', 'Set THREADS_APP_SECRET'],
  ['ru', 'без секрета приложения', 'THREADS_APP_SECRET'],
] as const)('without the secret a person is needed (%s)', async (lang, why, remedy) => {
  const text = `THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`
  stage.writeEnv(text)
  const { exitCode, err } = await exchange({}, { lang })
  expect(exitCode).toBe(3)
  expect(err).toContain(why)
  expect(err).toContain(remedy)
  expect(stage.readEnv()).toBe(text)
})

test.each([
  { code: 101, exitCode: 3, outcome: 'needs_person', reason: 'app-secret-wrong' },
  // Meta's code 1 is what trouble of its own has too.
  { code: 1, exitCode: 4, outcome: 'suspect', reason: 'exchange-refused' },
] as const)(
  'a secret that Meta refuses with code $code changes nothing',
  async ({ code, exitCode, ...told }) => {
    stage.sandbox.switches.set({ wrongSecretCode: code })
    const text = `THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`
    stage.writeEnv(text)
    const ran = await exchangeJson({}, { env: { THREADS_APP_SECRET: 'wrong' } })
    expect(ran).toMatchObject({ exitCode, document: { ...told, written: [] } })
    expect(stage.readEnv()).toBe(text)
    expect(stage.has('.env.everthread-new')).toBe(false)
  },
)

test('an expired short-lived token cannot be exchanged', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short', age: '2h' })}\n`)
  const ran = await exchangeJson({}, { env: secret })
  expect(ran).toMatchObject({ exitCode: 3, document: { outcome: 'needs_person', reason: 'expired' } })
})

test('no answer is worth trying again', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`)
  for (const endpoint of ['me', 'debug_token'] as const)
    stage.sandbox.faults.add({ endpoint, fault: { kind: 'drop', when: 'before' } })
  expect(await exchangeJson({}, { env: secret })).toMatchObject({
    exitCode: 4,
    document: { outcome: 'transient', reason: 'network' },
  })
})

test('where Meta does not tell the lifetime, the exchange does', async () => {
  const refuseDebug = () =>
    stage.sandbox.faults.add({
      endpoint: 'debug_token',
      times: 4,
      fault: { kind: 'error', code: 10 },
    })
  refuseDebug()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`)
  expect(await exchangeJson({}, { env: secret })).toMatchObject({
    exitCode: 0,
    document: { outcome: 'exchanged', written: [{ changed: true }] },
  })
  const long = `THREADS_ACCESS_TOKEN=${stage.token({ age: '50d' })}\n`
  stage.writeEnv(long)
  expect(await exchangeJson({}, { env: secret })).toMatchObject({
    exitCode: 0,
    document: { outcome: 'not_due' },
  })
  expect(stage.readEnv()).toBe(long)
  stage.sandbox.faults.clear()
})

test('--print writes the token to standard output and nowhere else', async () => {
  const text = `THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`
  stage.writeEnv(text)
  using printing = createTestContext({ sandbox: stage.sandbox, cwd: stage.cwd, env: secret })
  expect(await runExchange(printing.context, { print: true })).toBe(0)
  const [minted] = stage.sandbox.tokens.list().filter(({ kind }) => kind === 'long')
  expect(printing.out()).toBe(`${minted?.access_token}\n`)
  expect(printing.err()).toContain('on standard output and nowhere else')
  expect(printing.err()).not.toContain(minted?.access_token)
  expect(stage.readEnv()).toBe(text)
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test('--print --json is one document with the token in it', async () => {
  using printing = createTestContext({
    sandbox: stage.sandbox,
    cwd: stage.cwd,
    env: secret,
    json: true,
    stdin: stage.token({ kind: 'short' }),
  })
  expect(await runExchange(printing.context, { print: true, token: '-' })).toBe(0)
  const [minted] = stage.sandbox.tokens.list().filter(({ kind }) => kind === 'long')
  expect(printing.document()).toMatchObject({ outcome: 'exchanged', access_token: minted?.access_token })
  expect(printing.err()).toBe('')
})

test('a token from standard input goes into the file that is named', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '70d' })}\n`)
  const ran = await exchangeJson(
    { env: '.env', token: '-' },
    { env: secret, stdin: stage.token({ kind: 'short' }) },
  )
  expect(ran).toMatchObject({ exitCode: 0, document: { outcome: 'exchanged', written: [{ changed: true }] } })
  const [minted] = stage.sandbox.tokens
    .list()
    .filter(({ kind, verdict }) => kind === 'long' && verdict === 'alive')
  expect(stage.readEnv()).toBe(`THREADS_ACCESS_TOKEN=${minted?.access_token}\n`)
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test('it never creates a file', async () => {
  const ran = await exchangeJson(
    { env: 'no.env', token: '-' },
    { env: secret, stdin: stage.token({ kind: 'short' }) },
  )
  expect(ran).toMatchObject({ exitCode: 1, document: { outcome: 'failed', reason: 'renewed-not-written' } })
  expect(stage.has('no.env')).toBe(false)
})

test('nor does it put one user’s token over another’s', async () => {
  const text = `THREADS_ACCESS_TOKEN=${stage.token({ user: 'boris' })}\n`
  stage.writeEnv(text)
  const ran = await exchange(
    { env: '.env', token: '-' },
    { env: secret, stdin: stage.token({ kind: 'short' }) },
  )
  expect(ran.exitCode).toBe(3)
  expect(ran.err).toContain('@anna’s, not @boris’s')
  expect(stage.readEnv()).toBe(text)
})

test('with no file and no data folder there is no place for it: exit 2, before any call', async () => {
  const ran = await exchange({ token: '-' }, { env: secret, stdin: stage.token({ kind: 'short' }) })
  expect(ran).toMatchObject({ exitCode: 2, code: 'usage' })
  expect(stage.sandbox.requests.list()).toEqual([])
})

test('with a data folder it becomes the account’s current token', async () => {
  await stage.run((context) => runAdopt(context, { token: '-' }), { stdin: stage.token({ age: '50d' }) })
  const ran = await exchangeJson({ token: '-' }, { env: secret, stdin: stage.token({ kind: 'short' }) })
  expect(ran).toMatchObject({ exitCode: 0, document: { outcome: 'exchanged', written: [] } })
  const history = await stage.run((context) => runHistory(context, {}, []), { json: true })
  expect(JSON.parse(history.out)).toMatchObject({
    generations: [{ number: 2, source: 'exchanged', state: 'current' }, { number: 1 }],
  })
})

test('a short-lived token pasted into an adopted .env is exchanged by the account that keeps it', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '50d' })}\n`)
  await stage.run((context) => runAdopt(context, {}))
  const short = stage.token({ kind: 'short' })
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${short}\n`)
  expect(await exchangeJson({}, { env: secret })).toMatchObject({
    exitCode: 0,
    document: { outcome: 'exchanged', token: { kind: 'long' } },
  })
  expect(stage.readEnv()).not.toContain(short)
  expect(statSync(join(stage.cwd, '.env')).size).toBeGreaterThan(40)
})
