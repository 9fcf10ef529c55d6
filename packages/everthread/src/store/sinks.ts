/** Where an account's token is delivered, and what each place holds. */
import type { Kysely } from 'kysely'
import type { Attempts } from '../keeper/facts.ts'
import type { Millis } from '../time/clock.ts'
import type { Schema, SinkTable } from './schema.ts'

export interface Sink {
  readonly id: string
  readonly accountId: string
  readonly kind: 'env_file'
  /** The real path: links followed. */
  readonly path: string
  readonly key: string
  readonly deliveredFingerprint?: string
  readonly deliveredAt?: Millis
  /** A token found in it that was tried and is not ours to keep. */
  readonly rejected?: Rejected
  readonly attempts?: SinkAttempts
}

/** A streak of failures with one token: to write it here, or to find out whose it is that was found here. */
export interface SinkAttempts extends Attempts {
  readonly of: string
}

export interface Rejected {
  readonly fingerprint: string
  readonly reason: 'other-user' | 'dead'
}

export interface SinkChange {
  readonly deliveredFingerprint?: string
  readonly deliveredAt?: Millis
  readonly rejected?: Rejected | null
  readonly attempts?: SinkAttempts | null
}

export async function listSinks(db: Kysely<Schema>, accountId?: string): Promise<Sink[]> {
  const all = db.selectFrom('sink').selectAll().orderBy('path')
  const rows = await (accountId === undefined ? all : all.where('account_id', '=', accountId)).execute()
  return rows.map(toSink)
}

export async function findSink(db: Kysely<Schema>, path: string, key: string): Promise<Sink | undefined> {
  const row = await db
    .selectFrom('sink')
    .selectAll()
    .where('path', '=', path)
    .where('key', '=', key)
    .executeTakeFirst()
  return row && toSink(row)
}

/** One file and key belong to one account: adopting it for another moves it. Returns the sink's id, old or new. */
export async function putSink(
  db: Kysely<Schema>,
  sink: Omit<Sink, 'attempts' | 'rejected'>,
): Promise<string> {
  const columns = {
    account_id: sink.accountId,
    delivered_fingerprint: sink.deliveredFingerprint ?? null,
    delivered_at: sink.deliveredAt ?? null,
    rejected_fingerprint: null,
    rejected_reason: null,
    attempts: null,
  }
  const { id } = await db
    .insertInto('sink')
    .values({ id: sink.id, kind: sink.kind, path: sink.path, key: sink.key, ...columns })
    .onConflict((conflict) => conflict.columns(['path', 'key']).doUpdateSet(columns))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updateSink(db: Kysely<Schema>, id: string, change: SinkChange): Promise<void> {
  const columns: Partial<SinkTable> = {}
  if (change.deliveredFingerprint !== undefined) columns.delivered_fingerprint = change.deliveredFingerprint
  if (change.deliveredAt !== undefined) columns.delivered_at = change.deliveredAt
  if (change.rejected !== undefined) {
    columns.rejected_fingerprint = change.rejected?.fingerprint ?? null
    columns.rejected_reason = change.rejected?.reason ?? null
  }
  if (change.attempts !== undefined) columns.attempts = change.attempts && JSON.stringify(change.attempts)
  await db.updateTable('sink').set(columns).where('id', '=', id).execute()
}

export function toSink(row: SinkTable): Sink {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    path: row.path,
    key: row.key,
    ...(row.delivered_fingerprint !== null && { deliveredFingerprint: row.delivered_fingerprint }),
    ...(row.delivered_at !== null && { deliveredAt: row.delivered_at as Millis }),
    ...(row.rejected_fingerprint !== null &&
      row.rejected_reason !== null && {
        rejected: { fingerprint: row.rejected_fingerprint, reason: row.rejected_reason },
      }),
    ...(row.attempts !== null && { attempts: JSON.parse(row.attempts) as SinkAttempts }),
  }
}
