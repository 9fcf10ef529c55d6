/**
 * What the post lane reads of many accounts at once: each account's own row, token and queue, and its posts that are due or
 * soon will be, with their parts and the ledger.
 */
import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely'
import type { LedgerEntry } from '../publisher/post-facts.ts'
import type { Post } from '../publisher/post.ts'
import { DEFAULT_QUEUE, type Queue } from '../publisher/queue-policy.ts'
import type { Quotas } from '../publisher/quota.ts'
import type { Refusal } from '../keeper/facts.ts'
import type { Millis } from '../time/clock.ts'
import { multiRow } from './multi-row.ts'
import { toPost } from './posts.ts'
import { toQueue } from './queues.ts'
import { toQuotas } from './quotas.ts'
import type { PartTable, PostTable, PublicationTable, QueueTable, Schema } from './schema.ts'

export interface PostLaneRows {
  readonly accountId: string
  readonly jitter: number
  readonly refusal?: Refusal
  /** Of the current token. */
  readonly generation: {
    readonly number: number
    readonly sealedToken: string
    readonly scopes?: readonly string[]
  }
  readonly queue: Queue
  readonly quotas: Quotas
  /** The token, or a place that it is delivered to. */
  readonly isTokenDue: boolean
  readonly posts: readonly LanePost[]
}

export interface LanePost {
  readonly post: Post
  readonly ledger: readonly LedgerEntry[]
  readonly dueAt: Millis
}

export interface LaneQuery {
  readonly now: Millis
  /** Posts whose row falls due until then may stand before those that are due. */
  readonly soon: Millis
}

/** Of one account at once; the rest has its turn when these are done. */
const MOST_POSTS = 50

export async function readPostLanes(
  db: Kysely<Schema>,
  accountIds: readonly string[],
  { now, soon }: LaneQuery,
): Promise<ReadonlyMap<string, PostLaneRows>> {
  const keys = accountIds.map((id) => [id])
  const accounts = await ACCOUNTS.run(db, keys)
  const work = Map.groupBy(await WORK.run(db, keys, [soon]), (row) => row.account_id)
  const chosen = [...work.values()].flatMap((rows) => rows.filter(isPost).slice(0, MOST_POSTS))
  const ids = chosen.map(({ subject }) => [subject])
  const posts = new Map((await POSTS.run(db, ids)).map((row) => [row.id, row]))
  const parts = Map.groupBy(await PARTS.run(db, ids), (row) => row.post_id)
  const ledger = Map.groupBy(await LEDGER.run(db, ids), (row) => row.post_id)
  const byAccount = Map.groupBy(chosen, (row) => row.account_id)
  const lanePosts = (accountId: string): LanePost[] =>
    (byAccount.get(accountId) ?? []).flatMap(({ subject, due_at }) => {
      const row = posts.get(subject)
      if (!row) return []
      const rows = (parts.get(subject) ?? []).toSorted((one, other) => one.position - other.position)
      return [
        {
          post: toPost(row, rows),
          ledger: (ledger.get(subject) ?? []).map(toEntry),
          dueAt: due_at as Millis,
        },
      ]
    })
  return new Map(
    accounts.map((row) => {
      const isTokenDue = (work.get(row.id) ?? []).some((one) => !isPost(one) && one.due_at <= now)
      return [row.id, { ...toLane(row), isTokenDue, posts: lanePosts(row.id) }]
    }),
  )
}

function toLane(row: AccountRow): Omit<PostLaneRows, 'isTokenDue' | 'posts'> {
  return {
    accountId: row.id,
    jitter: row.jitter_ppm / 1_000_000,
    ...(row.refusal !== null && { refusal: JSON.parse(row.refusal) as Refusal }),
    generation: {
      number: row.number,
      sealedToken: row.sealed_token,
      ...(row.scopes !== null && { scopes: JSON.parse(row.scopes) as string[] }),
    },
    queue: row.zone === null ? DEFAULT_QUEUE : toQueue(row as QueueTable),
    quotas: toQuotas(row),
  }
}

export function toEntry(row: Selectable<PublicationTable>): LedgerEntry {
  return {
    position: row.position,
    containerId: row.container_id,
    intentAt: row.intent_at as Millis,
    outcome: row.outcome,
    ...(row.media_id !== null && { mediaId: row.media_id }),
  }
}

interface WorkRow {
  readonly account_id: string
  readonly kind: string
  readonly subject: string
  readonly due_at: number
}

function isPost({ kind }: WorkRow): boolean {
  return kind === 'post'
}

type AccountRow = {
  readonly id: string
  readonly jitter_ppm: number
  readonly refusal: string | null
  readonly number: number
  readonly sealed_token: string
  readonly scopes: string | null
  readonly post_quota: string | null
  readonly reply_quota: string | null
} & { readonly [K in keyof QueueTable]: QueueTable[K] | null }

const ACCOUNTS = multiRow(
  (ids) => sql<AccountRow>`
    SELECT account.id, account.jitter_ppm, account.refusal, account.post_quota, account.reply_quota, generation.number, generation.sealed_token,
      generation.scopes, queue.account_id, queue.zone, queue.pause, queue.missed, queue.late_limit_ms
    FROM account
    JOIN generation ON generation.account_id = account.id AND generation.state = 'current'
    LEFT JOIN queue ON queue.account_id = account.id
    WHERE account.id IN (VALUES ${ids})`,
)

const WORK = multiRow(
  (ids, [soon]) => sql<WorkRow>`
    SELECT account_id, kind, subject, due_at FROM work
    WHERE account_id IN (VALUES ${ids}) AND due_at <= ${soon} AND kind <> 'insight' ORDER BY due_at`,
)

const POSTS = multiRow((ids) => sql<Selectable<PostTable>>`SELECT * FROM post WHERE id IN (VALUES ${ids})`)
const PARTS = multiRow((ids) => ofPosts<Selectable<PartTable>>(sql.table('part'), ids))
const LEDGER = multiRow((ids) => ofPosts<Selectable<PublicationTable>>(sql.table('publication'), ids))

function ofPosts<Row>(table: RawBuilder<unknown>, ids: RawBuilder<unknown>): RawBuilder<Row> {
  return sql<Row>`SELECT * FROM ${table} WHERE post_id IN (VALUES ${ids})`
}

/** Of a file of ours. */
export async function findMediaKind(db: Kysely<Schema>, id: string): Promise<'image' | 'video' | undefined> {
  const row = await db.selectFrom('media').select('kind').where('id', '=', id).executeTakeFirst()
  return row?.kind
}
