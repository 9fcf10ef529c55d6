/** A process that is killed at any moment at all: between two named steps there is no gap that nobody thought of. */
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENV_TEXTS } from '../support/env-text.ts'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { inTurns } from '../support/in-turns.ts'
import { keepEnv } from '../support/kept-env.ts'
import { isLongRun } from '../support/repository.ts'
import { createSeededRandom } from '../support/seeded-random.ts'
import { until } from '../support/until.ts'
import { lossComplaints, savedComplaints } from './crash-complaints.ts'
import { type Aftermath, aftermath } from './crash-once.ts'

const KILLS = isLongRun ? 200 : 20

/** Each call to Meta takes so long, so that a renewal fills the time in which the kills fall. */
const CALL_MS = 30
const LATEST_KILL_MS = 250

interface Moment {
  readonly afterMs: number
  readonly adopted: boolean
  readonly revokeOld: boolean
}

describe(`${KILLS} processes that are killed at a random moment`, () => {
  let everthread: Everthread
  let kills: { readonly moment: Moment; readonly after: Aftermath }[]

  beforeAll(
    async () => {
      everthread = await bundleEverthread()
      const random = createSeededRandom(2)
      const moments = Array.from({ length: KILLS }, (_, index) => ({
        afterMs: random.integer(LATEST_KILL_MS),
        adopted: index % 2 === 0,
        revokeOld: index % 4 < 2,
      }))
      kills = await inTurns(moments, 3, async (moment) => ({
        moment,
        after: await killAt(everthread, moment),
      }))
    },
    isLongRun ? 10 * 60_000 : 2 * 60_000,
  )

  afterAll(() => everthread[Symbol.dispose]())

  it('were most of them still at work', () => {
    const killed = kills.filter(({ after }) => after.killedBy === 'SIGKILL')
    expect(killed.length).toBeGreaterThan(KILLS / 2)
  })

  it('tear no .env, lose no token that Meta leaves alive, and say what they lose', () => {
    const complaints = kills.flatMap(({ moment, after }) =>
      complaintsAbout(moment, after).map((complaint) => `${JSON.stringify(moment)}: ${complaint}`),
    )
    expect(complaints).toEqual([])
  })
})

async function killAt(everthread: Everthread, { afterMs, adopted, revokeOld }: Moment): Promise<Aftermath> {
  await using env = await keepEnv({ adopted, revokeOld, text: ENV_TEXTS[2] ?? ENV_TEXTS[0] })
  const { sandbox, home } = env
  for (const endpoint of ['me', 'debug_token', 'refresh_access_token'] as const)
    sandbox.faults.add({ endpoint, times: 3, fault: { kind: 'delay', ms: CALL_MS } })
  await using renewing = everthread.start(home, ['renew', '--env', '.env'])
  await until(() => sandbox.requests.list().length > 0, 'Meta is asked')
  await wait(afterMs)
  renewing.kill('SIGKILL')
  const { signal } = await renewing.ended
  sandbox.faults.clear()
  return await aftermath(everthread, env, {
    killedBy: signal,
    way: adopted ? 'data-folder' : 'env-alone',
  })
}

/** Where exactly it was hit nobody knows: with `revokeOld` it may be a loss, and then it must be told as one. */
function complaintsAbout({ revokeOld }: Moment, after: Aftermath): string[] {
  const { afterKill, atEnd, leftovers, renewals } = after
  const isLoss = revokeOld && atEnd.token === 'dead'
  return [
    ...(afterKill.token === 'torn' || afterKill.token === 'unknown'
      ? [`the kill left ${afterKill.token}`]
      : []),
    ...(isLoss ? lossComplaints(after) : savedComplaints(after)),
    ...(leftovers.length > 0 ? [`left lying: ${leftovers.join(', ')}`] : []),
    ...(renewals > 2 ? [`Meta was asked for ${renewals} renewals`] : []),
  ]
}
