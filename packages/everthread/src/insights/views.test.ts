/** What is shown, against what is stored. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { compareBy, compareHours } from './comparison.ts'
import { curveOf } from './curve.ts'
import { periodBefore, type Reach, seriesOf } from './day-series.ts'
import { daysBetween, FIRST_DAY, type MetaDay, shiftDay } from './meta-day.ts'
import { figureOf, followerFigureOf } from './overview.ts'
import { type PostFigures, rankPosts } from './ranking.ts'
import { counted, countsOf, type Reading, valueOf } from './reading.ts'
import { POST_METRICS, type PostMetric, type PostSnapshot, REPOST } from './snapshot.ts'

const day = (text: string): MetaDay => text as MetaDay
const JUNE = { from: day('2026-06-01'), to: day('2026-06-07') }
const REACH: Reach = { today: day('2026-06-20'), filledTo: day('2026-05-20'), unfilled: 'not-yet-filled' }

function readDays(first: string, values: readonly (number | undefined)[]): Map<MetaDay, Reading> {
  const read = values.map((value, index): [MetaDay, Reading][] =>
    value === undefined ? [] : [[shiftDay(day(first), index), counted(value)]],
  )
  return new Map(read.flat())
}

describe('a series', () => {
  test('has a point for each day, and a gap with its reason where there is no number', () => {
    const read = readDays('2026-06-01', [3, undefined, undefined, 0, 7, 1, 2])
    const { points, gaps } = seriesOf(daysBetween(JUNE.from, JUNE.to), read, REACH)
    expect(points.map(({ reading }) => valueOf(reading))).toEqual([3, undefined, undefined, 0, 7, 1, 2])
    expect(gaps).toEqual([{ from: '2026-06-02', to: '2026-06-03', reason: 'not-read' }])
  })

  test('says of every missing day why it is missing', () => {
    const gaps = (from: string, to: string, reach: Reach = REACH) =>
      seriesOf(daysBetween(day(from), day(to)), new Map(), reach).gaps
    expect(gaps('2024-04-10', '2024-04-14').map(({ reason }) => reason)).toEqual([
      'before-meta',
      'not-yet-filled',
    ])
    expect(gaps('2026-06-18', '2026-06-21')).toEqual([
      { from: '2026-06-18', to: '2026-06-18', reason: 'not-read' },
      { from: '2026-06-19', to: '2026-06-21', reason: 'not-over' },
    ])
    expect(gaps('2026-06-01', '2026-06-02', { today: REACH.today, unfilled: 'no-history' })[0]?.reason).toBe(
      'no-history',
    )
  })
})

describe('a comparison', () => {
  const series = (first: MetaDay, values: readonly (number | undefined)[]) =>
    seriesOf(daysBetween(first, shiftDay(first, values.length - 1)), readDays(first, values), REACH)

  test('exists when both ends are whole, also where numbers fall', () => {
    const { from } = periodBefore(JUNE)
    expect(from).toBe('2026-05-25')
    const figure = figureOf(series(JUNE.from, [1, 2, 3, 0, 0, 0, 0]), series(from, [5, 5, 0, 0, 0, 0, 0]))
    expect(figure).toEqual({
      now: { kind: 'total', value: 6, days: 7 },
      comparison: { kind: 'change', before: 10, by: -4 },
    })
  })

  test('does not exist where a day is missing at either end', () => {
    const [whole, holed] = [
      [1, 2],
      [1, undefined],
    ]
    const of = (now: (number | undefined)[], before: (number | undefined)[]) =>
      figureOf(series(JUNE.from, now), series(shiftDay(JUNE.from, -2), before))
    expect(of(whole ?? [], holed ?? []).comparison).toEqual({ kind: 'none' })
    expect(of(holed ?? [], whole ?? [])).toEqual({
      now: { kind: 'partial', value: 1, days: 1, of: 2 },
      comparison: { kind: 'none' },
    })
    expect(of([undefined], [1]).now).toEqual({ kind: 'missing', reason: 'not-read' })
  })

  test('of followers is with the day before the period, and with nothing else', () => {
    const now = series(JUNE.from, [100, 101, undefined])
    expect(followerFigureOf(now, counted(90))).toEqual({
      now: counted(101),
      comparison: { kind: 'change', before: 90, by: 11 },
    })
    expect(followerFigureOf(now, undefined).comparison).toEqual({ kind: 'none' })
  })
})

const NOON = 1_780_315_200_000 // 2026-06-01T12:00Z, a Monday.

interface Given extends Partial<Record<PostMetric, number>> {
  readonly id: string
  readonly publishedAt?: number
  readonly mediaType?: string
  readonly topic?: string
  readonly isReply?: boolean
}

function figuresOf({
  id,
  publishedAt = NOON,
  mediaType = 'TEXT_POST',
  topic,
  isReply = false,
  ...given
}: Given) {
  const snapshot = (ageMs: number): PostSnapshot => ({
    mediaId: id,
    at: (publishedAt + ageMs) as Millis,
    counts: countsOf(POST_METRICS, given),
  })
  const post = {
    mediaId: id,
    publishedAt: publishedAt as Millis,
    mediaType,
    isReply,
    ...(topic && { topic }),
  }
  return { post, latest: snapshot(3 * DAY), atDay: snapshot(DAY) }
}

const QUIET = { likes: 0, replies: 0, reposts: 0, quotes: 0 }

describe('the ranking', () => {
  const posts = [
    figuresOf({ id: '1', ...QUIET, views: 101, likes: 20 }),
    figuresOf({ id: '2', ...QUIET, views: 10_000, likes: 1500 }),
    figuresOf({ id: '3', ...QUIET, views: 99, likes: 90 }),
    figuresOf({ id: '4', views: 5000, likes: 10, replies: 1, reposts: 0 }),
    figuresOf({ id: '5', ...QUIET, views: 500, likes: 501 }),
  ]

  test('puts what many saw above a lucky post, says where too few saw it, and hides nothing', () => {
    const ranked = rankPosts(posts)
    expect(ranked.map(({ post, engagement }) => `${post.mediaId} ${engagement.kind}`)).toEqual([
      '2 rate',
      '1 rate',
      '5 too_few',
      '3 too_few',
      '4 missing',
    ])
    expect(ranked.at(-1)?.engagement).toEqual({ kind: 'missing', reason: 'not-served' })
  })

  test('is stable: in whatever order posts come, they stand in the same places', () => {
    const given = fc.record({
      id: fc.stringMatching(/^\d{17}$/),
      views: fc.integer({ min: 0, max: 300 }),
      likes: fc.integer({ min: 0, max: 5 }),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(given, { selector: ({ id }) => id }),
        fc.infiniteStream(fc.nat()),
        (all, keys) => {
          const figures = all.map((one) => figuresOf({ ...QUIET, ...one }))
          const shuffled = figures
            .map((one) => ({ one, key: keys.next().value }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ one }) => one)
          const ids = (list: readonly PostFigures[]) => rankPosts(list).map(({ post }) => post.mediaId)
          expect(ids(shuffled)).toEqual(ids(figures))
        },
      ),
    )
  })

  test('shows no number that was not read', () => {
    const given = fc.record(
      { views: fc.nat(1000), likes: fc.nat(50), replies: fc.nat(9), reposts: fc.nat(9), quotes: fc.nat(9) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(given, (numbers) => {
        const [ranked] = rankPosts([figuresOf({ id: '1', ...numbers })])
        const stored: Partial<Record<PostMetric, number>> = numbers
        for (const metric of POST_METRICS)
          expect(ranked && valueOf(ranked.counts[metric])).toBe(stored[metric])
      }),
    )
  })

  test('a post that was never read has no numbers, and a repost never will', () => {
    const { post } = figuresOf({ id: '1' })
    const [unread, repost] = [
      rankPosts([{ post }])[0],
      rankPosts([{ post: { ...post, mediaType: REPOST } }])[0],
    ]
    expect(unread?.counts.views).toEqual({ kind: 'missing', reason: 'not-read' })
    expect(repost?.engagement).toEqual({ kind: 'missing', reason: 'repost' })
  })
})

describe('a curve', () => {
  const at = (ageMs: number, views: number): PostSnapshot => ({
    mediaId: 'own',
    at: (NOON + ageMs) as Millis,
    counts: countsOf(POST_METRICS, { views }),
  })
  const post = { mediaId: 'own', publishedAt: NOON as Millis }
  const other = (id: string, views: number) => ({
    post: { mediaId: id, publishedAt: NOON as Millis },
    snapshots: [at(HOUR, views), at(2 * HOUR, 10 * views)],
  })

  test('stands beside the median of the others at the same age; a late read is of no age', () => {
    const own = { post, snapshots: [at(HOUR, 40), at(2 * HOUR, 60)] }
    const others = [own, other('a', 10), other('b', 30), other('c', 20)]
    const now = (NOON + 4 * HOUR) as Millis
    const { points, rungs } = curveOf(own, others, { metric: 'views', now })
    expect(points.map(({ ageMs, reading }) => [ageMs, valueOf(reading)])).toEqual([
      [HOUR, 40],
      [2 * HOUR, 60],
    ])
    expect(rungs.map(({ reading }) => valueOf(reading) ?? reading)).toEqual([
      { kind: 'missing', reason: 'not-read' },
      40,
      { kind: 'missing', reason: 'not-read' },
      ...Array.from({ length: 4 }, () => ({ kind: 'missing', reason: 'too-early' })),
    ])
    expect(rungs[1]?.usual).toEqual({ kind: 'median', posts: 3, median: 20 })
    expect(rungs[2]?.usual).toEqual({ kind: 'too_few', posts: 0 })
  })

  test('ends where the post was deleted', () => {
    const own = { post: { ...post, goneAt: (NOON + 3 * HOUR) as Millis }, snapshots: [at(HOUR, 40)] }
    const { rungs } = curveOf(own, [], { metric: 'views', now: (NOON + 30 * DAY) as Millis })
    expect(rungs.slice(2).map(({ reading }) => reading)).toEqual(
      Array.from({ length: 5 }, () => ({ kind: 'missing', reason: 'gone' })),
    )
  })
})

describe('posts compared', () => {
  const hourOf = (instant: Millis) => {
    const hours = Math.floor(instant / HOUR) + 9 // As in Tokyo.
    return { hour: hours % 24, weekday: ((Math.floor(hours / 24) + 3) % 7) + 1 }
  }

  test('by the hour and weekday on the account’s own wall, with how many there are', () => {
    const posts = [1, 2, 3].map((id) => figuresOf({ id: String(id), ...QUIET, views: id * 100 }))
    const late = figuresOf({ id: '9', ...QUIET, views: 5, publishedAt: NOON + 6 * HOUR })
    const reply = figuresOf({ id: '8', ...QUIET, views: 5, isReply: true })
    const { cells, byHour, byWeekday } = compareHours([...posts, late, reply], { measure: 'views', hourOf })
    expect(cells).toEqual([
      { weekday: 1, hour: 21, usual: { kind: 'median', posts: 3, median: 200 } },
      { weekday: 2, hour: 3, usual: { kind: 'too_few', posts: 1 } },
    ])
    expect(byHour).toHaveLength(24)
    expect(byWeekday.map(({ usual }) => usual.posts)).toEqual([3, 1, 0, 0, 0, 0, 0])
  })

  test('by kind and by topic; a post without its number at the age of a day is not guessed', () => {
    const posts = [
      ...[1, 2, 3].map((id) =>
        figuresOf({ id: `t${id}`, ...QUIET, views: 100 * id, likes: 10, topic: 'tea' }),
      ),
      { ...figuresOf({ id: 'i', ...QUIET, views: 900, mediaType: 'IMAGE' }), atDay: undefined },
      figuresOf({ id: 'r', mediaType: REPOST }),
    ].map(({ atDay, ...rest }): PostFigures => ({ ...rest, ...(atDay && { atDay }) }))
    expect(compareBy(posts, 'kind')).toEqual([
      {
        name: 'TEXT_POST',
        posts: 3,
        views: { kind: 'median', posts: 3, median: 200 },
        engagement: { kind: 'median', posts: 3, median: 0.05 },
      },
      {
        name: 'IMAGE',
        posts: 1,
        views: { kind: 'too_few', posts: 0 },
        engagement: { kind: 'too_few', posts: 1 },
      },
    ])
    expect(compareBy(posts, 'topic').map(({ name }) => name)).toEqual(['tea', undefined])
  })
})

test('the first day is the first that Meta serves', () => {
  expect(FIRST_DAY).toBe('2024-04-13')
})
