/**
 * An attempt that is cut off at every point, in every weather, and recovered as often as it takes: a living token is held at
 * the end, whatever happened, but for the one loss that nobody can prevent.
 */
import type { Secret } from '@everthread/client'
import { type Fault, fault } from '@everthread/sandbox'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import { attempt, type AttemptContext, type AttemptOutcome, recoverAttempt } from './attempt.ts'
import { noCrash, RENEWAL_CRASH_POINTS } from './crash-point.ts'
import {
  createMemoryJournal,
  createTestWorld,
  Cut,
  cutAt,
  DEAD,
  type MemoryJournal,
  type TestWorld,
} from './test-world.ts'

/** Those that `attempt` itself passes; the others are the caller's. */
const CUTS = ['journal-prepared', 'answer-received', 'journal-recorded', 'token-proven'] as const

interface Story {
  readonly revokeOld: boolean
  readonly cut: (typeof CUTS)[number] | 'none'
  readonly renewal: Fault | undefined
  /** For the `/me` calls, in order. */
  readonly me: readonly (Fault | undefined)[]
}

interface End {
  /** What the caller would hold now. */
  readonly held: Secret
  readonly outcome: AttemptOutcome | undefined
  readonly journal: MemoryJournal
  readonly isCut: boolean
}

async function play(world: TestWorld, story: Story, journal = createMemoryJournal()): Promise<End> {
  world.sandbox.switches.set({ revokeOld: story.revokeOld })
  const token = world.token({ age: '45d' })
  const look = await world.api.look(token)
  if (look.kind !== 'ok') throw new Error(look.kind)
  const { facts, profile } = look.value
  const context: AttemptContext = {
    api: world.api,
    journal,
    token,
    facts,
    userId: profile.id,
    crashPoint: cutAt(story.cut),
    explainLocal: explainFileFailure,
  }
  setWeather(world, story)
  const first = await attempt(context, 'renewed').catch((error: unknown) => {
    if (error instanceof Cut) return 'cut' as const
    throw error
  })
  return { ...(await settle({ ...context, crashPoint: noCrash }, journal, first)), isCut: first === 'cut' }
}

function setWeather(world: TestWorld, { renewal, me }: Story): void {
  if (renewal) world.sandbox.faults.add({ endpoint: 'refresh_access_token', fault: renewal })
  for (const [after, one] of me.entries())
    if (one) world.sandbox.faults.add({ endpoint: 'me', after, fault: one })
}

/** More often than there are faults in any story. */
const ENOUGH = 12

async function settle(
  context: AttemptContext,
  journal: MemoryJournal,
  first: AttemptOutcome | 'cut',
): Promise<Omit<End, 'isCut'>> {
  let outcome = first === 'cut' ? undefined : first
  for (let n = 0; n < ENOUGH; n += 1) {
    if (outcome?.kind === 'minted') return { held: outcome.minted.token, outcome, journal }
    if (journal.state().kind === 'none') break
    outcome = await recoverAttempt(context, journal.state())
  }
  return { held: context.token, outcome, journal }
}

/** Meta acted, and its answer reached nobody. */
function isAnswerLost({ renewal, cut }: Story): boolean {
  return cut === 'answer-received' || (renewal?.kind === 'drop' && renewal.when === 'after')
}

const weather = fc.option(
  fc.constantFrom<Fault>(
    fault.unavailable(),
    fault.html(),
    fault.garbage(),
    fault.truncated(),
    fault.empty(),
    fault.okWithError(2),
    fault.rateLimit(),
    fault.unreachable(),
    fault.answerLost(),
    DEAD,
    { kind: 'error', code: 98_765 },
  ),
  { nil: undefined },
)

const stories: fc.Arbitrary<Story> = fc.record({
  revokeOld: fc.boolean(),
  cut: fc.constantFrom(...CUTS, 'none' as const),
  renewal: weather,
  me: fc.array(weather, { maxLength: 6 }),
})

describe('an attempt that is cut off', () => {
  for (const revokeOld of [false, true]) {
    for (const cut of CUTS) {
      it(`at ${cut}, where a renewal ${revokeOld ? 'kills' : 'leaves'} the old token`, async () => {
        await using world = await createTestWorld()
        const story: Story = { revokeOld, cut, renewal: undefined, me: [] }
        const end = await play(world, story)
        expect(end.isCut).toBe(true)
        expect(world.calls('refresh_access_token')).toBe(cut === 'journal-prepared' ? 0 : 1)
        if (revokeOld && isAnswerLost(story)) {
          expect(end.outcome).toEqual({ kind: 'needs_person', reason: 'renewal-answer-lost' })
          return
        }
        expect(world.verdict(end.held)).toBe('alive')
        const isRenewed = cut === 'journal-recorded' || cut === 'token-proven'
        expect(end.outcome?.kind).toBe(isRenewed ? 'minted' : undefined)
      })
    }
  }

  it('has no other cut points than these and the caller’s', () => {
    const callers = ['store-committed', 'journal-removed', 'sink-written']
    expect([...CUTS, ...callers].toSorted()).toEqual([...RENEWAL_CRASH_POINTS].toSorted())
  })

  it('is what these tests can tell apart: with a journal that forgets, a token is lost', async () => {
    await using world = await createTestWorld()
    const journal = { ...createMemoryJournal(), record: () => undefined }
    const story: Story = { revokeOld: true, cut: 'token-proven', renewal: undefined, me: [] }
    const end = await play(world, story, journal)
    expect(world.verdict(end.held)).toBe('190/467')
  })

  it('anywhere, in any weather, leaves a living token in our hands and makes one upstream call', async () => {
    await using world = await createTestWorld()
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        world.sandbox.reset()
        const calls = world.calls('refresh_access_token')
        const end = await play(world, story)
        world.sandbox.faults.clear()
        expect(world.calls('refresh_access_token') - calls).toBeLessThanOrEqual(1)
        if (story.revokeOld && isAnswerLost(story)) return
        const inJournal = end.journal.state()
        const alive = [end.held, ...(inJournal.kind === 'recorded' ? [inJournal.minted.token] : [])].filter(
          (token) => world.verdict(token) === 'alive',
        )
        expect(alive.length).toBeGreaterThan(0)
      }),
      { numRuns: process.env['EVERTHREAD_TEST_LONG'] === '1' ? 5_000 : 300, seed: 20_260_615 },
    )
  })
})
