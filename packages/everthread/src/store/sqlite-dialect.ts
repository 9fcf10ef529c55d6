/**
 * Kysely on `node:sqlite`: the shim between `DatabaseSync` and the interface that Kysely's SQLite dialect asks for.
 *
 * Transactions begin IMMEDIATE: with SQLite's default, two processes that read before they write fail with SQLITE_BUSY
 * whatever the busy timeout (measured: 40 % of them).
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

export function sqliteDialect(database: DatabaseSync): SqliteDialect {
  const prepared = new Map<string, SqliteStatement>()
  const prepare = (sql: string): SqliteStatement => {
    const wanted = sql === 'begin' ? 'begin immediate' : sql
    const known = prepared.get(wanted)
    if (known) return known
    const statement = toKysely(database.prepare(wanted))
    prepared.set(wanted, statement)
    return statement
  }
  const shim: SqliteDatabase = { close: () => database.close(), prepare }
  return new SqliteDialect({ database: shim })
}

function toKysely(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) => {
      const { changes, lastInsertRowid } = statement.run(...values(parameters))
      return { changes: BigInt(changes), lastInsertRowid: BigInt(lastInsertRowid) }
    },
    iterate: (parameters) => statement.iterate(...values(parameters)),
  }
}

/** What the builder can produce is what SQLite takes: the schema knows text and numbers. */
function values(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]
}
