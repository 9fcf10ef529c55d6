/** The account's own row: who it is, and the keeper's bookkeeping, parsed once on the way out. */
import type { Kysely } from 'kysely'
import type { Attempts, Decision, Refusal } from '../keeper/facts.ts'
import type { Millis } from '../time/clock.ts'
import type { AccountTable, Schema } from './schema.ts'

export interface Account {
  readonly id: string
  readonly userId: string
  readonly username?: string
  readonly pictureUrl?: string
  readonly createdAt: Millis
  readonly renewBefore?: string
  /** [0, 1) */
  readonly jitter: number
  readonly attempts?: Attempts
  readonly refusal?: Refusal
  readonly decision?: Decision
  readonly lastLookAt?: Millis
  /** The alert state machine's value, opaque here. */
  readonly announced?: unknown
}

/** What a step may change. `null` forgets. */
export interface AccountChange {
  readonly username?: string
  readonly pictureUrl?: string
  readonly renewBefore?: string | null
  readonly attempts?: Attempts | null
  readonly refusal?: Refusal | null
  readonly decision?: Decision
  readonly lastLookAt?: Millis
  readonly announced?: unknown
}

export interface NewAccount {
  readonly id: string
  readonly userId: string
  readonly username?: string
  readonly pictureUrl?: string
  readonly createdAt: Millis
  readonly jitter: number
}

export async function listAccounts(db: Kysely<Schema>): Promise<Account[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('created_at').orderBy('id').execute()
  return rows.map(toAccount)
}

/** How many there are, and how many of them only a person can help. */
export async function countAccounts(
  db: Kysely<Schema>,
): Promise<{ readonly all: number; readonly needsPerson: number }> {
  const row = await db
    .selectFrom('account')
    .select((pick) => [
      pick.fn.countAll<number>().as('all'),
      pick.fn
        .countAll<number>()
        .filterWhere('decision', 'like', '{"kind":"needs_person"%')
        .as('needs_person'),
    ])
    .executeTakeFirstOrThrow()
  return { all: row.all, needsPerson: row.needs_person }
}

export async function findAccount(db: Kysely<Schema>, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toAccount(row)
}

export async function findAccountByUser(db: Kysely<Schema>, userId: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('user_id', '=', userId).executeTakeFirst()
  return row && toAccount(row)
}

export async function insertAccount(db: Kysely<Schema>, account: NewAccount): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      user_id: account.userId,
      username: account.username ?? null,
      picture_url: account.pictureUrl ?? null,
      created_at: account.createdAt,
      renew_before: null,
      jitter_ppm: Math.min(999_999, Math.trunc(account.jitter * 1_000_000)),
      fence: 0,
      lease_owner: null,
      lease_until: null,
      attempts: null,
      refusal: null,
      decision: null,
      last_look_at: null,
      announced: null,
    })
    .execute()
}

/** Callers that finish a claim hold it first (`holdClaim`) in the same transaction. */
export async function updateAccount(db: Kysely<Schema>, id: string, change: AccountChange): Promise<void> {
  const columns = toColumns(change)
  if (Object.keys(columns).length === 0) return
  await db.updateTable('account').set(columns).where('id', '=', id).execute()
}

function toColumns(change: AccountChange): Partial<AccountTable> {
  const columns: Partial<AccountTable> = {}
  if (change.username !== undefined) columns.username = change.username
  if (change.pictureUrl !== undefined) columns.picture_url = change.pictureUrl
  if (change.renewBefore !== undefined) columns.renew_before = change.renewBefore
  if (change.attempts !== undefined) columns.attempts = toJson(change.attempts)
  if (change.refusal !== undefined) columns.refusal = toJson(change.refusal)
  if (change.decision !== undefined) columns.decision = toJson(change.decision)
  if (change.lastLookAt !== undefined) columns.last_look_at = change.lastLookAt
  if (change.announced !== undefined) columns.announced = toJson(change.announced)
  return columns
}

export function toAccount(row: AccountTable): Account {
  return {
    id: row.id,
    userId: row.user_id,
    ...(row.username !== null && { username: row.username }),
    ...(row.picture_url !== null && { pictureUrl: row.picture_url }),
    createdAt: row.created_at as Millis,
    ...(row.renew_before !== null && { renewBefore: row.renew_before }),
    jitter: row.jitter_ppm / 1_000_000,
    ...(row.attempts !== null && { attempts: JSON.parse(row.attempts) as Attempts }),
    ...(row.refusal !== null && { refusal: JSON.parse(row.refusal) as Refusal }),
    ...(row.decision !== null && { decision: JSON.parse(row.decision) as Decision }),
    ...(row.last_look_at !== null && { lastLookAt: row.last_look_at as Millis }),
    ...(row.announced !== null && { announced: JSON.parse(row.announced) as unknown }),
  }
}

function toJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
