/**
 * Statements over many rows at once, each compiled once: to build one takes tens of microseconds, and to send it a few. So
 * that there are few of them, rows go in powers of two: a hundred are three statements.
 */
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import type { Schema } from './schema.ts'

/** The values of one row, in the order in which the statement names them. */
export type RowValues = readonly (string | number | null)[]

/** More rows than this would make a statement of thousands of parameters. */
const LARGEST = 64

export interface MultiRow<Result> {
  /** What the statement returned, of all rows. `fixed` are its parameters besides the rows. */
  run(db: Kysely<Schema>, rows: readonly RowValues[], fixed?: RowValues): Promise<Result[]>
}

/** What Kysely builds, by its builder or from a template. */
interface Statement<Result> {
  compile(db: Kysely<Schema>): CompiledQuery<Result>
}

/**
 * @param build from the rows' `(…), (…)` and the other parameters to the statement, in which the rows come first.
 *
 * @NOTE The columns of `VALUES` have the names `column1`, `column2`, … on both engines. PostgreSQL takes their parameters for
 *   text: a number among them is cast where it is used.
 */
export function multiRow<Result>(
  build: (rows: RawBuilder<unknown>, fixed: RowValues, db: Kysely<Schema>) => Statement<Result>,
): MultiRow<Result> {
  /** By the dialect, then by how many rows. */
  const compiled = new WeakMap<object, Map<number, string>>()
  const textFor = (db: Kysely<Schema>, rows: readonly RowValues[], fixed: RowValues): string => {
    const { adapter } = db.getExecutor()
    const texts = compiled.get(adapter) ?? new Map<number, string>()
    compiled.set(adapter, texts)
    const known = texts.get(rows.length)
    if (known !== undefined) return known
    const list = sql.join(rows.map((row) => sql`(${sql.join([...row])})`))
    const text = build(list, fixed, db).compile(db).sql
    texts.set(rows.length, text)
    return text
  }
  return {
    run: async (db, rows, fixed = []) => {
      const results: Result[] = []
      for (const some of inPowersOfTwo(rows)) {
        const query = CompiledQuery.raw(textFor(db, some, fixed), [...some.flat(), ...fixed])
        results.push(...((await db.executeQuery(query)).rows as Result[]))
      }
      return results
    },
  }
}

function* inPowersOfTwo<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; ) {
    const size = Math.min(LARGEST, 2 ** Math.floor(Math.log2(rows.length - from)))
    yield rows.slice(from, from + size)
    from += size
  }
}
