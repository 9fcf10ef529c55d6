import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type InsightFacts, nextInsight } from './insight-lane.ts'
import { metaDays } from '../insights/meta-day.ts'
import { standingAfter, WAIT_REASONS } from '../insights/standing.ts'
import type { InsightLaneRows } from '../store/insight-lane.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time/duration.ts'
import { utcDay } from '../time/calendar-day.ts'
import { loadZones } from '../time/zones.ts'

const days = metaDays(await loadZones())
const NOW = 1_781_524_800_000 as Millis

const later = (ms: number): Millis => (NOW + ms) as Millis

function factsOf(change: Partial<InsightLaneRows> = {}, nextPostAt?: Millis): InsightFacts {
  const generation = { number: 3, sealedToken: '', scopes: ['threads_manage_insights'] }
  const common = { jitter: 0.5, generation, standing: { kind: 'reading' }, progress: {} } as const
  const rows = { ...common, calls: { day: 0, calls: 0 }, isAccountDue: true, duePosts: [], ...change }
  return { rows, days, nextPostAt }
}

const refusal = (confirmations: number, lastAt: Millis) =>
  ({ refusal: { reason: 'expired', firstAt: NOW, lastAt, confirmations } }) as const

const waiting = standingAfter({ kind: 'reading' }, { kind: 'wait', reason: 'no-answer' }, NOW)
const refusedTo = (generation: number) =>
  standingAfter({ kind: 'reading' }, { kind: 'not_granted', generation }, NOW)
const without = { number: 3, sealedToken: '', scopes: ['threads_basic'] }
const unknown = { number: 3, sealedToken: '' }

test.each<[string, InsightFacts, Millis]>([
  ['a post is due within ten seconds', factsOf({}, later(9 * SECOND)), later(19 * SECOND)],
  ['a post is overdue', factsOf({}, later(-MINUTE)), later(10 * SECOND)],
  ['the token is dead', factsOf(refusal(2, NOW)), later(HOUR)],
  ['the token is doubted', factsOf(refusal(1, NOW)), later(10 * MINUTE + SECOND)],
  ['the token lacks the permission', factsOf({ generation: without }), later(HOUR)],
  ['Meta gave no answer a moment ago', factsOf({ standing: waiting }), later(MINUTE)],
  ['Meta said that this token may not', factsOf({ standing: refusedTo(3) }), later(HOUR)],
])('%s: everything waits', (_, facts, until) => {
  expect(nextInsight(facts, NOW)).toMatchObject({ kind: 'put_off', until })
})

test.each<[string, InsightFacts]>([
  ['a post is due in eleven seconds', factsOf({}, later(11 * SECOND))],
  ['nobody knows what the token may', factsOf({ generation: unknown })],
  ['another token was refused', factsOf({ standing: refusedTo(2) })],
  ['the calls are of yesterday', factsOf({ calls: { day: utcDay(NOW) - 1, calls: 9999 } })],
])('%s: it is read', (_, facts) => {
  expect(nextInsight(facts, NOW).kind).toBe('read_account')
})

test('when the calls of a day are used up, the next day begins at an instant of the account’s own', () => {
  const step = nextInsight(factsOf({ calls: { day: utcDay(NOW), calls: 2400 } }), NOW)
  expect(step).toEqual({ kind: 'put_off', until: (utcDay(NOW) + 1) * DAY + HOUR / 2 })
})

test('posts come before the account, and where neither is due nothing is done', () => {
  const post = { mediaId: '1', reads: {} }
  expect(nextInsight(factsOf({ duePosts: [post] }), NOW)).toEqual({ kind: 'read_post', post })
  expect(nextInsight(factsOf({ isAccountDue: false }), NOW)).toEqual({ kind: 'rest' })
})

test('whatever stands in the way, what waits waits for an instant ahead, and a day at most', () => {
  const reasons = fc.array(fc.constantFrom(...WAIT_REASONS), { minLength: 1, maxLength: 9 })
  fc.assert(
    fc.property(reasons, fc.integer({ min: 0, max: 100 * DAY }), (all, retryAfterMs) => {
      let standing: InsightLaneRows['standing'] = { kind: 'reading' }
      for (const reason of all) {
        standing = standingAfter(standing, { kind: 'wait', reason, retryAfterMs }, NOW)
        const step = nextInsight(factsOf({ standing }), NOW)
        if (step.kind !== 'put_off') throw new Error(step.kind)
        expect(step.until).toBeGreaterThan(NOW)
        expect(step.until).toBeLessThanOrEqual(later(DAY))
      }
    }),
  )
})
