import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR, MINUTE } from '../time/duration.ts'
import { latestAge, nextPostRead, RUNGS_MS, rungOf } from './age-ladder.ts'
import { countsOf } from './reading.ts'
import { POST_METRICS, type PostSnapshot } from './snapshot.ts'

const publishedAt = 1_750_000_000_000 as Millis

function readAt(ageMs: number, views: number): PostSnapshot {
  return { mediaId: '1', at: (publishedAt + ageMs) as Millis, counts: countsOf(POST_METRICS, { views }) }
}

/** The ages at which a post is read when every read is on time. */
function climb(viewsAt: (ageMs: number) => number, mostReads = 60): number[] {
  const ages: number[] = []
  let [last, earlier]: (PostSnapshot | undefined)[] = []
  while (ages.length < mostReads) {
    const at = nextPostRead({ publishedAt, ...(last && { last }), ...(earlier && { earlier }) })
    if (at === undefined) return ages
    ages.push(at - publishedAt)
    earlier = last
    last = readAt(at - publishedAt, viewsAt(at - publishedAt))
  }
  return ages
}

test('a post is read at 15 minutes, 1, 3, 6 and 24 hours, 3 and 7 days, then weekly while it moves', () => {
  const growsForAMonth = (age: number): number => Math.min(age, 30 * DAY)
  expect(climb(growsForAMonth)).toEqual([...RUNGS_MS, ...[14, 21, 28, 35, 42].map((days) => days * DAY)])
})

test('a week without movement is the end of it', () => {
  expect(climb(() => 7)).toEqual([...RUNGS_MS, 14 * DAY])
})

test('numbers that fall move as well', () => {
  expect(climb((age) => 1_000_000 - Math.min(age, 16 * DAY) / DAY)).toContain(21 * DAY)
})

test('an old post that is seen for the first time is read in the week that it is in', () => {
  const last = readAt(400 * DAY, 5)
  expect(nextPostRead({ publishedAt, last })).toBe(publishedAt + 406 * DAY)
})

test('two reads that stand near each other do not end it', () => {
  const [earlier, last] = [readAt(13 * DAY, 5), readAt(14 * DAY, 5)]
  expect(nextPostRead({ publishedAt, last, earlier })).toBe(publishedAt + 21 * DAY)
})

test('whatever was missed, the next read lies ahead, and never further than a week', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900 * DAY }), (age) => {
      const next = nextPostRead({ publishedAt, last: readAt(age, 1) }) ?? 0
      expect(next - publishedAt).toBeGreaterThan(age)
      expect(next - publishedAt - age).toBeLessThanOrEqual(7 * DAY)
    }),
  )
})

test('a read stands for its rung when it comes up to a quarter late, and for none after that', () => {
  expect(rungOf(15 * MINUTE - 1)).toBeUndefined()
  expect(rungOf(15 * MINUTE)).toBe(15 * MINUTE)
  expect(rungOf(20 * MINUTE)).toBe(15 * MINUTE)
  expect(rungOf(21 * MINUTE)).toBeUndefined()
  expect(rungOf(30 * HOUR)).toBe(DAY)
  expect(rungOf(31 * HOUR)).toBeUndefined()
  for (const [index, rung] of RUNGS_MS.entries())
    expect(latestAge(rung)).toBeLessThan(RUNGS_MS[index + 1] ?? Number.POSITIVE_INFINITY)
})
