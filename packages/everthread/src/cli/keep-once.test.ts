import { expect, test } from 'vitest'
import { findInstallation } from '../service/installation.ts'
import { isAnyHeld } from '../store/claims.ts'
import { runAdopt } from './commands/adopt.ts'
import { runRenew } from './commands/renew.ts'
import { createStage } from './test-command.ts'

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
