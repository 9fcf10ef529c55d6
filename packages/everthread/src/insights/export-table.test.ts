import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Millis } from '../time/clock.ts'
import { dayTable, postTable, snapshotTable, toCsv } from './export-table.ts'
import { seriesOf } from './day-series.ts'
import type { MetaDay } from './meta-day.ts'
import { rankPosts } from './ranking.ts'
import { counted, countsOf } from './reading.ts'
import { POST_METRICS } from './snapshot.ts'

const [first, second] = ['2026-06-01', '2026-06-02'] as MetaDay[] as [MetaDay, MetaDay]
const publishedAt = 1_780_315_200_000 as Millis
const snapshot = {
  mediaId: '7',
  at: (publishedAt + 3_600_000) as Millis,
  counts: countsOf(POST_METRICS, { views: 200, likes: 20, replies: 0, reposts: 0, quotes: 0 }),
}
const post = { mediaId: '7', publishedAt, text: '=1+1, "quoted"', isReply: false }

test('a day without a number has no cell, and says why', () => {
  const reach = { today: '2026-06-20' as MetaDay, filledTo: first, unfilled: 'not-yet-filled' } as const
  const series = (read: [MetaDay, number][]) =>
    seriesOf([first, second], new Map(read.map(([day, value]) => [day, counted(value)])), reach)
  const empty = series([])
  const table = dayTable({
    ...{ likes: empty, replies: empty, reposts: empty, quotes: empty, clicks: empty },
    views: series([[first, 0]]),
    followers_count: series([[second, 5]]),
  })
  expect(table.rows[0]).toMatchObject({ day: first, views: 0 })
  expect(table.rows[0]).not.toHaveProperty('likes')
  expect(table.rows[0]?.['missing']).toContain('likes: not-read')
  expect(toCsv(table).split('\r\n')[1]).toMatch(/^2026-06-01,0,,,,,,,"?likes: not-read/)
})

test('a post has its numbers, its engagement and its interval', () => {
  const [row] = postTable(rankPosts([{ post, latest: snapshot }])).rows
  expect(row).toMatchObject({ media_id: '7', views: 200, likes: 20, engagement: 'rate', rate: 0.1 })
  expect(row?.['missing']).toBe('shares: not-served')
})

test('a snapshot has its age', () => {
  expect(snapshotTable([{ post, snapshots: [snapshot] }]).rows[0]).toMatchObject({
    age_minutes: 60,
    views: 200,
  })
})

test('a spreadsheet takes no text of a post for a formula', () => {
  const csv = toCsv(postTable(rankPosts([{ post, latest: snapshot }])))
  expect(csv).toContain(`"'=1+1, ""quoted"""`)
})

/** As a spreadsheet reads it. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

test('whatever a text holds, it comes back whole', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const table = { columns: ['n', 'text'], rows: texts.map((text, n) => ({ n, text })) }
      const read = parse(toCsv(table)).slice(1)
      expect(read.map(([, text]) => text?.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(texts)
    }),
  )
})
