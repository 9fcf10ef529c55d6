/** The timeline of a post: what was tried, what Meta said, what a person did. Append-only. */
import type { Kysely, Transaction } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema } from './schema.ts'

/** What a line of the timeline says. `detail` holds ids, codes and numbers: no words of the post, no secret. */
export interface Receipt {
  readonly at: Millis
  readonly kind: ReceiptKind
  /** Which part, from 1. */
  readonly position?: number
  readonly detail?: Readonly<Record<string, string | number | boolean>>
}

export type ReceiptKind =
  | 'created'
  | 'edited'
  | 'kept-as-draft'
  | 'scheduled'
  | 'paused'
  | 'held'
  | 'resumed'
  | 'cancelled'
  | 'handed-off'
  | 'taken-back'
  | 'published-by-hand'
  | 'not-published'
  | 'container-created'
  | 'container-read'
  | 'publish-sent'
  | 'published'
  | 'publish-refused'
  | 'answer-lost'
  | 'outcome-unknown'
  | 'recovered'
  | 'attempt-failed'
  | 'permalink-read'
  | 'reply-checked'
  | 'reviewed'
  | 'failed'
  | 'deleted'

export interface NumberedReceipt extends Receipt {
  readonly number: number
}

export async function listReceipts(db: Kysely<Schema>, postId: string): Promise<NumberedReceipt[]> {
  const rows = await db
    .selectFrom('receipt')
    .selectAll()
    .where('post_id', '=', postId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    at: row.at as Millis,
    kind: row.kind as ReceiptKind,
    ...(row.position !== null && { position: row.position }),
    ...(row.detail !== null && { detail: JSON.parse(row.detail) as NonNullable<Receipt['detail']> }),
  }))
}

/** Numbered by the post's own count, in the transaction that changes the post. */
export async function addReceipts(
  trx: Transaction<Schema>,
  postId: string,
  receipts: readonly Receipt[],
): Promise<void> {
  const { receipts: count } = await trx
    .updateTable('post')
    .set((set) => ({ receipts: set('receipts', '+', receipts.length) }))
    .where('id', '=', postId)
    .returning('receipts')
    .executeTakeFirstOrThrow()
  const first = count - receipts.length + 1
  await trx
    .insertInto('receipt')
    .values(
      receipts.map((receipt, index) => ({
        post_id: postId,
        number: first + index,
        at: receipt.at,
        position: receipt.position ?? null,
        kind: receipt.kind,
        detail: receipt.detail ? JSON.stringify(receipt.detail) : null,
      })),
    )
    .execute()
}
