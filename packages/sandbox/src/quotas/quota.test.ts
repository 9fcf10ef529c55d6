import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY } from '../time/duration.ts'
import { quotaUsed } from './quota.ts'

test('what was done counts for exactly 24 hours', () => {
  const use = { posts: [0, 1000] }
  expect([DAY - 1, DAY, DAY + 999, DAY + 1000].map((now) => quotaUsed(use, 'posts', now))).toEqual([
    2, 1, 1, 0,
  ])
  expect([quotaUsed(use, 'replies', 0), quotaUsed(undefined, 'posts', 0)]).toEqual([0, 0])
})

test('in any window of 24 hours is counted what lies in it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3 * DAY)), fc.nat(3 * DAY), (instants, later) => {
      const posts = instants.toSorted((a, b) => a - b)
      const now = (posts.at(-1) ?? 0) + later
      expect(quotaUsed({ posts }, 'posts', now)).toBe(posts.filter((at) => at > now - DAY).length)
    }),
  )
})
