/** What must happen to an account, and when: one row for each kind and subject. The due index is read by the loop. */
import type { Kysely } from 'kysely'
import type { Millis } from '../time/clock.ts'
import type { Schema, WorkTable } from './schema.ts'

export interface Work {
  readonly kind: WorkTable['kind']
  readonly subject: string
  readonly dueAt: Millis
}

/** An instant that no clock reaches: the row stands, and nothing is due. */
export const NEVER_DUE = 8_640_000_000_000_000 as Millis

export async function listWork(db: Kysely<Schema>, accountId: string): Promise<Work[]> {
  const rows = await db
    .selectFrom('work')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('due_at')
    .execute()
  return rows.map((row) => ({ kind: row.kind, subject: row.subject, dueAt: row.due_at as Millis }))
}

export async function findWork(
  db: Kysely<Schema>,
  accountId: string,
  { kind, subject }: Omit<Work, 'dueAt'>,
): Promise<Work | undefined> {
  const row = await db
    .selectFrom('work')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return row && { kind: row.kind, subject: row.subject, dueAt: row.due_at as Millis }
}

export async function scheduleWork(db: Kysely<Schema>, accountId: string, work: Work): Promise<void> {
  await db
    .insertInto('work')
    .values({ account_id: accountId, kind: work.kind, subject: work.subject, due_at: work.dueAt })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'kind', 'subject']).doUpdateSet({ due_at: work.dueAt }),
    )
    .execute()
}

export async function deleteWork(
  db: Kysely<Schema>,
  accountId: string,
  work: Omit<Work, 'dueAt'>,
): Promise<void> {
  await db
    .deleteFrom('work')
    .where('account_id', '=', accountId)
    .where('kind', '=', work.kind)
    .where('subject', '=', work.subject)
    .execute()
}

/** Every account that delivers its token somewhere has its turn now. */
export async function makeTokensDue(db: Kysely<Schema>, now: Millis): Promise<void> {
  await db
    .updateTable('work')
    .set({ due_at: now })
    .where('kind', '=', 'token')
    .where('due_at', '>', now)
    .where('account_id', 'in', (sinks) => sinks.selectFrom('sink').select('account_id'))
    .execute()
}

/** After a defect or a broken disk: what is due now waits, so that a loop does not run into it four times a second. */
export async function postponeDue(
  db: Kysely<Schema>,
  accountId: string,
  { now, until }: { readonly now: Millis; readonly until: Millis },
): Promise<void> {
  await db
    .updateTable('work')
    .set({ due_at: until })
    .where('account_id', '=', accountId)
    .where('due_at', '<=', now)
    .execute()
}
