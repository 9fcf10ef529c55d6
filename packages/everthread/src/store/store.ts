/** The store as everybody else knows it: rows, transactions, and the clock that its leases are measured by. */
import type { Kysely, Transaction } from 'kysely'
import type { Ticks } from '../time/clock.ts'

/** SQLite in the data folder, or a PostgreSQL that several nodes share. */
export type Engine = 'sqlite' | 'postgres'

export interface Store<Schema> extends AsyncDisposable {
  readonly engine: Engine
  readonly db: Kysely<Schema>
  /**
   * What is read inside and then changed cannot have been changed by others in between. Inside, use `trx` and never `db`.
   *
   * @NOTE On PostgreSQL a transaction that met another one is done again from its beginning: it must change nothing but rows.
   */
  transaction<T>(work: (trx: Transaction<Schema>) => Promise<T>): Promise<T>
  /**
   * Leases and heartbeats, which processes compare with each other, are measured by this clock and by no other: the host's
   * monotonic clock, or where hosts share a store, the database's.
   */
  readonly ticks: () => Ticks
  /** Compares that clock with the database's, where there is one. With every renewal of leases. */
  readonly readClock: () => Promise<void>
  close(): Promise<void>
}
