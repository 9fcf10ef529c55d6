import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createStage, type Stage } from '../test-command.ts'
import { createTestContext } from '../test-context.ts'
import { runAccountRemove } from './account-remove.ts'
import { runAdopt } from './adopt.ts'
import { runOwnerCreate, runOwnerReset } from './owner.ts'
import { runStatus } from './status.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
  stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token({ age: '2d' })}\n`)
  await stage.run((context) => runAdopt(context, {}))
})
afterEach(() => stage[Symbol.asyncDispose]())

const create = (stdin: string) => stage.run((context) => runOwnerCreate(context, {}, ['anna']), { stdin })

describe('owner create', () => {
  it('takes the password from standard input, and makes one owner', async () => {
    const made = await create('a good long password\n')
    expect(made).toMatchObject({ exitCode: 0, out: expect.stringContaining('anna') })
    expect(made.out + made.err).not.toContain('a good long')
    expect(await create('a good long password\n')).toMatchObject({ exitCode: 1, code: 'owner-exists' })
  })

  it('refuses a short password', async () => {
    expect(await create('short\n')).toMatchObject({ exitCode: 2, code: 'usage' })
    expect(await create('')).toMatchObject({ exitCode: 2, code: 'usage' })
  })
})

describe('owner reset', () => {
  it('prints a link that makes the owner anew', async () => {
    await create('a good long password\n')
    const reset = await stage.run((context) => runOwnerReset(context), { json: true })
    const { url } = JSON.parse(reset.out) as { url: string }
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4280\/setup#[\w-]{43}$/)
    expect(await create('another long password\n')).toMatchObject({ exitCode: 0 })
  })

  it('needs a data folder', async () => {
    await using empty = await createStage()
    expect(await empty.run((context) => runOwnerReset(context))).toMatchObject({ code: 'nothing-kept' })
  })
})

describe('account remove', () => {
  it('removes the account, leaves its file alone, and says so', async () => {
    const env = stage.readEnv()
    const removed = await stage.run((context) => runAccountRemove(context, {}, ['@anna']), { json: true })
    expect(JSON.parse(removed.out)).toMatchObject({
      schema: 'everthread/account-remove@1',
      stays: { files: [{ path: `${stage.cwd}/.env`, key: 'THREADS_ACCESS_TOKEN' }] },
    })
    expect(stage.readEnv()).toBe(env)
    const status = await stage.run((context) => runStatus(context), { json: true })
    expect(JSON.parse(status.out)).toMatchObject({ accounts: [] })
  })

  it('says what stays in words, in both languages', async () => {
    using russian = createTestContext({ ...stage, lang: 'ru' })
    expect(await runAccountRemove(russian.context, {}, ['anna'])).toBe(0)
    expect(russian.err()).toContain('Что остаётся:')
    expect(russian.err()).toContain(`в ${stage.cwd}/.env (THREADS_ACCESS_TOKEN) токен ещё записан`)
  })

  it('of an account that is not there is a wrong command line', async () => {
    expect(await stage.run((context) => runAccountRemove(context, {}, ['boris']))).toMatchObject({
      exitCode: 2,
    })
  })
})
