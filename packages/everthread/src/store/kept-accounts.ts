/** Accounts as they are shown: with their current token's facts and their places, a page at a time. */
import type { Kysely, Selectable } from 'kysely'
import { type Account, toAccount } from './accounts.ts'
import { type Generation, toGeneration } from './generations.ts'
import type { AccountTable, Schema } from './schema.ts'
import { type Sink, toSink } from './sinks.ts'

export interface KeptAccount {
  readonly account: Account
  readonly current: Generation
  readonly sinks: readonly Sink[]
}

export interface AccountPage {
  /** The id that the last page ended with. */
  readonly after?: string
  readonly limit: number
}

export async function listKeptAccounts(
  db: Kysely<Schema>,
  { after, limit }: AccountPage,
): Promise<KeptAccount[]> {
  const all = db.selectFrom('account').selectAll().orderBy('id').limit(limit)
  return withTokens(db, await (after === undefined ? all : all.where('id', '>', after)).execute())
}

export async function findKeptAccount(db: Kysely<Schema>, id: string): Promise<KeptAccount | undefined> {
  const rows = await db.selectFrom('account').selectAll().where('id', '=', id).execute()
  return (await withTokens(db, rows))[0]
}

async function withTokens(
  db: Kysely<Schema>,
  accounts: readonly Selectable<AccountTable>[],
): Promise<KeptAccount[]> {
  if (accounts.length === 0) return []
  const ids = accounts.map(({ id }) => id)
  const generations = await db
    .selectFrom('generation')
    .selectAll()
    .where('account_id', 'in', ids)
    .where('state', '=', 'current')
    .execute()
  const sinks = await db
    .selectFrom('sink')
    .selectAll()
    .where('account_id', 'in', ids)
    .orderBy('path')
    .execute()
  const current = new Map(generations.map((row) => [row.account_id, toGeneration(row)]))
  const places = Map.groupBy(sinks.map(toSink), ({ accountId }) => accountId)
  return accounts.flatMap((row) => {
    const generation = current.get(row.id)
    return generation
      ? [{ account: toAccount(row), current: generation, sinks: places.get(row.id) ?? [] }]
      : []
  })
}
