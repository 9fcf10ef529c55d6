/** A service keeps the journals of many renewals in one file (account/journals.ts): killed, it leaves that to a command. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { JOURNAL_FOLDER } from '../../packages/everthread/src/service/installation.ts'
import { everthreadFromSource } from '../support/everthread.ts'
import { keepEnv } from '../support/kept-env.ts'
import { aftermath } from './crash-once.ts'

const everthread = everthreadFromSource()

it.each([
  ['journal-prepared', { renewals: 1 }],
  ['answer-received', { renewals: 2 }],
  ['journal-recorded', { renewals: 1 }],
  ['token-proven', { renewals: 1 }],
  ['store-committed', { renewals: 1 }],
] as const)('a service killed at %s leaves a journal that the next command settles', async (step, wanted) => {
  await using env = await keepEnv({ adopted: true })
  const { home } = env
  const how = { env: { EVERTHREAD_CRASH_AT: step, EVERTHREAD_PORT: '0' } }
  await using service = everthread.start(home, ['serve'], how)
  const killedBy = (await service.ended).signal
  const left = readdirSync(join(home.dataDir, JOURNAL_FOLDER))
  expect(left).toEqual([expect.stringMatching(/^group-/)])
  const { recovery, atEnd, leftovers, renewals, storeAgrees } = await aftermath(everthread, env, {
    killedBy,
    way: 'data-folder',
  })
  expect({ killedBy, code: recovery.code, isFresh: atEnd.isFresh, leftovers, storeAgrees, renewals }).toEqual(
    {
      killedBy: 'SIGKILL',
      code: 0,
      isFresh: true,
      leftovers: [],
      storeAgrees: true,
      ...wanted,
    },
  )
})
