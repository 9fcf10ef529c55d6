import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AdoptOptions, runAdopt } from '../commands/adopt.ts'
import { runHistory } from '../commands/history.ts'
import { runStatus } from '../commands/status.ts'
import { prepareEnvEdit } from '../../env-file/env-edit.ts'
import { nodeFileSystem } from '../../env-file/file-system.ts'
import { findInstallation, type Installation } from '../../service/installation.ts'
import { listAccounts } from '../../store/accounts.ts'
import { getCurrentGeneration } from '../../store/generations.ts'
import { listWork } from '../../store/work.ts'
import { createStage, DATA_FOLDER, type Stage, type Surroundings } from '../test-command.ts'

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

test('a living token that the file alone held goes to history before it is overwritten', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '20d' })}\n`)
  const token = stage.token()
  await adopt({ env: '.env', token: '-' }, { stdin: token })
  expect(stage.readEnv()).toBe(`THREADS_ACCESS_TOKEN=${token}\n`)
  expect(await generations()).toMatchObject([
    { number: 2, source: 'adopted', state: 'current' },
    { number: 1, source: 'found_in_file', state: 'previous' },
  ])
})

test('a dead token in the file is overwritten without a question', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ user: 'boris', age: '70d' })}\n`)
  expect(await adopt({ env: '.env', token: '-' }, { stdin: stage.token() })).toMatchObject({ exitCode: 0 })
})

test('an old copy of the .env does not bring an earlier token back', async () => {
  const old = `THREADS_ACCESS_TOKEN=${stage.token({ age: '20d' })}\n`
  stage.writeEnv(old)
  await adopt()
  const token = stage.token()
  await adopt({ env: '.env', token: '-' }, { stdin: token })
  stage.writeEnv(old)
  const { exitCode, out, err } = await adopt()
  expect(exitCode).toBe(0)
  expect(out).toContain('@anna: the current token stays')
  expect(err).toContain('everthread rollback')
  expect(stage.readEnv()).toBe(`THREADS_ACCESS_TOKEN=${token}\n`)
})

test('but it does when the current one is dead', async () => {
  const first = stage.token({ age: '20d' })
  const old = `THREADS_ACCESS_TOKEN=${first}\n`
  stage.writeEnv(old)
  await adopt()
  const second = stage.token()
  await adopt({ env: '.env', token: '-' }, { stdin: second })
  await stage.sandbox.revoke({ access_token: second, subcode: 467 })
  stage.writeEnv(old)
  await adopt()
  expect(stage.readEnv()).toBe(old)
  expect((await generations())[0]).toMatchObject({ number: 3, state: 'current' })
})

test.each([
  ['an adopted file', true],
  ['a file that nobody has adopted', false],
])('another user’s token for %s is a question: exit 3, nothing changed', async (_title, isAdopted) => {
  const annas = `THREADS_ACCESS_TOKEN=${stage.token()}\n`
  stage.writeEnv(annas)
  if (isAdopted) await adopt()
  const asked = await adoptJson({ env: '.env', token: '-' }, { stdin: stage.token({ user: 'boris' }) })
  expect(asked.exitCode).toBe(3)
  expect(asked.document).toMatchObject({
    ok: false,
    account: { username: 'boris' },
    problems: [{ code: 'other-user', message: expect.stringContaining('@boris’s, not @anna’s') as string }],
  })
  expect(stage.readEnv()).toBe(annas)
  expect(stage.has(DATA_FOLDER)).toBe(isAdopted)
})

test('--switch-account answers it: the file changes hands, and the former account stays in the data folder', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  await adopt()
  const borisToken = stage.token({ user: 'boris' })
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${borisToken}\n`)
  expect(await adopt()).toMatchObject({ exitCode: 3 })
  const { exitCode, out, err } = await adopt({ switchAccount: true })
  expect({ exitCode, err }).toMatchObject({ exitCode: 0 })
  expect(out).toContain('@boris: adopted from')
  expect(err).toContain('@anna')
  expect(stage.readEnv()).toBe(`THREADS_ACCESS_TOKEN=${borisToken}\n`)
  const status = await stage.run(runStatus, { json: true })
  expect(JSON.parse(status.out)).toMatchObject({
    accounts: [
      { account: { username: 'anna' }, sinks: [] },
      { account: { username: 'boris' }, sinks: [{ path: join(stage.cwd, '.env') }] },
    ],
  })
})

/** Looks into the data folder as another process would. */
async function inStore<T>(look: (installation: Installation) => Promise<T>): Promise<T> {
  let seen: T | undefined
  await stage.run(async (context) => {
    await using installation = await findInstallation({ ...context, clock: context.host })
    if (!installation) throw new Error('there is no data folder')
    seen = await look(installation)
    return 0
  })
  return seen as T
}

test('a file that changed hands leaves its former account nothing to deliver', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
  await adopt()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ user: 'boris' })}\n`)
  await adopt({ switchAccount: true })
  const work = await inStore(async ({ store: { db } }) => {
    const [annas, boriss] = await listAccounts(db)
    return [await listWork(db, annas?.id ?? ''), await listWork(db, boriss?.id ?? '')]
  })
  const kinds = work.map((rows) => rows.map(({ kind }) => kind).toSorted())
  expect(kinds).toEqual([['token'], ['deliver', 'token']])
})

const currentFacts = () =>
  inStore(async ({ store: { db } }) => {
    const [account] = await listAccounts(db)
    return (await getCurrentGeneration(db, account?.id ?? '')).facts
  })

test('adopting again keeps what Meta does not tell twice: when we made the token', async () => {
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ kind: 'short' })}\n`)
  await adopt({}, { env: { THREADS_APP_SECRET: stage.sandbox.appSecret } })
  const before = await currentFacts()
  expect(before.mintedAt).toBeDefined()
  await adopt()
  expect((await currentFacts()).mintedAt).toBe(before.mintedAt)
})

test('what a renewal that died has left beside the file is put in its place first', async () => {
  const old = stage.token({ age: '40d' })
  const renewed = stage.token()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${old}\n`)
  const path = join(stage.cwd, '.env')
  {
    using edit = prepareEnvEdit({ fs: nodeFileSystem, path, key: 'THREADS_ACCESS_TOKEN' })
    edit.record(renewed)
  }
  await stage.sandbox.revoke({ access_token: old, subcode: 467 })
  expect(await adopt()).toMatchObject({ exitCode: 0 })
  expect(stage.readEnv()).toBe(`THREADS_ACCESS_TOKEN=${renewed}\n`)
  expect(stage.has('.env.everthread-new')).toBe(false)
})
