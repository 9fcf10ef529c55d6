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

const SIZE = { accounts: 10, postsEach: isLongRun ? 50 : 10, crashPoints: PUBLISHING_CRASH_POINTS }

/** What Meta answers to a second publication is not known: each answer has its day. */
const DAYS: [answer: string, day: Pick<ChaosOrder, 'seed' | 'switches'>][] = [
  ['second-post', { seed: 1, switches: { doublePublish: 'second-post', publishRace: '3s' } }],
  ['reject', { seed: 2, switches: { doublePublish: 'reject', containerPropagation: '2s' } }],
]
if (isLongRun) DAYS.push(['same-id', { seed: 3, switches: { doublePublish: 'same-id' } }])

let everthread: Everthread
const runs = new Map<string, ChaosRun>()

beforeAll(
  async () => {
    everthread = await bundleEverthread()
    // Side by side: each waits for its service most of the time.
    const live = async ([name, day]: (typeof DAYS)[number]): Promise<void> => {
      runs.set(name, await runChaos(everthread, { ...day, ...SIZE }))
    }
    await Promise.all(DAYS.map(live))
  },
  isLongRun ? 60 * 60_000 : 8 * 60_000,
)
afterAll(() => everthread[Symbol.dispose]())

describe.each(DAYS)('a bad day on which a second publication would be answered with %s', (name) => {
  const run = (): ChaosRun => {
    const found = runs.get(name)
    if (!found) throw new Error('the day has not been lived through')
    return found
  }

  it('kills the service, at named steps and between them', () => {
    expect(run().kills.get('any')).toBeGreaterThan(0)
    expect(run().kills.size).toBeGreaterThan(3)
  })

  it('publishes every post once, or leaves it where it is seen', () => {
    expect(complaintsAbout(run())).toEqual([])
  })

  it('publishes most of them', () => {
    const published = run().told.filter(({ state }) => state === 'published')
    expect(published.length).toBeGreaterThan(run().wanted.length * 0.8)
  })

  it('keeps the order within each account', () => {
    expect(orderComplaints(run())).toEqual([])
  })
})
