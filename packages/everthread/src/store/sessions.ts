/** The owner's sessions, known by the hash of what the cookie holds. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

export interface Session {
  readonly idHash: string
  /** When this id was given out: a rotation gives a new one. */
  readonly createdAt: Millis
  readonly seenAt: Millis
  /** The end, however busy it is; a rotation does not move it. */
  readonly expiresAt: Millis
  /** The browser, as it calls itself. */
  readonly agent?: string
}

export async function findSession(db: Kysely<Schema>, idHash: string): Promise<Session | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
  return (
    row && {
      idHash: row.id_hash,
      createdAt: row.created_at as Millis,
      seenAt: row.seen_at as Millis,
      expiresAt: row.expires_at as Millis,
      ...(row.agent !== null && { agent: row.agent }),
    }
  )
}

export async function insertSession(db: Kysely<Schema>, session: Session): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id_hash: session.idHash,
      created_at: session.createdAt,
      seen_at: session.seenAt,
      expires_at: session.expiresAt,
      agent: session.agent ?? null,
    })
    .execute()
}

export async function touchSession(db: Kysely<Schema>, idHash: string, seenAt: Millis): Promise<void> {
  await db.updateTable('session').set({ seen_at: seenAt }).where('id_hash', '=', idHash).execute()
}

/** Shortens it; a rotation leaves the old id to requests that are under way. Resolves with whether it was there. */
export async function endSessionAt(db: Kysely<Schema>, idHash: string, expiresAt: Millis): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ expires_at: expiresAt })
    .where('id_hash', '=', idHash)
    .where('expires_at', '>', expiresAt)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteSession(db: Kysely<Schema>, idHash: string): Promise<void> {
  await db.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

export async function deleteAllSessions(db: Kysely<Schema>): Promise<void> {
  await db.deleteFrom('session').execute()
}

export async function deleteExpiredSessions(db: Kysely<Schema>, now: Millis): Promise<void> {
  await db.deleteFrom('session').where('expires_at', '<=', now).execute()
}
