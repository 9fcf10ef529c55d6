/**
 * What the lane of insights reads of many accounts at once: each account's own row and token, how far reading has come, and
 * its posts whose turn it is with their last two snapshots.
 */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { AccountProgress } from '../insights/account-policy.ts'
import type { PostReads } from '../insights/age-ladder.ts'
import type { MetaDay } from '../insights/meta-day.ts'
import type { KnownPost } from '../insights/snapshot.ts'
import type { InsightStanding } from '../insights/standing.ts'
import type { Refusal } from '../keeper/facts.ts'
import type { Millis } from '../time/clock.ts'
import { toKnownPost, toPostSnapshot } from './insight-rows.ts'
import { multiRow } from './multi-row.ts'
import type { InsightAccountTable, InsightPostTable, InsightSnapshotTable, Schema } from './schema.ts'

export interface InsightLaneRows {
  readonly jitter: number
  readonly refusal?: Refusal
  /** Of the current token. */
  readonly generation: {
    readonly number: number
    readonly sealedToken: string
    readonly scopes?: readonly string[]
  }
  readonly standing: InsightStanding
  readonly progress: AccountProgress
  readonly calls: CallCount
  /** What Meta said last. */
  readonly followers?: number
  readonly isAccountDue: boolean
  /** Those that have waited longest first. */
  readonly duePosts: readonly DuePost[]
}

export interface CallCount {
  /** Days since the epoch, UTC. */
  readonly day: number
  readonly calls: number
}

export interface DuePost {
  readonly mediaId: string
  /** Absent: it has just been published, and nobody has described it yet. */
  readonly known?: KnownPost
  readonly reads: Pick<PostReads, 'last' | 'earlier'>
}

/** Of one account at once; the rest has its turn when these are done. */
const MOST_POSTS = 10

/** Accounts of which nothing is due are not among them. */
export async function readInsightLanes(
  db: Kysely<Schema>,
  accountIds: readonly string[],
  now: Millis,
): Promise<ReadonlyMap<string, InsightLaneRows>> {
  const due = Map.groupBy(
    await DUE.run(
      db,
      accountIds.map((id) => [id]),
      [now],
    ),
    (row) => row.account_id,
  )
  const accounts = await ACCOUNTS.run(
    db,
    [...due.keys()].map((id) => [id]),
  )
  const chosen = new Map([...due].map(([id, rows]) => [id, mediaIdsIn(rows).slice(0, MOST_POSTS)]))
  const posts = await readPosts(db, [...chosen.values()].flat())
  return new Map(
    accounts.map((row) => [
      row.id,
      {
        ...toLane(row),
        isAccountDue: (due.get(row.id) ?? []).some(({ subject }) => subject === ''),
        duePosts: (chosen.get(row.id) ?? []).map((mediaId) => posts(mediaId)),
      },
    ]),
  )
}

function mediaIdsIn(rows: readonly DueRow[]): string[] {
  return rows.flatMap(({ subject }) => (subject === '' ? [] : [subject]))
}

async function readPosts(
  db: Kysely<Schema>,
  mediaIds: readonly string[],
): Promise<(mediaId: string) => DuePost> {
  const keys = mediaIds.map((id) => [id])
  const posts = new Map((await POSTS.run(db, keys)).map((row) => [row.media_id, toKnownPost(row)]))
  const snapshots = Map.groupBy((await LAST_TWO.run(db, keys)).map(toPostSnapshot), (one) => one.mediaId)
  return (mediaId) => {
    const known = posts.get(mediaId)
    const [last, earlier] = (snapshots.get(mediaId) ?? []).toSorted((one, other) => other.at - one.at)
    return { mediaId, ...(known && { known }), reads: { ...(last && { last }), ...(earlier && { earlier }) } }
  }
}

function toLane(row: AccountRow): Omit<InsightLaneRows, 'isAccountDue' | 'duePosts'> {
  return {
    jitter: row.jitter_ppm / 1_000_000,
    ...(row.refusal !== null && { refusal: JSON.parse(row.refusal) as Refusal }),
    generation: {
      number: row.number,
      sealedToken: row.sealed_token,
      ...(row.scopes !== null && { scopes: JSON.parse(row.scopes) as string[] }),
    },
    standing: toStanding(row),
    progress: toProgress(row),
    calls: { day: row.calls_day ?? 0, calls: row.calls ?? 0 },
    ...(row.followers !== null && { followers: row.followers }),
  }
}

export function toStanding({ standing }: Pick<ProgressRow, 'standing'>): InsightStanding {
  return standing === null ? { kind: 'reading' } : (JSON.parse(standing) as InsightStanding)
}

/** A missing row is an account of which nothing has been read. */
export type ProgressRow = { readonly [K in keyof InsightAccountTable]: InsightAccountTable[K] | null }

export function toProgress(row: ProgressRow): AccountProgress {
  return {
    ...(row.listed_at !== null && { listedAt: row.listed_at as Millis }),
    ...(row.list_after !== null && { listAfter: row.list_after }),
    ...(row.followers_at !== null && { followersAt: row.followers_at as Millis }),
    ...(row.audience_at !== null && { audienceAt: row.audience_at as Millis }),
    ...(row.newest_day !== null && { newest: row.newest_day as MetaDay }),
    ...(row.settled_day !== null && { settled: row.settled_day as MetaDay }),
    ...(row.filled_to !== null && { filledTo: row.filled_to as MetaDay }),
  }
}

/** Which of these posts have been taken in. */
export async function listKnownPosts(db: Kysely<Schema>, mediaIds: readonly string[]): Promise<Set<string>> {
  const rows = await POSTS.run(
    db,
    mediaIds.map((id) => [id]),
  )
  return new Set(rows.map((row) => row.media_id))
}

/** From now on the account's numbers are read. Where they are already, nothing changes. */
export async function beginInsights(db: Kysely<Schema>, accountId: string, now: Millis): Promise<void> {
  await db
    .insertInto('work')
    .values({ account_id: accountId, kind: 'insight', subject: '', due_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface DueRow {
  readonly account_id: string
  readonly subject: string
}

type AccountRow = ProgressRow & {
  readonly id: string
  readonly jitter_ppm: number
  readonly refusal: string | null
  readonly number: number
  readonly sealed_token: string
  readonly scopes: string | null
  readonly followers: number | null
}

const DUE = multiRow(
  (ids, [now]) => sql<DueRow>`
    SELECT account_id, subject FROM work
    WHERE account_id IN (VALUES ${ids}) AND kind = 'insight' AND due_at <= ${now} ORDER BY due_at, subject`,
)

const ACCOUNTS = multiRow(
  (ids) => sql<AccountRow>`
    SELECT account.id, account.jitter_ppm, account.refusal, generation.number, generation.sealed_token, generation.scopes,
      insight_account.*,
      (SELECT followers FROM insight_followers WHERE insight_followers.account_id = account.id
        ORDER BY at DESC LIMIT 1) AS followers
    FROM account
    JOIN generation ON generation.account_id = account.id AND generation.state = 'current'
    LEFT JOIN insight_account ON insight_account.account_id = account.id
    WHERE account.id IN (VALUES ${ids})`,
)

const POSTS = multiRow(
  (ids) => sql<Selectable<InsightPostTable>>`SELECT * FROM insight_post WHERE media_id IN (VALUES ${ids})`,
)

const LAST_TWO = multiRow(
  (ids) => sql<Selectable<InsightSnapshotTable>>`
    SELECT * FROM (
      SELECT insight_snapshot.*, row_number() OVER (PARTITION BY media_id ORDER BY at DESC) AS place
      FROM insight_snapshot WHERE media_id IN (VALUES ${ids})
    ) AS latest WHERE place <= 2`,
)
