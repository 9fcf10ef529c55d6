/** Backed up, lost, restored; and moved from a file to PostgreSQL and back. */
import { readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it, test } from 'vitest'
import { beat } from '../../store/heartbeats.ts'
import { createTestDatabase } from '../../store/test-store.ts'
import { findInstallation, JOURNAL_FOLDER, STORE_FILE } from '../../service/installation.ts'
import { createStage, DATA_FOLDER, type Stage, type Surroundings } from '../test-command.ts'
import { runAdopt } from './adopt.ts'
import { type BackupOptions, runBackup } from './backup.ts'
import { runDoctor } from './doctor.ts'
import { runHistory } from './history.ts'
import { runMigrate } from './migrate.ts'
import { runRestore } from './restore.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '20d' })}\n`)
  await stage.run((context) => runAdopt(context, {}))
})
afterEach(() => stage[Symbol.asyncDispose]())

const backup = (options: BackupOptions = {}, surroundings: Surroundings = {}) =>
  stage.run((context) => runBackup(context, options, ['backup.tar']), surroundings)
const restore = (surroundings: Surroundings = {}) =>
  stage.run((context) => runRestore(context, {}, ['backup.tar']), surroundings)
const migrate = (to: string, surroundings: Surroundings = {}) =>
  stage.run((context) => runMigrate(context, { to }), surroundings)
const fingerprints = async (surroundings: Surroundings = {}) => {
  const { out } = await stage.run((context) => runHistory(context, {}, []), { ...surroundings, json: true })
  const { generations } = JSON.parse(out) as { generations: { token: { fingerprint: string } }[] }
  return generations.map(({ token }) => token.fingerprint)
}
const lose = () => renameSync(join(stage.cwd, DATA_FOLDER), join(stage.cwd, 'lost'))

describe('a backup', () => {
  it('with its key brings everything back', async () => {
    const before = await fingerprints()
    const { exitCode, out } = await backup({ withKey: true }, { json: true })
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      schema: 'everthread/backup@1',
      ok: true,
      with_key: true,
      files: 2,
    })
    lose()
    const restored = await restore({ json: true })
    expect(JSON.parse(restored.out)).toMatchObject({
      schema: 'everthread/restore@1',
      ok: true,
      with_key: true,
    })
    expect(await fingerprints()).toEqual(before)
  })

  it('has no key unless it is asked for, says so, and is of no use without it', async () => {
    const { err } = await backup()
    expect(err).toMatch(/The key is not in it/)
    lose()
    expect((await restore()).err).toMatch(/came without its key/)
    const history = await stage.run((context) => runHistory(context, {}, []))
    expect(history).toMatchObject({ code: 'key-missing' })
  })

  it('has the media and the renewals under way', async () => {
    const file = join(stage.cwd, DATA_FOLDER, JOURNAL_FOLDER, 'a')
    writeFileSync(file, 'under way')
    await backup({ withKey: true })
    lose()
    await restore()
    expect(readFileSync(file, 'utf8')).toBe('under way')
  })

  it('is not written over a file, and not made where nothing is kept', async () => {
    await backup()
    expect(await backup()).toMatchObject({ exitCode: 1, code: 'backup-file-exists' })
    lose()
    rmSync(join(stage.cwd, 'backup.tar'))
    expect(await backup()).toMatchObject({ exitCode: 3, code: 'nothing-kept' })
    expect(stage.has('backup.tar')).toBe(false)
  })

  it('is not unpacked over a data folder', async () => {
    await backup({ withKey: true })
    expect(await restore()).toMatchObject({ exitCode: 1, code: 'backup-folder-not-empty' })
  })

  it.each([
    ['cut off', (file: string) => truncateSync(file, 2_000)],
    ['changed', (file: string) => writeFileSync(file, readFileSync(file).fill(1, 2_000, 2_100))],
    ['something else', (file: string) => writeFileSync(file, 'hello')],
  ])('that is %s is refused, and nothing of it is left', async (_, spoil) => {
    await backup({ withKey: true })
    spoil(join(stage.cwd, 'backup.tar'))
    lose()
    expect(await restore()).toMatchObject({ exitCode: 1, code: 'backup-damaged' })
    expect(stage.has(join(DATA_FOLDER, STORE_FILE))).toBe(false)
  })

  it('says it in Russian, too', async () => {
    await backup()
    const { message } = await backup({}, { lang: 'ru' })
    expect(message).toMatch(/уже есть; ничего не изменено/)
  })
})

test('without the name of a file the command line was wrong', async () => {
  const ran = await stage.run((context) => runBackup(context, {}, []))
  expect(ran).toMatchObject({ exitCode: 2 })
})

describe.skipIf(inject('postgresUrl') === undefined)('with PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>
  let onDatabase: Surroundings
  beforeEach(async () => {
    database = await createTestDatabase()
    const key = readFileSync(join(stage.cwd, DATA_FOLDER, 'key'), 'utf8').trim()
    onDatabase = { env: { EVERTHREAD_DATABASE_URL: database.url, EVERTHREAD_KEY: key } }
  })
  afterEach(() => database[Symbol.asyncDispose]())

  it('a store moves there, and back into a folder', async () => {
    const before = await fingerprints()
    const { exitCode, out } = await migrate(database.url, { json: true })
    expect(exitCode).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      schema: 'everthread/migrate@1',
      rows: { account: 1, generation: 1 },
    })
    expect(await fingerprints(onDatabase)).toEqual(before)
    expect(await migrate('back', onDatabase)).toMatchObject({ exitCode: 0 })
    const { env: { EVERTHREAD_KEY = '' } = {} } = onDatabase
    const back = { EVERTHREAD_DATA: join(stage.cwd, 'back'), EVERTHREAD_KEY }
    expect(await fingerprints({ env: back })).toEqual(before)
  })

  it('it is not moved over another one', async () => {
    await migrate(database.url)
    expect(await migrate(database.url)).toMatchObject({ exitCode: 1, code: 'not-empty' })
  })

  it('it is not moved while a service is at work on it, or a renewal is', async () => {
    await stage.run(async (context) => {
      await using installation = await findInstallation({ ...context, clock: context.host })
      if (installation)
        await beat(installation.store.db, { node: 'n', pid: 4711 }, installation.store.ticks())
      return 0
    })
    const { code, message } = await migrate(database.url)
    expect([code, message]).toEqual(['service-running', expect.stringContaining('4711')])
  })

  it('it is not moved while a renewal has not been settled', async () => {
    writeFileSync(join(stage.cwd, DATA_FOLDER, JOURNAL_FOLDER, 'a'), '')
    expect(await migrate(database.url)).toMatchObject({ code: 'renewal-under-way' })
  })

  it('doctor looks at it, and finds it sound', async () => {
    await migrate(database.url)
    const { out } = await stage.run((context) => runDoctor(context, {}), { ...onDatabase, json: true })
    expect(out).toContain('"store-sound"')
  })

  it('a backup of it is restored into a folder, or into another database', async () => {
    const before = await fingerprints()
    await migrate(database.url)
    await backup({}, onDatabase)
    lose()
    const { env: { EVERTHREAD_KEY = '' } = {} } = onDatabase
    await restore({ env: { EVERTHREAD_KEY } })
    expect(await fingerprints({ env: { EVERTHREAD_KEY } })).toEqual(before)
    await using other = await createTestDatabase()
    const there = {
      env: { EVERTHREAD_DATABASE_URL: other.url, EVERTHREAD_KEY, EVERTHREAD_DATA: join(stage.cwd, 'n') },
    }
    expect(await restore(there)).toMatchObject({ exitCode: 0 })
    expect(await fingerprints(there)).toEqual(before)
  })
})
