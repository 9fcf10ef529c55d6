/**
 * Posts while the processes that publish them are killed at every named step and at any moment, and Meta has a bad day: two
 * hundred here, a thousand in the long run. Everything is out once, or waits where its owner sees it.
 */
import type { SandboxOptions } from '@everthread/sandbox'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { PUBLISHING_CRASH_POINTS } from '../../packages/everthread/src/keeper/crash-point.ts'
import { bundleEverthread, type Everthread } from '../support/everthread.ts'
import { inTurns } from '../support/in-turns.ts'
import { isLongRun } from '../support/repository.ts'
import { complaintsAbout, orderComplaints } from './complaints.ts'
import { type Field, openCluster, openFolder } from './field.ts'
import { type ChaosOrder, type ChaosRun, runChaos } from './run-chaos.ts'

interface Scene {
  readonly name: string
  readonly open: (everthread: Everthread, options: SandboxOptions) => Promise<Field>
  readonly order: Pick<ChaosOrder, 'services' | 'pauses' | 'pauseMs' | 'added'>
}

const ALONE: Scene = {
  name: 'a service alone on SQLite',
  open: openFolder,
  order: { services: 1, pauses: 0, pauseMs: 0, added: 0 },
}

/** A service that was not heard of for ten seconds counts as dead: then commands publish by themselves. */
const WITH_COMMANDS: Scene = {
  name: 'a service on one data folder with commands',
  open: openFolder,
  order: { services: 1, pauses: 1, pauseMs: 16_000, added: 12 },
}

/** A lease lasts for ten seconds. */
const THREE: Scene = {
  name: 'one of three nodes on one PostgreSQL',
  open: openCluster,
  order: { services: 3, pauses: 2, pauseMs: isLongRun ? 60_000 : 12_000, added: 0 },
}

/** What Meta answers to a second publication is not known: each answer has its day. */
const SECOND_POST = { doublePublish: 'second-post', publishRace: '3s' } as const
const REJECT = { doublePublish: 'reject', containerPropagation: '2s' } as const
const SAME_ID = { doublePublish: 'same-id' } as const

interface Day {
  readonly scene: Scene
  readonly switches: NonNullable<SandboxOptions['switches']>
}

const LONG: readonly Day[] = [ALONE, WITH_COMMANDS, THREE].flatMap((scene) =>
  [REJECT, SAME_ID, SECOND_POST].map((switches) => ({ scene, switches })),
)
const SHORT: readonly Day[] = [
  { scene: ALONE, switches: REJECT },
  { scene: WITH_COMMANDS, switches: SAME_ID },
  { scene: THREE, switches: SECOND_POST },
]

const isHere = ({ scene }: Day): boolean => scene !== THREE || inject('postgresUrl') !== undefined
const DAYS = (isLongRun ? LONG : SHORT).map((day, at) => ({ ...day, seed: at + 1 }))

let everthread: Everthread
const runs = new Map<number, ChaosRun>()

beforeAll(
  async () => {
    everthread = await bundleEverthread()
    // Side by side: each waits for its services most of the time.
    await inTurns(DAYS.filter(isHere), 3, async ({ scene, switches, seed }) => {
      await using field = await scene.open(everthread, { switches, seed: String(seed) })
      const size = { accounts: 16, postsEach: isLongRun ? 7 : 4 }
      const order = { ...scene.order, ...size, seed, crashPoints: PUBLISHING_CRASH_POINTS }
      runs.set(seed, await runChaos(field, order))
    })
  },
  isLongRun ? 60 * 60_000 : 8 * 60_000,
)
afterAll(() => everthread[Symbol.dispose]())

for (const day of DAYS) {
  const { scene, switches, seed } = day
  describe.skipIf(!isHere(day))(
    `${scene.name}, where a second publication is ${switches.doublePublish}`,
    () => {
      const run = (): ChaosRun => {
        const found = runs.get(seed)
        if (!found) throw new Error('the day has not been lived through')
        return found
      }

      it('is killed, at named steps and between them, and ends in no other way', () => {
        expect(run().kills.get('any')).toBeGreaterThan(0)
        expect(run().kills.size).toBeGreaterThan(3)
        expect(run().kills.get('itself')).toBeUndefined()
      })

      it('publishes every post once, or leaves it where it is seen', () => {
        expect(complaintsAbout(run())).toEqual([])
      })

      it('publishes most of them', () => {
        const published = run().told.filter(({ state }) => state === 'published')
        const wanted = run().wanted.filter(({ cancelledAfter }) => cancelledAfter === undefined)
        expect(published.length).toBeGreaterThan(wanted.length * 0.8)
      })

      it('keeps the order within each account', () => {
        expect(orderComplaints(run())).toEqual([])
      })

      if (scene === WITH_COMMANDS) commandsAreHeard(run)
    },
  )
}

it('every named step has killed somebody', () => {
  const steps = new Set([...runs.values()].flatMap(({ kills }) => [...kills.keys()]))
  expect([...steps]).toEqual(expect.arrayContaining([...PUBLISHING_CRASH_POINTS]))
})

function commandsAreHeard(run: () => ChaosRun): void {
  it('hears of posts that are added, edited, cancelled and held', () => {
    const { wanted, deeds } = run()
    expect([...deeds.keys()]).toEqual(expect.arrayContaining(['post', 'edit', 'cancel', 'queue', 'resume']))
    const changed = wanted.filter(
      ({ takenBack, cancelledAfter }) => takenBack !== undefined || cancelledAfter !== undefined,
    )
    expect(changed).not.toEqual([])
  })
}
