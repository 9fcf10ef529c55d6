import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../time/duration.ts'
import { chance, GROWN_METRICS, GROWTH_ENDS_MS, grownCounts } from './growth.ts'

const posts = fc.record({
  id: fc.stringMatching(/^\d{17}$/),
  followers: fc.integer({ min: 0, max: 10_000_000 }),
})
const ages = fc.integer({ min: -DAY, max: 90 * DAY })

test('no number ever falls, whatever the post and however the time goes on', () => {
  fc.assert(
    fc.property(posts, ages, fc.integer({ min: 0, max: 40 * DAY }), (post, age, later) => {
      const [before, after] = [grownCounts(post, age), grownCounts(post, age + later)]
      for (const metric of GROWN_METRICS) expect(after[metric]).toBeGreaterThanOrEqual(before[metric])
    }),
  )
})

test('what comes in on each day adds up to the total', () => {
  fc.assert(
    fc.property(posts, fc.integer({ min: 1, max: 60 }), (post, days) => {
      for (const metric of GROWN_METRICS) {
        let sum = 0
        for (let day = 0; day < days; day += 1) {
          sum += grownCounts(post, (day + 1) * DAY)[metric] - grownCounts(post, day * DAY)[metric]
        }
        expect(sum).toBe(grownCounts(post, days * DAY)[metric])
      }
    }),
  )
})

test('numbers are whole, none is above the views, and more followers never mean less', () => {
  fc.assert(
    fc.property(posts, ages, (post, age) => {
      const counts = grownCounts(post, age)
      const more = grownCounts({ ...post, followers: post.followers + 1000 }, age)
      for (const metric of GROWN_METRICS) {
        expect(Number.isSafeInteger(counts[metric])).toBe(true)
        expect(counts[metric]).toBeLessThanOrEqual(counts.views)
        expect(more[metric]).toBeGreaterThanOrEqual(counts[metric])
      }
    }),
  )
})

test('before it is published a post has nothing, and after a month it has everything', () => {
  fc.assert(
    fc.property(posts, (post) => {
      expect(grownCounts(post, 0).views).toBe(0)
      expect(grownCounts(post, -1).views).toBe(0)
      expect(grownCounts(post, GROWTH_ENDS_MS)).toEqual(grownCounts(post, 10 * GROWTH_ENDS_MS))
    }),
  )
})

test('the same post has the same numbers, and posts differ', () => {
  const of = (id: string) => grownCounts({ id, followers: 5000 }, DAY)
  expect(of('17000000000000001')).toEqual(of('17000000000000001'))
  expect(new Set(['1', '2', '3', '4'].map((id) => JSON.stringify(of(id)))).size).toBe(4)
})

test('chance is spread over the whole of 0 to 1', () => {
  const seen = Array.from({ length: 1000 }, (_, index) => chance(String(index), 'spread'))
  const mean = seen.reduce((sum, one) => sum + one, 0) / seen.length
  expect(mean).toBeGreaterThan(0.45)
  expect(mean).toBeLessThan(0.55)
  expect(Math.max(...seen)).toBeLessThan(1)
})
