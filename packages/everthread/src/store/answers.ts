/** What requests with an `Idempotency-Key` were answered. A row without a status belongs to one that is being answered. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

/** Whose key it is: keys of two callers never meet. */
export interface AnswerKey {
  readonly caller: string
  readonly key: string
}

export interface KeptAnswer {
  readonly requestHash: string
  readonly createdAt: Millis
  /** Absent while it is being answered, and for ever where the process died meanwhile. */
  readonly answer?: { readonly status: number; readonly sealedBody: string }
}

/** Takes the key for one request. `undefined` when it was free; else what stands there. */
export async function reserveAnswer(
  db: Kysely<Schema>,
  { caller, key }: AnswerKey,
  { requestHash, createdAt }: Pick<KeptAnswer, 'requestHash' | 'createdAt'>,
): Promise<KeptAnswer | undefined> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency')
    .values({
      caller,
      idempotency_key: key,
      request_hash: requestHash,
      status: null,
      body: null,
      created_at: createdAt,
    })
    .onConflict((conflict) => conflict.columns(['caller', 'idempotency_key']).doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows === 1n) return undefined
  return findAnswer(db, { caller, key })
}

async function findAnswer(db: Kysely<Schema>, { caller, key }: AnswerKey): Promise<KeptAnswer | undefined> {
  const row = await db
    .selectFrom('idempotency')
    .selectAll()
    .where('caller', '=', caller)
    .where('idempotency_key', '=', key)
    .executeTakeFirst()
  return (
    row && {
      requestHash: row.request_hash,
      createdAt: row.created_at as Millis,
      ...(row.status !== null && { answer: { status: row.status, sealedBody: row.body ?? '' } }),
    }
  )
}

export async function keepAnswer(
  db: Kysely<Schema>,
  { caller, key }: AnswerKey,
  answer: NonNullable<KeptAnswer['answer']>,
): Promise<void> {
  await db
    .updateTable('idempotency')
    .set({ status: answer.status, body: answer.sealedBody })
    .where('caller', '=', caller)
    .where('idempotency_key', '=', key)
    .execute()
}

/** Nothing was done: the key is free again. */
export async function forgetAnswer(db: Kysely<Schema>, { caller, key }: AnswerKey): Promise<void> {
  await db.deleteFrom('idempotency').where('caller', '=', caller).where('idempotency_key', '=', key).execute()
}

export async function deleteAnswersBefore(db: Kysely<Schema>, before: Millis): Promise<void> {
  await db.deleteFrom('idempotency').where('created_at', '<', before).execute()
}
