import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { usualOf } from './median.ts'
import { CONFIDENCE, wilsonInterval } from './wilson.ts'

/** Chance with a seed, so that a failure can be seen again. */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x45d9f3b)
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32
  }
}

/** How many of so many viewers react, each with the same probability. */
function reactions(views: number, rate: number, random: () => number): number {
  let hits = 0
  for (let viewer = 0; viewer < views; viewer += 1) if (random() < rate) hits += 1
  return hits
}

test('Wilson’s interval holds the true engagement of simulated posts at the stated rate', () => {
  const random = chances(1)
  let [held, all] = [0, 0]
  for (const views of [100, 300, 1000, 3000]) {
    for (const rate of [0.01, 0.03, 0.08, 0.2]) {
      for (let post = 0; post < 400; post += 1) {
        const { low, high } = wilsonInterval(reactions(views, rate, random), views)
        if (low <= rate && rate <= high) held += 1
        all += 1
      }
    }
  }
  // The standard error of 6,400 posts is 0.0027.
  expect(Math.abs(held / all - CONFIDENCE)).toBeLessThan(0.012)
})

test('Wilson’s interval lies within 0 and 1, around what was seen, and narrows with more views', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e7 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (views, share) => {
        const hits = Math.floor(views * share)
        const { low, high } = wilsonInterval(hits, views)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(hits / views)
        expect(high).toBeGreaterThanOrEqual(hits / views)
        const more = wilsonInterval(hits * 10, views * 10)
        expect(more.high - more.low).toBeLessThan(high - low)
      },
    ),
  )
})

test('the interval of a median holds the true one at least at the stated rate, however skewed posts are', () => {
  const random = chances(2)
  for (const posts of [6, 9, 15, 40]) {
    let held = 0
    for (let run = 0; run < 1500; run += 1) {
      const views = Array.from({ length: posts }, () => 50 * (1 / (1 - random())) ** 2)
      const usual = usualOf(views)
      if (usual.kind !== 'median' || !usual.interval) throw new Error('there are enough posts')
      const truth = 50 * 4
      if (usual.interval.low <= truth && truth <= usual.interval.high) held += 1
    }
    expect(held / 1500).toBeGreaterThan(CONFIDENCE - 0.012)
  }
})

test('below three posts nothing is usual, and below six nothing is sure', () => {
  expect(usualOf([])).toEqual({ kind: 'too_few', posts: 0 })
  expect(usualOf([4, 9])).toEqual({ kind: 'too_few', posts: 2 })
  expect(usualOf([9, 1, 5])).toEqual({ kind: 'median', posts: 3, median: 5 })
  expect(usualOf([1, 2, 3, 4, 5])).not.toHaveProperty('interval')
  expect(usualOf([6, 2, 3, 4, 5, 1])).toEqual({
    kind: 'median',
    posts: 6,
    median: 3,
    interval: { low: 1, high: 6 },
  })
})

test('what is called usual is a number that one of the posts had', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1e6 })), (values) => {
      const usual = usualOf(values)
      if (usual.kind === 'too_few') return
      expect(values).toContain(usual.median)
      const { low, high } = usual.interval ?? { low: usual.median, high: usual.median }
      expect(values).toContain(low)
      expect(values).toContain(high)
      expect(low).toBeLessThanOrEqual(usual.median)
      expect(high).toBeGreaterThanOrEqual(usual.median)
    }),
  )
})
