/** API keys: what each may do, and the hash by which it is known. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { ApiKeyTable, Schema } from './schema.ts'

export interface ApiKey {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: Millis
  readonly usedAt?: Millis
  readonly revokedAt?: Millis
}

export async function insertApiKey(db: Kysely<Schema>, key: ApiKey, secretHash: string): Promise<void> {
  await db
    .insertInto('api_key')
    .values({
      id: key.id,
      name: key.name,
      secret_hash: secretHash,
      scopes: JSON.stringify(key.scopes),
      created_at: key.createdAt,
      used_at: key.usedAt ?? null,
      revoked_at: key.revokedAt ?? null,
    })
    .execute()
}

/** The newest first, revoked ones too. */
export async function listApiKeys(db: Kysely<Schema>): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(toApiKey)
}

/** That nobody has revoked. */
export async function findApiKey(db: Kysely<Schema>, secretHash: string): Promise<ApiKey | undefined> {
  const row = await db
    .selectFrom('api_key')
    .selectAll()
    .where('secret_hash', '=', secretHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return row && toApiKey(row)
}

export async function touchApiKey(db: Kysely<Schema>, id: string, usedAt: Millis): Promise<void> {
  await db.updateTable('api_key').set({ used_at: usedAt }).where('id', '=', id).execute()
}

/** Resolves with whether there is such a key. One that is revoked already stays as it is. */
export async function revokeApiKey(db: Kysely<Schema>, id: string, revokedAt: Millis): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('api_key')
    .set((set) => ({ revoked_at: set.fn.coalesce('revoked_at', set.val(revokedAt)) }))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

function toApiKey(row: ApiKeyTable): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: JSON.parse(row.scopes) as string[],
    createdAt: row.created_at as Millis,
    ...(row.used_at !== null && { usedAt: row.used_at as Millis }),
    ...(row.revoked_at !== null && { revokedAt: row.revoked_at as Millis }),
  }
}
