/** What no facts whatever may bring the policy to do. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAtOf, nextPart } from './next-part.ts'
import type { AccountStanding, LedgerEntry, PostFacts } from './post-facts.ts'
import { decidePost, isUnderWay, LANDING_MS, RECOVER_MARGIN_MS } from './post-policy.ts'
import type { ContainerRecord, Part, PartAttempts } from './post.ts'
import {
  at,
  CALL_LIMIT_MS,
  container,
  HASH,
  pending,
  PLANNED,
  post,
  publishedPart,
  WELL,
} from './test-post.ts'
import { RETRIES } from './retry-table.ts'
import type { PostReason } from './post-reasons.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'

const instant = fc.integer({ min: -DAY, max: 2 * DAY }).map(at)

const record: fc.Arbitrary<ContainerRecord> = fc
  .record({
    madeAt: instant,
    contentHash: fc.constantFrom(HASH, HASH, HASH, 'other'),
    polls: fc.nat(9),
    polledAt: fc.option(instant, { nil: undefined }),
  })
  .map(({ polledAt, ...rest }) => ({ ...container(rest), ...(polledAt !== undefined && { polledAt }) }))

const attempts: fc.Arbitrary<PartAttempts> = fc.record({
  count: fc.nat(9),
  since: instant,
  notBefore: instant,
  reason: fc.constantFrom(...(Object.keys(RETRIES) as PostReason[])),
  remakes: fc.nat(3),
})

function openPart(position: number): fc.Arbitrary<Part> {
  return fc
    .record({
      state: fc.constantFrom('pending', 'container', 'ready', 'ready', 'publishing', 'unknown'),
      own: record,
      attempts: fc.option(attempts, { nil: undefined }),
      delayMs: fc.constantFrom(0, MINUTE, HOUR),
    })
    .map(({ state, own, delayMs, ...rest }) => {
      const base = {
        ...pending(undefined, position),
        delayMs,
        ...(rest.attempts && { attempts: rest.attempts }),
      }
      return state === 'pending' ? base : { ...base, state, container: { children: [], own } }
    })
}

const parts = fc
  .integer({ min: 0, max: 2 })
  .chain((out) =>
    fc
      .integer({ min: 1, max: 2 })
      .chain((open) =>
        fc
          .tuple(...Array.from({ length: open }, (_, index) => openPart(out + index + 1)))
          .map((rest): Part[] => [
            ...Array.from({ length: out }, (_, index) => publishedPart(index + 1)),
            ...rest,
          ]),
      ),
  )

const account: fc.Arbitrary<AccountStanding> = fc.record({
  token: fc.oneof(
    fc.constant({ kind: 'alive' } as const),
    fc.constant({ kind: 'dead' } as const),
    instant.map((until) => ({ kind: 'doubted', until }) as const),
  ),
  hasScope: fc.boolean(),
  quotas: fc.constant(WELL.quotas),
  queue: fc
    .record({
      missed: fc.constantFrom('hold', 'publish'),
      lateLimitMs: fc.constantFrom(0, HOUR),
      isPaused: fc.boolean(),
    })
    .map(({ isPaused, ...queue }) => ({
      ...queue,
      ...(isPaused && { pause: { reason: 'paused' as const, at: PLANNED } }),
    })),
  jitter: fc.constant(0),
})

function ledger(position: number): fc.Arbitrary<readonly LedgerEntry[]> {
  const entry = fc.record({
    position: fc.constant(position),
    containerId: fc.constant('17900000000000001'),
    intentAt: instant,
    outcome: fc.constantFrom('unanswered', 'refused', 'published'),
  })
  return fc.oneof(
    fc.constant([]),
    entry.map((one) => [one]),
  )
}

const facts: fc.Arbitrary<PostFacts> = parts.chain((all) => {
  const next = all.find(({ state }) => state !== 'published')
  return fc
    .record({
      account,
      ledger: ledger(next?.position ?? 1),
      earlierUntil: fc.option(instant, { nil: undefined }),
    })
    .map(({ earlierUntil, ...rest }) => ({
      ...rest,
      post: post(all, 'publishing'),
      contentHash: HASH,
      callLimitMs: CALL_LIMIT_MS,
      ...(earlierUntil !== undefined && { earlierUntil }),
    }))
})

const RUNS = { numRuns: 3_000 }

describe('whatever the facts', () => {
  it('nothing is published that may not be', () => {
    let published = 0
    fc.assert(
      fc.property(facts, instant, (given, now) => {
        if (decidePost(given, now).kind !== 'publish') return
        published += 1
        const { post: one, account: standing, ledger: entries, earlierUntil = now } = given
        if (!isUnderWay(one)) throw new Error('it is not under way')
        const part = nextPart(one)
        if (part?.state !== 'ready') throw new Error('Meta has not said that it is finished')
        expect(standing.token.kind === 'doubted' ? standing.token.until : now).toBeLessThanOrEqual(now)
        expect([standing.token.kind === 'dead', standing.hasScope, standing.queue.pause]).toEqual([
          false,
          true,
          undefined,
        ])
        expect(dueAtOf(one, part)).toBeLessThanOrEqual(now)
        expect(earlierUntil).toBeLessThanOrEqual(now)
        expect(part.container.own).toMatchObject({ contentHash: HASH })
        expect(now - (part.container.own?.madeAt ?? 0)).toBeLessThan(DAY)
        expect(entries.map(({ outcome }) => outcome)).not.toContain('published')
      }),
      RUNS,
    )
    expect(published).toBeGreaterThan(0)
  })

  it('nothing is sent while an answer is missing, but after a fresh look that says that it is not out', () => {
    fc.assert(
      fc.property(facts, instant, (given, now) => {
        const open = given.ledger.find(({ outcome }) => outcome === 'unanswered')
        const decision = decidePost(given, now)
        if (!open) return
        if (decision.kind === 'recover')
          expect(now).toBeGreaterThanOrEqual(open.intentAt + CALL_LIMIT_MS + RECOVER_MARGIN_MS)
        if (decision.kind !== 'publish') return
        const part = nextPart(given.post)
        const polledAt = part?.container?.own?.polledAt ?? 0
        expect(now - polledAt).toBeLessThan(LANDING_MS)
      }),
      RUNS,
    )
  })

  it('a chain resumes at its first part that is not out', () => {
    fc.assert(
      fc.property(facts, instant, (given, now) => {
        const decision = decidePost(given, now)
        if (!('position' in decision)) return
        expect(decision.position).toBe(nextPart(given.post)?.position)
      }),
      RUNS,
    )
  })

  it('what rests, rests until a later instant', () => {
    fc.assert(
      fc.property(facts, instant, (given, now) => {
        const decision = decidePost(given, now)
        if (decision.kind === 'rest') expect(decision.until).toBeGreaterThan(now)
      }),
      RUNS,
    )
  })
})
