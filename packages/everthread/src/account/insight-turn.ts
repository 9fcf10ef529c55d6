/**
 * One turn of reading: what it has gained so far, and the rows as each answer leaves them. Pure: the answers come from
 * `advance-insights.ts`, and everything is written at the end.
 */
import { type AccountRead, progressAfter } from '../insights/account-policy.ts'
import { nextPostRead } from '../insights/age-ladder.ts'
import type { Given } from '../insights/insights-api.ts'
import { countsOf } from '../insights/reading.ts'
import {
  type AudienceSnapshot,
  DAY_METRICS,
  type DayMetric,
  type FollowerSnapshot,
  type KnownPost,
  POST_METRICS,
  type PostMetric,
  REPOST,
} from '../insights/snapshot.ts'
import { type ReadTrouble, standingAfter } from '../insights/standing.ts'
import type { InsightCommit, InsightGains } from '../store/insight-commit.ts'
import type { DuePost, InsightLaneRows } from '../store/insight-lane.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'
import { utcDay } from '../time/calendar-day.ts'

export interface InsightTurn {
  readonly rows: InsightLaneRows
  readonly gains: InsightGains
  /** By subject. */
  readonly work: ReadonlyMap<string, Millis | undefined>
  readonly firstReads: InsightCommit['firstReads']
  readonly isTokenDoubted: boolean
}

export function beginTurn(rows: InsightLaneRows): InsightTurn {
  const gains = { posts: [], gone: [], snapshots: [], days: [], followers: [], audience: [] }
  return { rows, gains, work: new Map(), firstReads: [], isTokenDoubted: false }
}

/** A call was made: it is counted whatever came of it. */
export function afterCall(turn: InsightTurn, at: Millis): InsightTurn {
  const { calls } = turn.rows
  const day = utcDay(at)
  return withRows(turn, { calls: { day, calls: calls.day === day ? calls.calls + 1 : 1 } })
}

/** Just published: it is known now, and read next. */
export function afterDescription(turn: InsightTurn, post: DuePost, known: KnownPost): InsightTurn {
  const others = turn.rows.duePosts.filter(({ mediaId }) => mediaId !== post.mediaId)
  const next = withGains(turn, { posts: [...turn.gains.posts, known] })
  if (known.mediaType === REPOST) return withoutPost(next, post.mediaId, undefined)
  return withRows(next, { duePosts: [{ ...post, known }, ...others] })
}

export function afterNumbers(
  turn: InsightTurn,
  { mediaId, known, reads }: DuePost & { readonly known: KnownPost },
  { given, at }: { readonly given: Given<PostMetric>; readonly at: Millis },
): InsightTurn {
  const snapshot = { mediaId, at, counts: countsOf(POST_METRICS, given) }
  const { publishedAt } = known
  const dueAt = nextPostRead({
    publishedAt,
    last: snapshot,
    ...(reads.last && { earlier: reads.last }),
  })
  const next = withGains(turn, { snapshots: [...turn.gains.snapshots, snapshot] })
  return withoutPost(answered(next), mediaId, dueAt)
}

/** Meta has it no more, or will not say what it is. */
export function afterGone(turn: InsightTurn, { mediaId, known }: DuePost, at: Millis): InsightTurn {
  const gone = known ? [...turn.gains.gone, { mediaId, at }] : turn.gains.gone
  return withoutPost(answered(withGains(turn, { gone })), mediaId, undefined)
}

export interface PageRead {
  readonly posts: readonly KnownPost[]
  /** Of these, what was taken in before. */
  readonly knownIds: ReadonlySet<string>
  readonly next?: string
}

export function afterPage(turn: InsightTurn, page: PageRead, at: Millis): InsightTurn {
  const { posts, knownIds, next } = page
  const firstReads = posts.flatMap((post) =>
    knownIds.has(post.mediaId) || post.mediaType === REPOST
      ? []
      : [{ mediaId: post.mediaId, dueAt: firstReadOf(post, at) }],
  )
  const gained = withGains(turn, { posts: [...turn.gains.posts, ...posts] })
  return afterAccountRead(
    { ...gained, firstReads: [...turn.firstReads, ...firstReads] },
    { kind: 'list' },
    { at, ...(next !== undefined && { next }) },
  )
}

/** Old posts wait a hundredth of their age: a thousand of them come one after the other, and behind what is new. */
const BACKLOG_SHARE = 100

function firstReadOf({ publishedAt }: KnownPost, at: Millis): Millis {
  const ladder = nextPostRead({ publishedAt }) ?? at
  const age = at - publishedAt
  return age > DAY ? (Math.trunc(at + age / BACKLOG_SHARE) as Millis) : ladder
}

export function afterFollowers(turn: InsightTurn, followers: FollowerSnapshot): InsightTurn {
  const { at, followers: reading } = followers
  const gained = withGains(turn, { followers: [...turn.gains.followers, followers] })
  const known = reading.kind === 'count' ? withRows(gained, { followers: reading.value }) : gained
  return afterAccountRead(known, { kind: 'followers' }, { at })
}

export function afterAudience(
  turn: InsightTurn,
  audience: readonly AudienceSnapshot[],
  at: Millis,
): InsightTurn {
  const gained = withGains(turn, { audience: [...turn.gains.audience, ...audience] })
  return afterAccountRead(gained, { kind: 'audience' }, { at })
}

export interface DayRead {
  readonly read: Extract<AccountRead, { kind: 'day' }>
  readonly given: Given<DayMetric>
  readonly at: Millis
}

export function afterDay(turn: InsightTurn, { read, given, at }: DayRead): InsightTurn {
  const snapshot = { day: read.day, at, counts: countsOf(DAY_METRICS, given) }
  return afterAccountRead(withGains(turn, { days: [...turn.gains.days, snapshot] }), read, { at })
}

export function afterTrouble(turn: InsightTurn, trouble: ReadTrouble, at: Millis): InsightTurn {
  const standing = standingAfter(turn.rows.standing, trouble, at)
  const isDoubt = trouble.kind === 'wait' && trouble.reason === 'token-doubted'
  return { ...withRows(turn, { standing }), isTokenDoubted: turn.isTokenDoubted || isDoubt }
}

function afterAccountRead(
  turn: InsightTurn,
  read: AccountRead,
  came: { readonly at: Millis; readonly next?: string },
): InsightTurn {
  return withRows(answered(turn), { progress: progressAfter(turn.rows.progress, read, came) })
}

/** What stood in the way does no more. */
function answered(turn: InsightTurn): InsightTurn {
  return turn.rows.standing.kind === 'reading' ? turn : withRows(turn, { standing: { kind: 'reading' } })
}

function withoutPost(turn: InsightTurn, mediaId: string, dueAt: Millis | undefined): InsightTurn {
  const duePosts = turn.rows.duePosts.filter((one) => one.mediaId !== mediaId)
  return { ...withRows(turn, { duePosts }), work: new Map(turn.work).set(mediaId, dueAt) }
}

function withRows(turn: InsightTurn, change: Partial<InsightLaneRows>): InsightTurn {
  return { ...turn, rows: { ...turn.rows, ...change } }
}

function withGains(turn: InsightTurn, change: Partial<InsightGains>): InsightTurn {
  return { ...turn, gains: { ...turn.gains, ...change } }
}
