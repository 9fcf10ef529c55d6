/**
 * Copies one store into another, of either engine: every row as it is, secrets sealed as they are. What belongs to processes
 * (leases, heartbeats) stays behind. All in one transaction of the target's, of one state of the source.
 */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Schema } from './schema.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

/**
 * In an order in which every row finds those that it refers to, with the number of columns, from the first, by which rows are
 * told apart. 0: left behind. A table that is missing here does not compile.
 */
const TABLES: Readonly<Record<keyof Schema, number>> = {
  account: 1,
  generation: 2,
  work: 3,
  sink: 1,
  setting: 1,
  heartbeat: 0, // Of a process.
  journal: 1,
  queue: 1,
  slot: 3,
  media: 1,
  post: 1,
  part: 2,
  part_media: 3,
  publication: 2,
  receipt: 2,
  handoff: 1,
  owner: 1,
  owner_link: 1,
  session: 1,
  api_key: 1,
  idempotency: 2,
  event: 1,
  voice: 1,
  insight_account: 1,
  insight_post: 1,
  insight_snapshot: 2,
  insight_day: 3,
  insight_followers: 2,
  insight_audience: 3,
}

const COPIED = Object.entries(TABLES).filter(([, keyColumns]) => keyColumns > 0)

/** How many rows each table has. */
export type RowCounts = Readonly<Record<string, number>>

/** So many values go into one statement: SQLite takes 32,766, PostgreSQL 65,535. */
const MOST_VALUES = 10_000

/** Rejects with `StoreError` `not-empty` where the target holds anything, and then has changed nothing. */
export function copyStore(from: Store<Schema>, to: Store<Schema>, place: string): Promise<RowCounts> {
  return from.transaction((source) =>
    to.transaction(async (target) => {
      await requireEmpty(target, place)
      for (const [table, keyColumns] of COPIED) await copyTable({ source, target }, table, keyColumns)
      const [sent, arrived] = [await countRows(source), await countRows(target)]
      const wrong = Object.keys(sent).find((table) => sent[table] !== arrived[table])
      if (wrong) throw new Error(`${wrong}: ${sent[wrong]} rows were sent, and ${arrived[wrong]} arrived`)
      return arrived
    }),
  )
}

export async function countRows(db: Kysely<Schema>): Promise<RowCounts> {
  const counts: Record<string, number> = {}
  for (const [table] of COPIED) {
    const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)}`.execute(
      db,
    )
    counts[table] = rows[0]?.count ?? 0
  }
  return counts
}

async function requireEmpty(target: Transaction<Schema>, place: string): Promise<void> {
  const counts = await countRows(target)
  if (Object.values(counts).some((count) => count > 0)) throw new StoreError('not-empty', place)
}

interface Copying {
  readonly source: Transaction<Schema>
  readonly target: Transaction<Schema>
}

type AnyTable = Record<string, Record<string, unknown>>

/** In pieces, so that a large table does not fill the memory. */
async function copyTable({ source, target }: Copying, table: string, keyColumns: number): Promise<void> {
  const key = sql.raw(Array.from({ length: keyColumns }, (_, index) => index + 1).join(', '))
  const all = source.withTables<AnyTable>().selectFrom(table).selectAll().orderBy(key).limit(PIECE)
  for (let offset = 0; ; ) {
    const rows = await all.offset(offset).execute()
    const [first] = rows
    if (!first) return
    for (const some of inPieces(rows, Math.floor(MOST_VALUES / Object.keys(first).length)))
      await target.withTables<AnyTable>().insertInto(table).values(some.map(withoutLease)).execute()
    offset += rows.length
  }
}

const PIECE = 5_000

/** Of an account; other rows have none. The fence stays: whoever held the account before must not be able to commit. */
function withoutLease(row: Record<string, unknown>): Record<string, unknown> {
  return 'lease_owner' in row ? { ...row, lease_owner: null, lease_until: null } : row
}

function* inPieces<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size)
}
