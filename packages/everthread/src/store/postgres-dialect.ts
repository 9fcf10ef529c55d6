/**
 * Kysely on `pg`: its own dialect over a pool whose statements are prepared once for each connection, and whose errors of
 * the server as a whole are `StoreError`s wherever they come up.
 */
import { type Dialect, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { asPostgresError, isStaleStatement } from './postgres-error.ts'

/** Statements whose text varies with the number of values must not fill the server's memory. */
const MOST_PREPARED = 500

export function postgresDialect(pool: Pool, place: string): Dialect {
  return new PostgresDialect({ pool: toKysely(pool, place) })
}

function toKysely(pool: Pool, place: string): PostgresPool {
  const names = new Map<string, string>()
  const clients = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    connect: async () => {
      const client = await translating(place, () => pool.connect())
      const known = clients.get(client) ?? toKyselyClient(client, { place, names })
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
  }
}

interface Shared {
  readonly place: string
  /** What each text is called where it is prepared. */
  readonly names: Map<string, string>
}

/** @NOTE Kysely's type of a client knows cursors, too: its dialect asks for them only where it was given a class of them. */
function toKyselyClient(client: PoolClient, { place, names }: Shared): PostgresPoolClient {
  let isStale = false
  const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
    try {
      return await client.query({ text, values: [...values], ...nameOf(text, names) })
    } catch (error) {
      isStale ||= isStaleStatement(error)
      throw asPostgresError(error, place) ?? error
    }
  }
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || isStale),
  }
}

function nameOf(text: string, names: Map<string, string>): { readonly name?: string } {
  const known = names.get(text)
  if (known === undefined && names.size >= MOST_PREPARED) return {}
  const name = known ?? `everthread_${names.size + 1}`
  names.set(text, name)
  return { name }
}

async function translating<T>(place: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw asPostgresError(error, place) ?? error
  }
}
