/**
 * The real process, killed at every named step of a renewal (DESIGN §2, promise 2). The plan's seed is fixed: what fails
 * once fails again. `EVERTHREAD_TEST_LONG=1` makes it a thousand kills.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { inTurns } from '../support/in-turns.ts'
import { isLongRun } from '../support/repository.ts'
import { complaintsAbout, mustBeLost } from './crash-complaints.ts'
import { type Aftermath, crashOnce } from './crash-once.ts'
import { type CrashCase, crashPlan, EDIT_STEPS, RENEWAL_STEPS, type Step } from './crash-plan.ts'

const PLAN = isLongRun
  ? { seed: 1, renewalHits: 48, editHits: 48 }
  : { seed: 1, renewalHits: 10, editHits: 2 }

const LONGEST_CAMPAIGN_MS = isLongRun ? 30 * 60_000 : 5 * 60_000

interface Kill {
  readonly crashCase: CrashCase
  readonly after: Aftermath
}

describe('a process that is killed in the middle of a renewal', () => {
  let everthread: Everthread
  let kills: Kill[]

  beforeAll(async () => {
    everthread = await bundleEverthread()
    kills = await inTurns(crashPlan(PLAN), 3, async (crashCase) => ({
      crashCase,
      after: await crashOnce(everthread, crashCase),
    }))
  }, LONGEST_CAMPAIGN_MS)

  afterAll(() => everthread[Symbol.dispose]())

  const hitsOf = (step: Step): number =>
    kills.filter(({ crashCase, after }) => crashCase.step === step && after.killedBy === 'SIGKILL').length

  it.each(RENEWAL_STEPS)('is killed at %s at least ten times', (step) => {
    expect(hitsOf(step)).toBeGreaterThanOrEqual(Math.max(10, PLAN.renewalHits))
  })

  it.each(EDIT_STEPS)('is killed at %s as often as planned', (step) => {
    expect(hitsOf(step)).toBe(PLAN.editHits)
  })

  it('never tears the .env, and the next run brings all to a good end', () => {
    const complaints = kills.flatMap(({ crashCase, after }) =>
      complaintsAbout(crashCase, after).map((complaint) => `${nameOf(crashCase)}: ${complaint}`),
    )
    expect(complaints).toEqual([])
  })

  it('loses no token where Meta leaves the old one alive', () => {
    const lost = kills.filter(({ crashCase, after }) => !crashCase.revokeOld && after.atEnd.token !== 'alive')
    expect(lost).toEqual([])
  })

  it('loses a token that Meta revokes only between Meta’s answer and the journal, and says so once', () => {
    const lost = kills.filter(({ after }) => after.atEnd.token !== 'alive')
    expect(lost.map(({ crashCase }) => crashCase.step)).toEqual(lost.map(() => 'answer-received'))
    expect(lost).toHaveLength(kills.filter(({ crashCase }) => mustBeLost(crashCase)).length)
    expect(lost.length).toBeGreaterThanOrEqual(PLAN.renewalHits / 2)
  })
})

function nameOf({ step, way, road, revokeOld }: CrashCase): string {
  return `${step}, ${way}, ${road}${revokeOld ? ', revokeOld' : ''}`
}
