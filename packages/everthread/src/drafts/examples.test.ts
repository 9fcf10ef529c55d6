import { expect, it } from 'vitest'
import type { RankedPost } from '../insights/ranking.ts'
import { countsOf } from '../insights/reading.ts'
import { POST_METRICS } from '../insights/snapshot.ts'
import type { Millis } from '../time/clock.ts'
import { examplesFrom } from './examples.ts'

const counts = countsOf(POST_METRICS, {})
function ranked(text: string, rate: number, more: Partial<RankedPost['post']> = {}): RankedPost {
  const interval = { low: rate, high: rate }
  return {
    post: { mediaId: text, publishedAt: 0 as Millis, text, isReply: false, ...more },
    counts,
    engagement: { kind: 'rate', engaged: rate * 1000, views: 1000, rate, interval },
  }
}
const told = (posts: readonly RankedPost[]) => examplesFrom(posts).map(({ text, did }) => `${text} ${did}`)

it('shows the best and the worst, and never one post as both', () => {
  const seven = [7, 6, 5, 4, 3, 2, 1].map((rate) => ranked(String(rate), rate / 100))
  expect(told(seven)).toEqual(['7 well', '6 well', '5 well', '3 badly', '2 badly', '1 badly'])
  expect(told(seven.slice(0, 3))).toEqual(['7 well', '5 badly'])
  expect(told(seven.slice(0, 1))).toEqual([])
})

it('leaves out of what nothing can be said, replies, and what was deleted', () => {
  const few: RankedPost = { ...ranked('few', 0), engagement: { kind: 'too_few', engaged: 1, views: 2 } }
  const others = [few, ranked('reply', 0.5, { isReply: true }), ranked('gone', 0.4, { goneAt: 1 as Millis })]
  expect(told([ranked('a', 0.2), ...others, ranked('b', 0.1)])).toEqual(['a well', 'b badly'])
})
