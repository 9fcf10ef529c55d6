/** The ledger, besides what the lane reads and writes of it: what recovery asks. */
import type { Kysely } from 'kysely'
import type { PartContent } from '../publisher/content.ts'
import type { Schema } from './schema.ts'
import type { Millis } from '../time/clock.ts'
import { DAY } from '../time/duration.ts'

/** Which of these media ids are known of the account: published by us, or found to be a part that was published by hand. */
export async function knownMediaIds(
  db: Kysely<Schema>,
  accountId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('publication')
    .select('media_id')
    .where('account_id', '=', accountId)
    .where('media_id', 'in', [...ids])
    .union(
      db
        .selectFrom('part')
        .innerJoin('post', 'post.id', 'part.post_id')
        .select('part.media_id')
        .where('post.account_id', '=', accountId)
        .where('part.media_id', 'in', [...ids]),
    )
    .execute()
  return new Set(rows.flatMap(({ media_id }) => media_id ?? []))
}

/** What Meta's quotas count, as far as it went out through us. */
export interface PublishedCounts {
  readonly posts: number
  /** Of another post, or of the part before. */
  readonly replies: number
}

/** Whoever is later than this is not looked for: the plan is what the index knows. */
const LATEST_MS = DAY

/** What a person published by hand is in no quota. */
export async function countPublished(
  db: Kysely<Schema>,
  accountId: string,
  since: Millis,
): Promise<PublishedCounts> {
  const rows = await db
    .selectFrom('post')
    .innerJoin('part', 'part.post_id', 'post.id')
    .select(['part.position', 'part.content'])
    .where('post.account_id', '=', accountId)
    .where('post.planned_at', '>', since - LATEST_MS)
    .where('part.published_at', '>', since)
    .where('part.by_hand', 'is', null)
    .execute()
  const replies = rows.filter(
    ({ position, content }) => position > 1 || (JSON.parse(content) as PartContent).replyToId !== undefined,
  ).length
  return { posts: rows.length - replies, replies }
}
