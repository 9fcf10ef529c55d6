/**
 * What the lane of insights leaves behind, of many accounts in one transaction, each under its claim's fence. A read can be
 * repeated, so everything that a turn has read is written at its end, together with when the account is due again.
 */
import { sql, type Transaction } from 'kysely'
import type { AccountProgress } from '../insights/account-policy.ts'
import type {
  AudienceSnapshot,
  DaySnapshot,
  FollowerSnapshot,
  KnownPost,
  PostSnapshot,
} from '../insights/snapshot.ts'
import { valueOf } from '../insights/reading.ts'
import type { InsightStanding } from '../insights/standing.ts'
import type { Millis } from '../time/clock.ts'
import type { Claim } from './claims.ts'
import type { CallCount } from './insight-lane.ts'
import { dayValues, postValues } from './insight-rows.ts'
import { multiRow, type RowValues } from './multi-row.ts'
import { DELETE_WORK, doubtToken, holdClaims, PUT_WORK, RELEASE } from './post-commit.ts'
import type { Schema } from './schema.ts'

/** What was read. */
export interface InsightGains {
  readonly posts: readonly KnownPost[]
  readonly gone: readonly { readonly mediaId: string; readonly at: Millis }[]
  readonly snapshots: readonly PostSnapshot[]
  readonly days: readonly DaySnapshot[]
  readonly followers: readonly FollowerSnapshot[]
  readonly audience: readonly AudienceSnapshot[]
}

export interface InsightCommit {
  readonly claim: Claim
  readonly at: Millis
  readonly standing: InsightStanding
  readonly progress: AccountProgress
  readonly calls: CallCount
  readonly gains: InsightGains
  /** When posts, or with '' the account, are due again; `undefined`: never. */
  readonly work: readonly { readonly subject: string; readonly dueAt: Millis | undefined }[]
  /** Posts seen for the first time: where they have a row already, it stands. */
  readonly firstReads: readonly { readonly mediaId: string; readonly dueAt: Millis }[]
  /** Everything that is due waits until then. */
  readonly putOffUntil?: Millis
  /** Meta refused the token: the keeper looks at it now. */
  readonly isTokenDoubted: boolean
}

/** Each gives its account back. */
export async function commitInsights(
  trx: Transaction<Schema>,
  commits: readonly InsightCommit[],
): Promise<void> {
  await holdClaims(trx, commits)
  await PUT_ACCOUNTS.run(trx, commits.map(accountRow))
  await writeGains(trx, commits)
  await writeWork(trx, commits)
  for (const { claim, at, isTokenDoubted } of commits)
    if (isTokenDoubted) await doubtToken(trx, claim.accountId, at)
  await RELEASE.run(
    trx,
    commits.map(({ claim }) => [claim.accountId]),
  )
}

function accountRow({ claim, standing, progress, calls }: InsightCommit): RowValues {
  return [
    claim.accountId,
    standing.kind === 'reading' ? null : JSON.stringify(standing),
    progress.listedAt ?? null,
    progress.listAfter ?? null,
    progress.followersAt ?? null,
    progress.audienceAt ?? null,
    progress.newest ?? null,
    progress.settled ?? null,
    progress.filledTo ?? null,
    calls.day,
    calls.calls,
  ]
}

async function writeGains(trx: Transaction<Schema>, commits: readonly InsightCommit[]): Promise<void> {
  const each = <T>(pick: (gains: InsightGains, accountId: string) => readonly T[]): T[] =>
    commits.flatMap(({ gains, claim }) => pick(gains, claim.accountId))
  await PUT_POSTS.run(
    trx,
    each(({ posts }, id) => posts.map((post) => postRow(id, post))),
  )
  await PUT_GONE.run(
    trx,
    each(({ gone }) => gone.map(({ mediaId, at }): RowValues => [mediaId, at])),
  )
  await PUT_SNAPSHOTS.run(
    trx,
    each(({ snapshots }) =>
      snapshots.map(({ mediaId, at, counts }): RowValues => [mediaId, at, ...postValues(counts)]),
    ),
  )
  await PUT_DAYS.run(
    trx,
    each(({ days }, id) => days.map(({ day, at, counts }): RowValues => [id, day, at, ...dayValues(counts)])),
  )
  await PUT_FOLLOWERS.run(
    trx,
    each(({ followers }, id) =>
      followers.map(({ at, followers: count }): RowValues => [id, at, valueOf(count) ?? null]),
    ),
  )
  await PUT_AUDIENCE.run(
    trx,
    each(({ audience }, id) => audience.map((one) => audienceRow(id, one))),
  )
}

function postRow(accountId: string, post: KnownPost): RowValues {
  const { mediaId, publishedAt, mediaType = null, topic = null, text = null, permalink = null } = post
  return [mediaId, accountId, publishedAt, mediaType, topic, text, permalink, post.isReply ? 1 : 0]
}

function audienceRow(accountId: string, { dimension, at, groups }: AudienceSnapshot): RowValues {
  return groups.kind === 'groups'
    ? [accountId, dimension, at, JSON.stringify(groups.groups), null]
    : [accountId, dimension, at, null, groups.reason]
}

async function writeWork(trx: Transaction<Schema>, commits: readonly InsightCommit[]): Promise<void> {
  const rows = commits.flatMap(({ claim, work }) =>
    work.map((row) => ({ key: [claim.accountId, 'insight', row.subject], dueAt: row.dueAt })),
  )
  await DELETE_WORK.run(
    trx,
    rows.flatMap(({ key, dueAt }) => (dueAt === undefined ? [key] : [])),
  )
  await PUT_WORK.run(
    trx,
    rows.flatMap(({ key, dueAt }) => (dueAt === undefined ? [] : [[...key, dueAt]])),
  )
  await ADD_WORK.run(
    trx,
    commits.flatMap(({ claim, firstReads }) =>
      firstReads.map(({ mediaId, dueAt }): RowValues => [claim.accountId, 'insight', mediaId, dueAt]),
    ),
  )
  for (const { claim, at, putOffUntil } of commits)
    if (putOffUntil !== undefined) await putOff(trx, claim.accountId, { at, until: putOffUntil })
}

/** Once an hour for an account that cannot be read: not worth a statement over many. */
async function putOff(
  trx: Transaction<Schema>,
  accountId: string,
  { at, until }: { readonly at: Millis; readonly until: Millis },
): Promise<void> {
  await trx
    .updateTable('work')
    .set({ due_at: until })
    .where('account_id', '=', accountId)
    .where('kind', '=', 'insight')
    .where('due_at', '<=', at)
    .execute()
}

/** Posts that have just been published are read for the first time then. In the transaction that says they are out. */
export async function scheduleFirstReads(
  trx: Transaction<Schema>,
  reads: readonly { readonly accountId: string; readonly mediaId: string; readonly dueAt: Millis }[],
): Promise<void> {
  await ADD_WORK.run(
    trx,
    reads.map(({ accountId, mediaId, dueAt }) => [accountId, 'insight', mediaId, dueAt]),
  )
}

const ADD_WORK = multiRow(
  (rows) => sql`
    INSERT INTO work (account_id, kind, subject, due_at) VALUES ${rows}
    ON CONFLICT (account_id, kind, subject) DO NOTHING`,
)

const PUT_ACCOUNTS = multiRow(
  (rows) => sql`
    INSERT INTO insight_account (account_id, standing, listed_at, list_after, followers_at, audience_at, newest_day,
      settled_day, filled_to, calls_day, calls)
    VALUES ${rows}
    ON CONFLICT (account_id) DO UPDATE SET standing = excluded.standing, listed_at = excluded.listed_at,
      list_after = excluded.list_after, followers_at = excluded.followers_at, audience_at = excluded.audience_at,
      newest_day = excluded.newest_day, settled_day = excluded.settled_day, filled_to = excluded.filled_to,
      calls_day = excluded.calls_day, calls = excluded.calls`,
)

/** What a person changed at Meta since is taken over. A post belongs to one account for ever. */
const PUT_POSTS = multiRow(
  (rows) => sql`
    INSERT INTO insight_post (media_id, account_id, published_at, media_type, topic, text, permalink, is_reply)
    VALUES ${rows}
    ON CONFLICT (media_id) DO UPDATE SET media_type = excluded.media_type, topic = excluded.topic,
      text = excluded.text, permalink = excluded.permalink`,
)

const PUT_GONE = multiRow(
  (rows) => sql`
    UPDATE insight_post SET gone_at = CAST(gone.column2 AS BIGINT)
    FROM (VALUES ${rows}) AS gone WHERE insight_post.media_id = gone.column1`,
)

/** @NOTE Two reads within one millisecond are one: the clock may stand still in a test, or be set back. */
const PUT_SNAPSHOTS = multiRow(
  (rows) => sql`
    INSERT INTO insight_snapshot (media_id, at, views, likes, replies, reposts, quotes, shares) VALUES ${rows}
    ON CONFLICT (media_id, at) DO NOTHING`,
)

const PUT_DAYS = multiRow(
  (rows) => sql`
    INSERT INTO insight_day (account_id, day, at, views, likes, replies, reposts, quotes, clicks) VALUES ${rows}
    ON CONFLICT (account_id, day, at) DO NOTHING`,
)

const PUT_FOLLOWERS = multiRow(
  (rows) => sql`
    INSERT INTO insight_followers (account_id, at, followers) VALUES ${rows}
    ON CONFLICT (account_id, at) DO NOTHING`,
)

const PUT_AUDIENCE = multiRow(
  (rows) => sql`
    INSERT INTO insight_audience (account_id, dimension, at, groups, missing) VALUES ${rows}
    ON CONFLICT (account_id, dimension, at) DO NOTHING`,
)
