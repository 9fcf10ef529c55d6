/**
 * Kysely on `node:sqlite`: the shim from `DatabaseSync` to the interface that Kysely's SQLite dialect asks for. Statements
 * are prepared once, errors of the file are `StoreError`s wherever they come up.
 *
 * @NOTE One connection, so Kysely lets one caller in at a time: a query on `db` inside a transaction waits for the
 *   transaction's end, which waits for the query. Inside, use `trx`.
 */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely'
import { asStoreError } from './store-error.ts'

/** Statements whose text varies with the number of values must not fill the memory. */
const MOST_PREPARED = 500

export function sqliteDialect(database: DatabaseSync, file: string): Dialect {
  const shim = toKysely(database, file)
  return {
    createDriver: () => new ImmediateSqliteDriver(database, shim),
    createQueryCompiler: () => new LockFreeCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

/**
 * Transactions begin IMMEDIATE: with SQLite's default, two processes that read before they write fail with SQLITE_BUSY
 * whatever the busy timeout (measured: 40 % of them).
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync, shim: SqliteDatabase) {
    super({ database: shim })
    this.#database = database
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('BEGIN IMMEDIATE'))
  }

  /** After a full disk SQLite has rolled back by itself; to do it again would fail, and hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** `FOR UPDATE SKIP LOCKED` says nothing where a writer has the whole file: SQLite does not know it, and it is left out. */
class LockFreeCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(): void {}
}

function toKysely(database: DatabaseSync, file: string): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = prepared.get(sql)
      if (known) return known
      if (prepared.size >= MOST_PREPARED) prepared.clear()
      const statement = toKyselyStatement(
        translating(file, () => database.prepare(sql)),
        file,
      )
      prepared.set(sql, statement)
      return statement
    },
  }
}

function toKyselyStatement(statement: StatementSync, file: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translating(file, () => statement.all(...inputs(parameters))),
    run: (parameters) => translating(file, () => statement.run(...inputs(parameters))),
    iterate: (parameters) => translating(file, () => statement.iterate(...inputs(parameters))),
  }
}

/** What the builder can produce from the schema's types (text, numbers, NULL) is what SQLite takes. */
function inputs(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters as SQLInputValue[]
}

function translating<T>(file: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw asStoreError(error, file) ?? error
  }
}
