/**
 * Rotation: a new key is put before the old ones, and every row that an old key sealed is sealed again. The caller reads
 * and writes the rows, in one transaction: either all of them are the new key's or none is.
 */
import type { Vault } from './vault.ts'

export interface SealedRow {
  readonly sealed: string
  /** What the row's text is bound to. */
  readonly context: string
}

export interface Resealed<Row> {
  readonly row: Row
  readonly sealed: string
}

/**
 * The rows that an older key sealed, with their new text, one at a time.
 *
 * @throws {VaultError} at the first row that does not open; an old key may go only after all of them came through
 */
export function* reseal<Row extends SealedRow>(vault: Vault, rows: Iterable<Row>): Generator<Resealed<Row>> {
  for (const row of rows) {
    if (!vault.needsReseal(row.sealed)) continue
    yield { row, sealed: vault.seal(vault.open(row.sealed, row.context).reveal(), row.context) }
  }
}
