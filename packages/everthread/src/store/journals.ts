/** Renewals under way, where nodes share the store: the row of an account that another node finds when this one dies. */
import type { Kysely, Transaction } from 'kysely'
import type { Millis } from '../time/clock.ts'
import { type Claim, holdClaim } from './claims.ts'
import type { Schema } from './schema.ts'
import { scheduleWork } from './work.ts'

/** `undefined` where nothing is under way; `sealed` is absent while the call is out. */
export async function findJournal(
  db: Kysely<Schema>,
  accountId: string,
): Promise<{ readonly sealed?: string } | undefined> {
  const row = await db
    .selectFrom('journal')
    .select('sealed')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && (row.sealed === null ? {} : { sealed: row.sealed })
}

/** Rejects where there is one already, which is another attempt under way, and where the claim is lost. */
export async function insertJournal(
  trx: Transaction<Schema>,
  claim: Claim,
  preparedAt: Millis,
): Promise<void> {
  await holdClaim(trx, claim)
  await trx
    .insertInto('journal')
    .values({ account_id: claim.accountId, sealed: null, prepared_at: preparedAt })
    .execute()
}

/**
 * Also where the row has gone: a node that took the account over has asked about the attempt and found nothing, and here is
 * its late answer, for which the account falls due. A token that another one recorded is never written over; then this
 * resolves with false.
 */
export async function recordJournal(
  trx: Transaction<Schema>,
  { accountId, sealed, at }: { readonly accountId: string; readonly sealed: string; readonly at: Millis },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: rows } = await trx
    .insertInto('journal')
    .values({ account_id: accountId, sealed, prepared_at: at })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ sealed }).where('journal.sealed', 'is', null),
    )
    .executeTakeFirstOrThrow()
  if (rows !== 1n) return false
  await scheduleWork(trx, accountId, { kind: 'token', subject: '', dueAt: at })
  return true
}

/** Of a claim that stands: a node that lost it must not take away what the next one has written. */
export async function deleteJournal(db: Kysely<Schema>, { accountId, fence }: Claim): Promise<void> {
  await db
    .deleteFrom('journal')
    .where('account_id', '=', accountId)
    .where((is) =>
      is.exists(is.selectFrom('account').select('id').where('id', '=', accountId).where('fence', '=', fence)),
    )
    .execute()
}
