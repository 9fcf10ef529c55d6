/**
 * Posts while the service is killed at every named step and at any moment, and Meta has a bad day: two hundred here, a
 * thousand in the long run. Everything is out once, or waits where its owner sees it.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PUBLISHING_CRASH_POINTS } from '../../packages/everthread/src/keeper/crash-point.ts'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { isLongRun } from '../support/repository.ts'
import { complaintsAbout, orderComplaints } from './complaints.ts'
import { type ChaosOrder, type ChaosRun, runChaos } from './run-chaos.ts'

const ACCOUNTS = 10
const POSTS_EACH = isLongRun ? 50 : 10

/** What Meta answers to a second publication is not known: each answer has its run. */
const DAYS: readonly Pick<ChaosOrder, 'seed' | 'switches'>[] = [
  { seed: 1, switches: { doublePublish: 'second-post', publishRace: '3s' } },
  { seed: 2, switches: { doublePublish: 'reject', containerPropagation: '2s' } },
  ...(isLongRun ? [{ seed: 3, switches: { doublePublish: 'same-id' } } as const] : []),
]

describe.each(DAYS)('a bad day, $seed', (day) => {
  let everthread: Everthread
  let run: ChaosRun

  beforeAll(
    async () => {
      everthread = await bundleEverthread()
      const size = { accounts: ACCOUNTS, postsEach: POSTS_EACH, crashPoints: PUBLISHING_CRASH_POINTS }
      run = await runChaos(everthread, { ...day, ...size })
    },
    isLongRun ? 30 * 60_000 : 5 * 60_000,
  )
  afterAll(() => everthread[Symbol.dispose]())

  it('kills the service, at named steps and between them', () => {
    expect(run.kills.get('any')).toBeGreaterThan(0)
    expect(run.kills.size).toBeGreaterThan(3)
  })

  it('publishes every post once, or leaves it where it is seen', () => {
    expect(complaintsAbout(run)).toEqual([])
  })

  it('publishes most of them', () => {
    const published = run.told.filter(({ state }) => state === 'published')
    expect(published.length).toBeGreaterThan(run.wanted.length * 0.8)
  })

  it('keeps the order within each account', () => {
    expect(orderComplaints(run)).toEqual([])
  })
})
