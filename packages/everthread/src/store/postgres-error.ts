/** What can be wrong with a PostgreSQL as a whole. Recognised by SQLSTATE; what is none of the server's is the connection's. */
import { DatabaseError } from 'pg'
import { StoreError, type StoreErrorCode } from './store-error.ts'

/** @see https://www.postgresql.org/docs/15/errcodes-appendix.html (read 2026-11) */
const BY_STATE: Readonly<Record<string, StoreErrorCode>> = {
  '25006': 'read-only', // read_only_sql_transaction: a standby, or a server that was told so
  '28000': 'login-refused',
  '28P01': 'login-refused',
  '3D000': 'no-database',
  '3F000': 'missing', // invalid_schema_name
  '40001': 'busy', // serialization_failure
  '40P01': 'busy', // deadlock_detected
  '42501': 'unreadable', // insufficient_privilege
  '42P01': 'missing', // undefined_table: the schema was dropped under us
  '53100': 'disk-full',
  '53300': 'busy', // too_many_connections
  '55P03': 'busy', // lock_not_available
  '57014': 'busy', // query_canceled
  '57P01': 'unreachable', // admin_shutdown
  '57P02': 'unreachable', // crash_shutdown
  '57P03': 'unreachable', // cannot_connect_now: it starts, or stops
  '58030': 'io',
  XX001: 'corrupt',
  XX002: 'corrupt',
}

const CONNECTION_EXCEPTION = '08'

/** Translates what `pg` throws; `undefined` for our SQL and our rules. */
export function asPostgresError(error: unknown, place: string): StoreError | undefined {
  if (error instanceof StoreError) return error
  const code = storeErrorCodeOf(error)
  return code && new StoreError(code, place, { cause: error })
}

/**
 * Two transactions met: done again, ours sees what the other one did. A row that is there already is one of these where it
 * came after our look; where it is a mistake, it comes up again.
 */
export function isConflict(error: unknown): boolean {
  return isState(error, '40001') || isState(error, '40P01') || isDuplicate(error)
}

function isDuplicate(error: unknown): boolean {
  return isState(error, '23505')
}

/** The shape of the tables has changed under a statement that was prepared: by a newer program, in its migration. */
export function isStaleStatement(error: unknown): boolean {
  return isState(error, '0A000')
}

function isState(error: unknown, state: string): boolean {
  const said = error instanceof StoreError ? error.cause : error
  return said instanceof DatabaseError && said.code === state
}

function storeErrorCodeOf(error: unknown): StoreErrorCode | undefined {
  // A mistake in what we hand to the driver is thrown as one; everything else that the server did not say is its silence.
  if (!(error instanceof DatabaseError)) return error instanceof TypeError ? undefined : 'unreachable'
  const state = error.code ?? ''
  return BY_STATE[state] ?? (state.startsWith(CONNECTION_EXCEPTION) ? 'unreachable' : undefined)
}
