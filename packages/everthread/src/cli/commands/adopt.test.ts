import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestContext, secretsIn } from '../test-context.ts'
import { createStage, DATA_FOLDER, type Stage, type Surroundings } from '../test-command.ts'
import { type AdoptOptions, runAdopt } from './adopt.ts'
import { runHistory } from './history.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

const adopt = (options: AdoptOptions = {}, surroundings: Surroundings = {}) =>
  stage.run((context) => runAdopt(context, options), surroundings)

/** `--json`, parsed. */
async function adoptJson(options: AdoptOptions = {}, surroundings: Surroundings = {}) {
  const ran = await adopt(options, { json: true, ...surroundings })
  return { ...ran, document: JSON.parse(ran.out) as Record<string, unknown> }
}

const generations = async (account?: string) => {
  const { out } = await stage.run((context) => runHistory(context, {}, account ? [account] : []), {
    json: true,
  })
  return (JSON.parse(out) as { generations: { number: number; source: string; state: string }[] }).generations
}

test('a token in ./.env is kept from now on, and the file is not touched', async () => {
  const text = `# mine\nexport THREADS_ACCESS_TOKEN='${stage.token({ age: '10d' })}' # here\n`
  stage.writeEnv(text)
  const { exitCode, document } = await adoptJson()
  expect(exitCode).toBe(0)
  expect(document).toMatchObject({
    schema: 'everthread/adopt@1',
    ok: true,
    account: { username: 'anna' },
    token: { kind: 'long', missing_scopes: [] },
    sink: { path: join(stage.cwd, '.env'), key: 'THREADS_ACCESS_TOKEN', changed: false },
    decision: { kind: 'wait', reason: 'fresh' },
    problems: [],
  })
  expect(stage.readEnv()).toBe(text)
  expect(statSync(join(stage.cwd, DATA_FOLDER, 'everthread.db')).mode & 0o077).toBe(0)
})

test.each([
  ['en', '@anna: adopted from', 'next        renewed by'],
  ['ru', 'взят под присмотр', 'дальше     '],
] as const)('a person hears whose it is and what happens next (%s)', async (lang, title, next) => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '10d' })}\n`)
  const { out, err } = await adopt({}, { lang })
  expect(out).toContain(title)
  expect(out).toContain(next)
  expect(err).toBe('')
})

test('twice is harmless: the same account, the same generation', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '10d' })}\n`)
  await adopt()
  const again = await adopt()
  expect(again).toMatchObject({ exitCode: 0, err: '' })
  expect(again.out).toContain('@anna: kept already')
  expect(await generations()).toHaveLength(1)
})

test('a token that is due is kept and not renewed: that is for renew, run and serve', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '45d' })}\n`)
  const { document } = await adoptJson()
  expect(document).toMatchObject({ ok: true, decision: { kind: 'renew', reason: 'due' } })
  expect(stage.sandbox.requests.list().map(({ path }) => path)).not.toContain('/refresh_access_token')
})

test('--renew-before is the account’s own window, until it is said anew', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '45d' })}\n`)
  const decision = async (options: AdoptOptions) => (await adoptJson(options)).document['decision']
  expect(await decision({})).toMatchObject({ kind: 'renew', reason: 'due' })
  expect(await decision({ renewBefore: '5d' })).toMatchObject({ kind: 'wait', reason: 'fresh' })
  expect(await decision({})).toMatchObject({ kind: 'wait', reason: 'fresh' })
  expect(await decision({ renewBefore: '50%' })).toMatchObject({ kind: 'renew', reason: 'due' })
})

test('a short-lived token is exchanged first, and the file gets the new one', async () => {
  const short = stage.token({ kind: 'short' })
  stage.writeEnv(`A=1\nTHREADS_ACCESS_TOKEN=${short}\n`)
  const { exitCode, document } = await adoptJson({}, { env: { THREADS_APP_SECRET: stage.sandbox.appSecret } })
  expect(exitCode).toBe(0)
  expect(document).toMatchObject({
    token: { kind: 'long', missing_scopes: [] },
    sink: { changed: true },
    decision: { kind: 'wait' },
  })
  expect(stage.readEnv()).not.toContain(short)
  expect(stage.readEnv()).toMatch(/^A=1\nTHREADS_ACCESS_TOKEN=TH\S+\n$/)
})

test('the app secret of the .env is remembered for the service', async () => {
  stage.writeEnv(`THREADS_APP_SECRET=${stage.sandbox.appSecret}\nTHREADS_ACCESS_TOKEN=${stage.token()}\n`)
  await adopt()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`, 'other.env')
  const { document } = await adoptJson({ env: 'other.env' })
  expect(document).toMatchObject({ ok: true, token: { kind: 'long' } })
})

test.each([
  ['en', 'it lives for one hour', 'Set THREADS_APP_SECRET'],
  ['ru', 'краткосрочный', 'THREADS_APP_SECRET'],
] as const)(
  'a short-lived token without the secret is refused, and nothing is created (%s)',
  async (lang, why, remedy) => {
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`)
    const { exitCode, err } = await adopt({}, { lang })
    expect(exitCode).toBe(3)
    expect(err).toContain(why)
    expect(err).toContain(remedy)
    expect(stage.has(DATA_FOLDER)).toBe(false)
  },
)

test('a wrong app secret is said, and nothing is created', async () => {
  stage.sandbox.switches.set({ wrongSecretCode: 101 })
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`)
  const { exitCode, document } = await adoptJson({}, { env: { THREADS_APP_SECRET: 'wrong' } })
  expect(exitCode).toBe(3)
  expect(document).toMatchObject({ ok: false, problems: [{ code: 'app-secret-wrong' }] })
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test.each([
  ['expired', { age: '61d' }, undefined],
  ['password-changed', {}, 460],
  ['app-removed', {}, 458],
] as const)(
  'a dead token is refused with the reason and the three ways out: %s',
  async (reason, order, subcode) => {
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token(order)}\n`)
    if (subcode) await stage.sandbox.revoke({ user: 'anna', subcode })
    const { exitCode, document } = await adoptJson()
    expect(exitCode).toBe(3)
    expect(document).toMatchObject({
      ok: false,
      decision: { kind: 'needs_person', reason },
      ways_out: ['login', 'exchange', 'by_hand'],
      problems: [{ code: reason }],
    })
    expect((await adopt({}, { lang: 'ru' })).err).toContain('Войти заново: everthread connect')
    expect(stage.has(DATA_FOLDER)).toBe(false)
  },
)

test('without an answer nothing is created, and it is worth trying again', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  for (const endpoint of ['me', 'debug_token'] as const)
    stage.sandbox.faults.add({ endpoint, fault: { kind: 'drop', when: 'before' } })
  const { exitCode, document } = await adoptJson()
  expect(exitCode).toBe(4)
  expect(document).toMatchObject({ ok: false, problems: [{ code: 'network' }] })
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test('a captive portal’s page is no answer', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  for (const endpoint of ['me', 'debug_token'] as const)
    stage.sandbox.faults.add({
      endpoint,
      fault: { kind: 'body', status: 200, type: 'text/html', body: '<html>Sign in</html>' },
    })
  expect(await adoptJson()).toMatchObject({ exitCode: 4, document: { problems: [{ code: 'not-json' }] } })
})

test.each([
  ['an empty value', 'THREADS_ACCESS_TOKEN=\n', 'token-empty'],
  ['no such key', 'OTHER=1\n', 'token-missing'],
])('%s is said, and nothing is created', async (_title, text, code) => {
  stage.writeEnv(text)
  expect(await adopt()).toMatchObject({ exitCode: 3, code })
  expect(stage.has(DATA_FOLDER)).toBe(false)
})

test('no file at all: without a name the key is missing, with a name the file is', async () => {
  expect(await adopt()).toMatchObject({ exitCode: 3, code: 'token-missing' })
  const named = await adopt({ env: 'no.env' })
  expect(named).toMatchObject({ exitCode: 1, code: 'not-found' })
  expect(named.message).toContain('no.env')
})

test('a folder in place of the file is said', async () => {
  mkdirSync(join(stage.cwd, 'folder'))
  expect(await adopt({ env: 'folder' })).toMatchObject({ exitCode: 1, code: 'is-folder' })
})

test('a token of another network is unreadable for Threads', async () => {
  stage.writeEnv('THREADS_ACCESS_TOKEN=EAAGm0PX4ZCpsBAO\n')
  expect(await adoptJson()).toMatchObject({ exitCode: 3, document: { ok: false } })
})

test('missing permissions are a warning, not an obstacle', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ scopes: ['threads_basic'] })}\n`)
  const { exitCode, document } = await adoptJson()
  expect(exitCode).toBe(0)
  expect(document).toMatchObject({
    ok: true,
    token: { missing_scopes: ['threads_content_publish', 'threads_manage_insights'] },
    problems: [{ code: 'scope-missing' }],
  })
})

test('from standard input with --env: a missing file is born 0600, a missing key is appended', async () => {
  const token = stage.token()
  const { exitCode, out } = await adopt({ env: 'new.env', token: '-' }, { stdin: `${token}\n` })
  expect(exitCode).toBe(0)
  expect(out).toContain('written to')
  expect(stage.readEnv('new.env')).toBe(`THREADS_ACCESS_TOKEN=${token}\n`)
  expect(statSync(join(stage.cwd, 'new.env')).mode & 0o777).toBe(0o600)
  stage.writeEnv('A=1\n', 'old.env')
  await adopt({ env: 'old.env', key: 'TOKEN', token: '-' }, { stdin: token })
  expect(stage.readEnv('old.env')).toBe(`A=1\nTOKEN=${token}\n`)
})

test('from standard input without --env it is kept in the data folder alone', async () => {
  stage.writeEnv('A=1\n')
  const { exitCode, document, err } = await adoptJson({ token: '-' }, { stdin: stage.token() })
  expect(exitCode).toBe(0)
  expect(document).not.toHaveProperty('sink')
  expect(err).toBe('')
  expect(stage.readEnv()).toBe('A=1\n')
  expect((await adopt({ token: '-' }, { stdin: stage.token() })).err).toContain('written to no file')
})

test('the environment’s token is taken where no file holds one', async () => {
  const { document } = await adoptJson({}, { env: { THREADS_ACCESS_TOKEN: stage.token() } })
  expect(document).toMatchObject({ ok: true, account: { username: 'anna' } })
  expect(document).not.toHaveProperty('sink')
})

test.each([
  ['nothing', '', 'token-empty'],
  ['prose', 'here is my token', 'token-unreadable'],
  ['far too much', 'x'.repeat(70_000), 'token-unreadable'],
])('%s on standard input is refused before any call', async (_title, stdin, code) => {
  expect(await adopt({ token: '-' }, { stdin })).toMatchObject({ exitCode: 3, code })
  expect(stage.sandbox.requests.list()).toEqual([])
})

test('a person at a terminal is told how to paste', async () => {
  const { err } = await adopt({ token: '-' }, { stdin: stage.token(), interactive: true })
  expect(err).toContain('Paste the token and press Ctrl-D:')
})

test('a file that cannot be written costs nothing: the token is safe in the data folder, exit 1', async () => {
  mkdirSync(join(stage.cwd, 'closed'))
  stage.writeEnv('A=1\n', 'closed/.env')
  chmodSync(join(stage.cwd, 'closed'), 0o500)
  const { exitCode, document } = await adoptJson({ env: 'closed/.env', token: '-' }, { stdin: stage.token() })
  chmodSync(join(stage.cwd, 'closed'), 0o700)
  // Whoever runs the tests as root may write everywhere.
  if (process.getuid?.() === 0) return expect(exitCode).toBe(0)
  expect(exitCode).toBe(1)
  expect(document).toMatchObject({ ok: false, problems: [{ code: 'renewed-not-written' }] })
  expect(await generations()).toHaveLength(1)
})

test('a variable that hides the file is told', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  const { err } = await adopt({}, { env: { THREADS_ACCESS_TOKEN: stage.token() } })
  expect(err).toContain('THREADS_ACCESS_TOKEN is also set in the environment')
})

test('control: a leak would be found', () => {
  const token = stage.token()
  using leaking = createTestContext({ sandbox: stage.sandbox, cwd: stage.cwd })
  leaking.context.terminal.out(`token ${token}`)
  expect(secretsIn(leaking.out(), stage.sandbox)).toEqual([token])
})
