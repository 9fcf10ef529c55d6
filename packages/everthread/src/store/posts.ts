/**
 * Posts with their parts, whole: read whole, saved whole. What the loop commits thousands of times a second has statements
 * of its own; this is for what people do.
 */
import type { ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely'
import type { PartContent } from '../publisher/content.ts'
import type {
  Part,
  PartAttempts,
  PartContainer,
  Plan,
  Post,
  PostId,
  PostState,
  PublishedAs,
  Standing,
} from '../publisher/post.ts'
import type { Millis } from '../time/clock.ts'
import type { PartTable, PostTable, Schema } from './schema.ts'

/** At most so many posts are read at once. */
const MOST_POSTS = 500

export interface PostQuery {
  readonly accountId?: string
  readonly states?: readonly PostState[]
  /** Instants: from the first, before the second. Posts without a plan are found without these only. */
  readonly plannedFrom?: Millis
  readonly plannedBefore?: Millis
  readonly limit?: number
  /** Only what comes behind this post: what goes out or is added meanwhile moves nobody from one page to another. */
  readonly after?: PostCursor
}

/** Where a post stands in the order of the list. */
export interface PostCursor {
  /** `undefined` for what has no plan. */
  readonly plannedAt: Millis | undefined
  readonly createdAt: Millis
  readonly id: string
}

/** By their plan, the earliest first; what has none comes last, the oldest first. */
export async function listPosts(db: Kysely<Schema>, query: PostQuery): Promise<Post[]> {
  let select = db.selectFrom('post').selectAll()
  if (query.accountId !== undefined) select = select.where('account_id', '=', query.accountId)
  if (query.states) select = select.where('state', 'in', [...query.states])
  if (query.plannedFrom !== undefined) select = select.where('planned_at', '>=', query.plannedFrom)
  if (query.plannedBefore !== undefined) select = select.where('planned_at', '<', query.plannedBefore)
  const { after } = query
  if (after) select = select.where((is) => isBehind(is, after))
  const rows = await select
    .orderBy('planned_at', (order) => order.asc().nullsLast())
    .orderBy('created_at')
    .orderBy('id')
    .limit(Math.min(query.limit ?? MOST_POSTS, MOST_POSTS))
    .execute()
  return withParts(db, rows)
}

function isBehind(is: ExpressionBuilder<Schema, 'post'>, { plannedAt, createdAt, id }: PostCursor) {
  const isLater = is.or([
    is('created_at', '>', createdAt),
    is.and([is('created_at', '=', createdAt), is('id', '>', id)]),
  ])
  if (plannedAt === undefined) return is.and([is('planned_at', 'is', null), isLater])
  return is.or([
    is('planned_at', '>', plannedAt),
    is('planned_at', 'is', null),
    is.and([is('planned_at', '=', plannedAt), isLater]),
  ])
}

export async function findPost(db: Kysely<Schema>, id: string): Promise<Post | undefined> {
  const row = await db.selectFrom('post').selectAll().where('id', '=', id).executeTakeFirst()
  return row && (await withParts(db, [row]))[0]
}

/** Posts of the same words that are still to go out, or went out since then. */
export async function listTwins(
  db: Kysely<Schema>,
  { accountId, id, textHash }: Pick<Post, 'accountId' | 'id' | 'textHash'>,
  since: Millis,
): Promise<Post[]> {
  const rows = await db
    .selectFrom('post')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('text_hash', '=', textHash)
    .where('id', '!=', id)
    .where('state', '!=', 'cancelled')
    .where((is) => is.or([is('state', '!=', 'published'), is('published_at', '>=', since)]))
    .orderBy('created_at')
    .limit(MOST_POSTS)
    .execute()
  return withParts(db, rows)
}

/** Writes the post as it is now, new or known. Callers that change one have read it in the same transaction. */
export async function savePost(trx: Transaction<Schema>, post: Post): Promise<void> {
  const row = toRow(post)
  await trx
    .insertInto('post')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
  await trx
    .deleteFrom('part')
    .where('post_id', '=', post.id)
    .where('position', '>', post.parts.length)
    .execute()
  for (const part of post.parts) await savePart(trx, post.id, part)
}

async function savePart(trx: Transaction<Schema>, postId: PostId, part: Part): Promise<void> {
  const row = toPartRow(postId, part)
  await trx
    .insertInto('part')
    .values(row)
    .onConflict((conflict) => conflict.columns(['post_id', 'position']).doUpdateSet(row))
    .execute()
  await trx
    .deleteFrom('part_media')
    .where('post_id', '=', postId)
    .where('position', '=', part.position)
    .execute()
  const stored = (part.content.media ?? []).flatMap((ref) => (ref.kind === 'stored' ? [ref.mediaId] : []))
  if (stored.length === 0) return
  await trx
    .insertInto('part_media')
    .values(
      stored.map((mediaId, index) => ({
        post_id: postId,
        position: part.position,
        number: index + 1,
        media_id: mediaId,
      })),
    )
    .execute()
}

async function withParts(db: Kysely<Schema>, rows: readonly Selectable<PostTable>[]): Promise<Post[]> {
  if (rows.length === 0) return []
  const parts = await db
    .selectFrom('part')
    .selectAll()
    .where(
      'post_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('post_id')
    .orderBy('position')
    .execute()
  const byPost = Map.groupBy(parts, (part) => part.post_id)
  return rows.map((row) => toPost(row, byPost.get(row.id) ?? []))
}

/** A row and its parts' rows, as a post. The CHECKs of the tables hold what the type says. */
export function toPost(row: Selectable<PostTable>, parts: readonly Selectable<PartTable>[]): Post {
  return {
    id: row.id as PostId,
    accountId: row.account_id,
    state: row.state,
    version: row.version,
    parts: parts.map(toPart),
    textHash: row.text_hash,
    receipts: row.receipts,
    createdAt: row.created_at as Millis,
    updatedAt: row.updated_at as Millis,
    ...(row.planned_at !== null && {
      plan: { at: row.planned_at, wall: row.planned_wall, zone: row.planned_zone } as Plan,
    }),
    ...(row.standing !== null && { standing: JSON.parse(row.standing) as Standing }),
    ...(row.published_at !== null && { publishedAt: row.published_at as Millis }),
  } as Post
}

export function toRow(post: Post): PostTable {
  return {
    id: post.id,
    account_id: post.accountId,
    state: post.state,
    standing: 'standing' in post ? JSON.stringify(post.standing) : null,
    version: post.version,
    planned_at: post.plan?.at ?? null,
    planned_wall: post.plan?.wall ?? null,
    planned_zone: post.plan?.zone ?? null,
    text_hash: post.textHash,
    receipts: post.receipts,
    created_at: post.createdAt,
    updated_at: post.updatedAt,
    published_at: post.state === 'published' ? post.publishedAt : null,
  }
}

function toPart(row: Selectable<PartTable>): Part {
  return {
    position: row.position,
    content: JSON.parse(row.content) as PartContent,
    delayMs: row.delay_ms,
    state: row.state,
    ...(row.attempts !== null && { attempts: JSON.parse(row.attempts) as PartAttempts }),
    ...(row.container !== null && { container: JSON.parse(row.container) as PartContainer }),
    ...(row.state === 'published' && {
      publishedAt: row.published_at,
      ...(row.permalink !== null && { permalink: row.permalink }),
      as: toPublishedAs(row),
    }),
  } as Part
}

function toPublishedAs({ media_id, by_hand }: Selectable<PartTable>): PublishedAs {
  const mediaId = media_id ?? undefined
  if (by_hand === null) return { kind: 'by_us', mediaId: mediaId ?? '' }
  const { at } = JSON.parse(by_hand) as { readonly at: Millis }
  return { kind: 'by_hand', at, ...(mediaId !== undefined && { mediaId }) }
}

export function toPartRow(postId: PostId, part: Part): PartTable {
  const isPublished = part.state === 'published'
  return {
    post_id: postId,
    position: part.position,
    content: JSON.stringify(part.content),
    delay_ms: part.delayMs,
    state: part.state,
    container: 'container' in part && part.container ? JSON.stringify(part.container) : null,
    attempts: part.attempts ? JSON.stringify(part.attempts) : null,
    media_id: (isPublished ? part.as.mediaId : undefined) ?? null,
    permalink: (isPublished ? part.permalink : undefined) ?? null,
    published_at: isPublished ? part.publishedAt : null,
    by_hand: isPublished && part.as.kind === 'by_hand' ? JSON.stringify({ at: part.as.at }) : null,
  }
}
