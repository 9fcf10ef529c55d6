/**
 * Who works on an account. A claim is a lease of real time and a fencing id that grows with each claim; whatever
 * finishes a claim names its fence in the WHERE, so that a worker which lost its lease can change nothing (T1, T2).
 */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import type { Millis, Ticks } from '../time/clock.ts'
import type { Schema } from './schema.ts'
import type { Store } from './store.ts'

/** Real time a claim lives without being renewed. */
export const LEASE_MS = 10_000

/** How old the clock reading of a claim may be: its statement waits for the store's lock, up to the busy timeout. */
const OLDEST_READING_MS = 60_000

/** At most so many accounts are claimed in one statement. */
export const CLAIM_LIMIT = 512

/** What is needed of a store to hold claims in it. */
export type ClaimStore = Pick<Store<Schema>, 'db' | 'ticks' | 'readClock'>

export interface Claim {
  readonly accountId: string
  readonly fence: number
  readonly owner: string
}

export class ClaimLostError extends Error {
  override readonly name = 'ClaimLostError'
  readonly code = 'claim-lost'
}

export interface ClaimQuery {
  readonly owner: string
  readonly now: Millis
  readonly ticks: Ticks
  readonly limit?: number
  /** How many of them may be claimed of which nothing is due but numbers to read; default: all that is left. */
  readonly numbersLimit?: number
  /** Only this account, due or not. */
  readonly accountId?: string
}

/**
 * Claims what is due and nobody holds, most urgent first, and numbers to read after everything else. What another node is
 * about to claim is passed over.
 *
 * The due index is walked in its own order and left as soon as enough are found: grouping what is due by account first
 * would read everything that is. An account with several due rows is found several times, and claimed once.
 *
 * @NOTE A lease that ends far ahead was written before the host's last boot (the monotonic clock starts again there): it
 * counts as ended. Just above LEASE_MS ahead is none of these: it was given while this statement waited.
 */
export async function claimDue(db: Kysely<Schema>, query: ClaimQuery): Promise<Claim[]> {
  const { accountId, limit = CLAIM_LIMIT, numbersLimit = limit } = query
  if (accountId !== undefined)
    return claimAmong(
      db,
      query,
      sql`(SELECT id AS account_id, 0 AS due_at FROM account WHERE id = ${accountId})`,
    )
  const urgent = await claimAmong(db, query, dueAccounts(query, sql`kind <> 'insight'`))
  const room = Math.min(limit - urgent.length, numbersLimit)
  if (room <= 0) return urgent
  const numbers = { ...query, limit: room }
  return [...urgent, ...(await claimAmong(db, numbers, dueAccounts(numbers, sql`kind = 'insight'`)))]
}

type DueAccounts = RawBuilder<{ account_id: string; due_at: number }>

async function claimAmong(db: Kysely<Schema>, query: ClaimQuery, due: DueAccounts): Promise<Claim[]> {
  const { owner, ticks } = query
  const untilBoot = ticks + LEASE_MS + OLDEST_READING_MS
  const rows = await db
    .with('taken', (cte) =>
      cte
        .selectFrom(due.as('due'))
        .innerJoin('account as free', 'free.id', 'due.account_id')
        .select('free.id')
        .where((is) =>
          is.or([
            is('free.lease_until', 'is', null),
            is('free.lease_until', '<=', ticks),
            is('free.lease_until', '>', untilBoot),
          ]),
        )
        .orderBy('due.due_at')
        .limit(Math.min(query.limit ?? CLAIM_LIMIT, CLAIM_LIMIT))
        .forUpdate('free')
        .skipLocked(),
    )
    .updateTable('account')
    .set((set) => ({ fence: set('fence', '+', 1), lease_owner: owner, lease_until: ticks + LEASE_MS }))
    .where('id', 'in', (claimed) => claimed.selectFrom('taken').select('taken.id'))
    .returning(['id', 'fence'])
    .execute()
  return rows.map(({ id, fence }) => ({ accountId: id, fence, owner }))
}

function dueAccounts({ now }: ClaimQuery, kinds: RawBuilder<unknown>): DueAccounts {
  return sql`(SELECT account_id, due_at FROM work WHERE due_at <= ${now} AND ${kinds})`
}

/**
 * Renews every lease that the owner holds, in one statement, and says which these are: what is not among them is lost. Rows
 * are locked in the order of their ids, as commits do it (store/post-commit.ts).
 */
export async function renewLeases(db: Kysely<Schema>, owner: string, ticks: Ticks): Promise<Claim[]> {
  const rows = await db
    .with('held', (cte) =>
      cte.selectFrom('account').select('id').where('lease_owner', '=', owner).orderBy('id').forUpdate(),
    )
    .updateTable('account')
    .set({ lease_until: ticks + LEASE_MS })
    .where('id', 'in', (held) => held.selectFrom('held').select('held.id'))
    .where('lease_owner', '=', owner)
    .returning(['id', 'fence'])
    .execute()
  return rows.map(({ id, fence }) => ({ accountId: id, fence, owner }))
}

/** Throws {@link ClaimLostError} unless the claim still stands. First statement of every transaction that commits one. */
export async function holdClaim(trx: Transaction<Schema>, claim: Claim): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('account')
    .set({ lease_owner: claim.owner })
    .where('id', '=', claim.accountId)
    .where('fence', '=', claim.fence)
    .where('lease_owner', '=', claim.owner)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) {
    throw new ClaimLostError(
      `account ${claim.accountId}: the claim was lost to another worker, so nothing was written`,
    )
  }
}

/** Gives the account back. A claim that is no longer ours is left alone. */
export async function releaseClaim(db: Kysely<Schema>, claim: Claim): Promise<void> {
  await db
    .updateTable('account')
    .set({ lease_owner: null, lease_until: null })
    .where('id', '=', claim.accountId)
    .where('fence', '=', claim.fence)
    .execute()
}

/** Is anybody at work on anything? */
export async function isAnyHeld(db: Kysely<Schema>): Promise<boolean> {
  const held = await db
    .selectFrom('account')
    .select('id')
    .where('lease_owner', 'is not', null)
    .executeTakeFirst()
  return held !== undefined
}
