/** A store with numbers in it, as a turn of reading leaves them. For tests. */
import { claimDue } from '../store/claims.ts'
import { commitInsights } from '../store/insight-commit.ts'
import { beginInsights } from '../store/insight-lane.ts'
import type { Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Millis } from '../time/clock.ts'
import { DAY, HOUR } from '../time/duration.ts'
import { loadZones } from '../time/zones.ts'
import { metaDays, shiftDay } from './meta-day.ts'
import { counted, countsOf } from './reading.ts'
import { DAY_METRICS, type KnownPost, POST_METRICS, type PostSnapshot } from './snapshot.ts'

/**
 * Two weeks of days, 10 views on the last of them and one more on each day before it, 1 like a day, the rest on the first day alone; a post of
 * tea, five days old, with 100 views after an hour and 300 after a day, and one that too few saw and that is gone; 120
 * followers, one more than yesterday; and Meta asks for fewer calls.
 */
export async function fillWithNumbers(store: Store<Schema>, accountId: string, now: Millis): Promise<void> {
  const days = metaDays(await loadZones())
  await beginInsights(store.db, accountId, now)
  const [claim] = await claimDue(store.db, { owner: 'test', now, ticks: store.ticks(), accountId })
  if (!claim) throw new Error('nobody else is here')
  const today = days.of(now)
  const until = (now + HOUR) as Millis
  await store.transaction((trx) =>
    commitInsights(trx, [
      {
        claim,
        at: now,
        standing: { kind: 'waiting', reason: 'rate-limited', since: now, count: 1, until },
        progress: { listedAt: now, newest: shiftDay(today, -1), filledTo: shiftDay(today, -14) },
        calls: { day: 0, calls: 3 },
        gains: {
          posts: [teaPost(now), gonePost(now)],
          gone: [{ mediaId: '78', at: now }],
          snapshots: [
            snapshot(teaPost(now), HOUR, { views: 100 }),
            snapshot(teaPost(now), DAY, { views: 300 }),
            snapshot(gonePost(now), HOUR, { views: 3 }),
          ],
          days: Array.from({ length: 14 }, (_, index) => ({
            day: shiftDay(today, -1 - index),
            at: now,
            counts: countsOf(DAY_METRICS, { views: 10 + index, likes: 1, ...(index === 13 && ALL) }),
          })),
          followers: [
            { at: (now - DAY) as Millis, followers: counted(119) },
            { at: now, followers: counted(120) },
          ],
          audience: [
            {
              dimension: 'age',
              at: now,
              groups: { kind: 'groups', groups: [{ name: '25-34', value: 120 }] },
            },
            { dimension: 'city', at: now, groups: { kind: 'missing', reason: 'not-served' } },
          ],
        },
        work: [{ subject: '', dueAt: until }],
        firstReads: [],
        isTokenDoubted: false,
      },
    ]),
  )
}

const ALL = { replies: 1, reposts: 1, quotes: 1, clicks: 1 }

function teaPost(now: Millis): KnownPost {
  return {
    mediaId: '77',
    publishedAt: (now - 5 * DAY) as Millis,
    mediaType: 'IMAGE',
    topic: 'tea',
    text: '@home, "again"',
    permalink: 'https://www.threads.com/@anna/post/A',
    isReply: false,
  }
}

function gonePost(now: Millis): KnownPost {
  return { mediaId: '78', publishedAt: (now - 3 * DAY) as Millis, mediaType: 'TEXT_POST', isReply: false }
}

function snapshot(
  { mediaId, publishedAt }: KnownPost,
  ageMs: number,
  { views }: { readonly views: number },
): PostSnapshot {
  const shares = views > 100 ? { shares: 2 } : {}
  const counts = countsOf(POST_METRICS, { views, likes: 30, replies: 1, reposts: 0, quotes: 0, ...shares })
  return { mediaId, at: (publishedAt + ageMs) as Millis, counts }
}
