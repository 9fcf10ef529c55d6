/** A store with a million snapshots, straight into its tables: to read them from Meta would take days. */
import { type Kysely, sql } from 'kysely'
import type { Schema } from '../../packages/everthread/src/store/schema.ts'
import { DAY } from '../../packages/everthread/src/time/duration.ts'

export interface Crowd {
  readonly accounts: number
  /** Over one year. */
  readonly postsEach: number
  readonly now: number
}

/** Of each post: the seven rungs, and thirteen weeks. */
export const SNAPSHOTS_EACH = 20

/** Whose pages are looked at. */
export const MEASURED = 'a1'

const DAYS = 900
const LARGEST_PIECE = 200_000

export async function fillAccounts(db: Kysely<Schema>, { accounts, postsEach, now }: Crowd): Promise<void> {
  const every = Math.floor((365 * DAY) / postsEach)
  await insert(db, `account (id, user_id, created_at, jitter_ppm)`, {
    numbers: accounts,
    select: `'a' || (n + 1), 'u' || n, ${now}, 0`,
  })
  await insert(db, `insight_account (account_id, newest_day, filled_to, calls_day, calls)`, {
    numbers: accounts,
    select: `'a' || (n + 1), '2026-11-22', '2024-06-05', 0, 0`,
  })
  await insert(db, `insight_post (media_id, account_id, published_at, media_type, topic, text, is_reply)`, {
    numbers: accounts * postsEach,
    select: `'17' || (CAST(100000000000000 AS BIGINT) + n), 'a' || (1 + n % ${accounts}), ${now} - CAST(${every} AS BIGINT) * (n / ${accounts}),
      CASE n % 3 WHEN 0 THEN 'IMAGE' ELSE 'TEXT_POST' END, 'topic ' || (n / 3 % 7), 'Good morning, number ' || n, 0`,
  })
  await insert(db, `insight_followers (account_id, at, followers)`, {
    numbers: DAYS,
    select: `'${MEASURED}', ${now} - n * CAST(${DAY} AS BIGINT), 5000 - n`,
  })
}

/** Of the ladder, in minutes; later by some seconds, as it is. */
export async function fillSnapshots(db: Kysely<Schema>, { accounts, postsEach, now }: Crowd): Promise<void> {
  const every = Math.floor((365 * DAY) / postsEach)
  const minutes = [
    15,
    60,
    180,
    360,
    1440,
    4320,
    ...Array.from({ length: 14 }, (_, week) => 10_080 * (week + 1)),
  ]
  const ages = minutes
    .map((age, index) => `WHEN ${index} THEN CAST(${age * 60_000 + 1500} AS BIGINT)`)
    .join(' ')
  const [post, rung] = [`(n / ${SNAPSHOTS_EACH})`, `(n % ${SNAPSHOTS_EACH})`]
  const likes = `(${rung} * 3 + ${post} % 17)`
  await insert(db, `insight_snapshot (media_id, at, views, likes, replies, reposts, quotes, shares)`, {
    numbers: accounts * postsEach * SNAPSHOTS_EACH,
    select: `'17' || (CAST(100000000000000 AS BIGINT) + ${post}), ${now} - CAST(${every} AS BIGINT) * (${post} / ${accounts}) + CASE ${rung} ${ages} END,
      100 + ${rung} * 90 + ${post} % 700, ${likes}, ${rung} % 5, ${rung} % 3, ${rung} % 2, ${rung} % 4`,
  })
}

/** Each day was read twice. */
export async function fillDays(db: Kysely<Schema>, days: readonly string[], now: number): Promise<void> {
  for (const again of [0, 1]) {
    const rows = days.map((day, index) => ({
      account_id: MEASURED,
      day,
      at: now - index * DAY + again,
      views: 100 + (index % 50),
      likes: index % 30,
      replies: index % 7,
      reposts: index % 5,
      quotes: index % 3,
      clicks: index % 11,
    }))
    await db.insertInto('insight_day').values(rows).execute()
  }
}

interface Rows {
  readonly numbers: number
  /** Of `n`, from 0. */
  readonly select: string
}

/** In pieces: both engines count for themselves. */
async function insert(db: Kysely<Schema>, into: string, { numbers, select }: Rows): Promise<void> {
  for (let from = 0; from < numbers; from += LARGEST_PIECE) {
    const to = Math.min(numbers, from + LARGEST_PIECE)
    const counted = `WITH RECURSIVE one (n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM one WHERE n < ${to - 1})`
    await sql.raw(`INSERT INTO ${into} ${counted} SELECT ${select} FROM one`).execute(db)
  }
}
