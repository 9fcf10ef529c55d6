/** Links for phones: each opens one post, without a login, until then. Only the hash of its token is here. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

export interface Handoff {
  readonly linkHash: string
  readonly postId: string
  readonly createdAt: Millis
  readonly expiresAt: Millis
}

export async function insertHandoff(db: Kysely<Schema>, handoff: Handoff): Promise<void> {
  await db
    .insertInto('handoff')
    .values({
      link_hash: handoff.linkHash,
      post_id: handoff.postId,
      created_at: handoff.createdAt,
      expires_at: handoff.expiresAt,
    })
    .execute()
}

export async function findHandoff(db: Kysely<Schema>, linkHash: string): Promise<Handoff | undefined> {
  const row = await db.selectFrom('handoff').selectAll().where('link_hash', '=', linkHash).executeTakeFirst()
  return (
    row && {
      linkHash: row.link_hash,
      postId: row.post_id,
      createdAt: row.created_at as Millis,
      expiresAt: row.expires_at as Millis,
    }
  )
}

/** Every link of the post stops working. */
export async function deleteHandoffs(db: Kysely<Schema>, postId: string): Promise<void> {
  await db.deleteFrom('handoff').where('post_id', '=', postId).execute()
}

export async function deleteExpiredHandoffs(db: Kysely<Schema>, now: Millis): Promise<void> {
  await db.deleteFrom('handoff').where('expires_at', '<=', now).execute()
}
