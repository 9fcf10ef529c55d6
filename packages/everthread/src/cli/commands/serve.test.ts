import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { createStage, type Stage } from '../test-command.ts'
import { runAdopt } from './adopt.ts'
import { runHistory } from './history.ts'
import { runRenew } from './renew.ts'
import { runRollback } from './rollback.ts'
import { runServe, type ServeOptions } from './serve.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage[Symbol.asyncDispose]())

const serve = (options: ServeOptions) => stage.run((context) => runServe(context, options))

describe('a file that was named and has no token', () => {
  const files = [
    ['is not there', undefined, { code: 'not-found', exitCode: 1 }],
    ['lacks the key', 'OTHER=1\n', { code: 'token-missing', exitCode: 3 }],
    ['has an empty key', 'THREADS_ACCESS_TOKEN=\n', { code: 'token-empty', exitCode: 3 }],
  ] as const

  it.each(files)('is named by serve where it %s', async (_title, text, ending) => {
    if (text !== undefined) stage.writeEnv(text, 'named.env')
    const served = await serve({ env: 'named.env' })
    expect(served).toMatchObject(ending)
    expect(served.message).toContain('named.env')
    expect(served.remedy).toBeDefined()
    expect(await serve({ env: 'named.env', orDemo: true })).toMatchObject(ending)
  })

  it.each(files)('ends serve as it ends renew where it %s', async (_title, text, { exitCode }) => {
    if (text !== undefined) stage.writeEnv(text, 'named.env')
    const renewed = await stage.run((context) => runRenew(context, { env: 'named.env' }))
    expect(renewed.exitCode).toBe(exitCode)
  })

  it('is named also beside accounts that are kept', async () => {
    stage.writeEnv(`THREADS_ACCESS_TOKEN=${stage.token()}\n`)
    await stage.run((context) => runAdopt(context, {}))
    expect(await serve({ env: 'named.env' })).toMatchObject({ code: 'not-found', exitCode: 1 })
  })
})

test('nothing to keep is one code, whoever says it: a person has to adopt a token or log in', async () => {
  const commands = [
    () => serve({}),
    () => stage.run((context) => runHistory(context, {}, [])),
    () => stage.run((context) => runRollback(context, {}, [])),
  ]
  for (const run of commands) expect(await run()).toMatchObject({ code: 'nothing-kept', exitCode: 3 })
})
