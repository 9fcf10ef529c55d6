/** Chains, faults, kills and pauses in any mixture, against the sandbox: never twice, never out of order, never lost. */
import { type Fault, type FaultOrder, fault } from '@everthread/sandbox'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTestPublisher, type TestPublisher } from './test-publisher.ts'
import { PUBLISHING_CRASH_POINTS } from '../keeper/crash-point.ts'
import { Cut, cutAt } from '../keeper/test-world.ts'

const FAULTS: readonly Fault[] = [
  fault.answerLost(),
  fault.unreachable(),
  fault.unavailable(),
  fault.html(),
  fault.empty(),
  fault.rateLimit(),
  { kind: 'error', code: 2 },
  { kind: 'error', code: 24, error_subcode: 4279009 },
]

const PUBLISH_FAULTS: readonly Fault[] = [
  ...FAULTS,
  fault.ghostSuccess(),
  { kind: 'late', effect_ms: 30_000, answer: 'drop' },
  { kind: 'late', effect_ms: 5_000, answer: { kind: 'status', status: 503 } },
]

const order: fc.Arbitrary<FaultOrder> = fc.oneof(
  fc.record({
    endpoint: fc.constantFrom('publish' as const),
    fault: fc.constantFrom(...PUBLISH_FAULTS),
    after: fc.nat(4),
  }),
  fc.record({
    endpoint: fc.constantFrom(
      'create_container' as const,
      'container' as const,
      'media' as const,
      'threads' as const,
    ),
    fault: fc.constantFrom(...FAULTS),
    after: fc.nat(6),
  }),
)

const course = fc.record({
  lengths: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  faults: fc.array(order, { maxLength: 6 }),
  /** At which step the process is killed, and where. */
  kills: fc.array(fc.tuple(fc.nat(20), fc.constantFrom(...PUBLISHING_CRASH_POINTS)), { maxLength: 3 }),
  doublePublish: fc.constantFrom('reject' as const, 'same-id' as const, 'second-post' as const),
})

const ENDS =
  /^(published|needs_review outcome-unknown|failed (media-not-found|refused|parent-gone)|held missed)$/

it('whatever goes wrong, every part is out at most once, in order, and every post ends where its owner sees it', async () => {
  await fc.assert(
    fc.asyncProperty(course, async ({ lengths, faults, kills, doublePublish }) => {
      await using publisher = await createTestPublisher({ switches: { doublePublish } })
      const { sandbox } = publisher.keeper.world
      for (const one of faults) sandbox.faults.add(one)
      const posts = lengths.map((length, post) => Array.from({ length }, (_, part) => `${post}-${part}`))
      for (const [index, texts] of posts.entries())
        await publisher.schedule({ id: `${index}`, inMs: index, parts: texts.map((text) => ({ text })) })
      await stepWithKills(publisher, kills)
      const ends: string[] = []
      for (const index of posts.keys()) ends.push(await publisher.settle(`${index}`))
      sandbox.faults.clear()
      sandbox.clock.advance('5m')
      const out = await publisher.texts()
      expect(new Set(out).size).toBe(out.length)
      for (const [index, texts] of posts.entries()) {
        expect(ends[index]).toMatch(ENDS)
        const own = out.filter((text) => text.startsWith(`${index}-`))
        expect(own).toEqual(texts.slice(0, own.length))
        if (ends[index] === 'published') expect(own).toEqual(texts)
      }
    }),
    { numRuns: 25 },
  )
})

async function stepWithKills(
  publisher: TestPublisher,
  kills: readonly (readonly [step: number, point: string])[],
): Promise<void> {
  for (let step = 0; step < 20; step += 1) {
    const kill = kills.find(([at]) => at === step)
    try {
      await publisher.step(kill && cutAt(kill[1]))
    } catch (error) {
      if (!(error instanceof Cut)) throw error
    }
  }
}
