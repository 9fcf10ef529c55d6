/** The one who owns this installation, and the one-time link that makes one. */
import type { Kysely, Transaction } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

export interface Owner {
  readonly name: string
  /** An Argon2id hash with its parameters. */
  readonly password: string
  readonly createdAt: Millis
  readonly changedAt: Millis
}

const THE_OWNER = 1

export async function findOwner(db: Kysely<Schema>): Promise<Owner | undefined> {
  const row = await db.selectFrom('owner').selectAll().executeTakeFirst()
  return (
    row && {
      name: row.name,
      password: row.password,
      createdAt: row.created_at as Millis,
      changedAt: row.changed_at as Millis,
    }
  )
}

export async function insertOwner(trx: Transaction<Schema>, owner: Omit<Owner, 'changedAt'>): Promise<void> {
  await trx
    .insertInto('owner')
    .values({
      id: THE_OWNER,
      name: owner.name,
      password: owner.password,
      created_at: owner.createdAt,
      changed_at: owner.createdAt,
    })
    .execute()
}

/** Resolves with whether the password was still the one that is replaced. */
export async function replacePassword(
  trx: Transaction<Schema>,
  before: string,
  { password, changedAt }: Pick<Owner, 'password' | 'changedAt'>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('owner')
    .set({ password, changed_at: changedAt })
    .where('password', '=', before)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function deleteOwner(trx: Transaction<Schema>): Promise<void> {
  await trx.deleteFrom('owner').execute()
}

/** There is one link at most: a new one ends the one before it. */
export async function putOwnerLink(
  trx: Transaction<Schema>,
  { linkHash, expiresAt }: { readonly linkHash: string; readonly expiresAt: Millis },
): Promise<void> {
  await trx.deleteFrom('owner_link').execute()
  await trx.insertInto('owner_link').values({ link_hash: linkHash, expires_at: expiresAt }).execute()
}

/** Uses the link up. Resolves with whether it was one, and in time. */
export async function takeOwnerLink(
  trx: Transaction<Schema>,
  linkHash: string,
  now: Millis,
): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('owner_link')
    .where('link_hash', '=', linkHash)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
