/**
 * The generations of an account's token: one `current`, and the four before it, sealed. Nothing is thrown away before
 * five newer ones stand above it; a token that is replaced becomes `previous` in the transaction that replaces it (T4).
 */
import type { Kysely, Transaction } from 'kysely'
import type { Expiry, TokenFacts } from '../keeper/facts.ts'
import type { Millis } from '../time/clock.ts'
import type { GenerationTable, Schema } from './schema.ts'

/** How many generations are kept, the current one included. */
export const GENERATIONS_KEPT = 5

export type GenerationSource = GenerationTable['source']

export interface NewGeneration {
  readonly accountId: string
  readonly number: number
  readonly sealedToken: string
  readonly facts: TokenFacts
  readonly obtainedAt: Millis
  readonly source: GenerationSource
}

export interface Generation extends NewGeneration {
  readonly state: GenerationTable['state']
}

/** Newest first. */
export async function listGenerations(db: Kysely<Schema>, accountId: string): Promise<Generation[]> {
  const rows = await db
    .selectFrom('generation')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('number', 'desc')
    .execute()
  return rows.map(toGeneration)
}

export async function getCurrentGeneration(db: Kysely<Schema>, accountId: string): Promise<Generation> {
  const row = await db
    .selectFrom('generation')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('state', '=', 'current')
    .executeTakeFirst()
  if (!row) throw new Error(`account ${accountId} has no current token`)
  return toGeneration(row)
}

/** The number that the next generation will have: its sealed text is bound to it. */
export async function nextGenerationNumber(db: Kysely<Schema>, accountId: string): Promise<number> {
  const row = await db
    .selectFrom('generation')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return (row?.last ?? 0) + 1
}

/** Puts a new generation on top; the last current one stays as `previous`. */
export async function pushGeneration(trx: Transaction<Schema>, generation: NewGeneration): Promise<void> {
  const { accountId, number, facts } = generation
  await trx.updateTable('generation').set({ state: 'previous' }).where('account_id', '=', accountId).execute()
  await trx
    .insertInto('generation')
    .values({
      account_id: accountId,
      number,
      sealed_token: generation.sealedToken,
      obtained_at: generation.obtainedAt,
      source: generation.source,
      state: 'current',
      fingerprint: facts.fingerprint,
      ...toColumns(facts),
    })
    .execute()
  await trx
    .deleteFrom('generation')
    .where('account_id', '=', accountId)
    .where('number', '<=', number - GENERATIONS_KEPT)
    .execute()
}

/** What a look at Meta taught about the current token. */
export async function updateCurrentFacts(
  db: Kysely<Schema>,
  accountId: string,
  facts: TokenFacts,
): Promise<void> {
  await db
    .updateTable('generation')
    .set(toColumns(facts))
    .where('account_id', '=', accountId)
    .where('fingerprint', '=', facts.fingerprint)
    .where('state', '=', 'current')
    .execute()
}

function toColumns(
  facts: TokenFacts,
): Omit<
  GenerationTable,
  'account_id' | 'number' | 'fingerprint' | 'sealed_token' | 'obtained_at' | 'source' | 'state'
> {
  return {
    expiry: facts.expiry.kind,
    expires_at: facts.expiry.kind === 'at' ? facts.expiry.at : null,
    issued_at: facts.issuedAt ?? null,
    minted_at: facts.mintedAt ?? null,
    data_access_expires_at: facts.dataAccessExpiresAt ?? null,
    scopes: facts.scopes ? JSON.stringify(facts.scopes) : null,
  }
}

export function toGeneration(row: GenerationTable): Generation {
  return {
    accountId: row.account_id,
    number: row.number,
    sealedToken: row.sealed_token,
    obtainedAt: row.obtained_at as Millis,
    source: row.source,
    state: row.state,
    facts: {
      fingerprint: row.fingerprint,
      expiry: toExpiry(row),
      ...(row.issued_at !== null && { issuedAt: row.issued_at as Millis }),
      ...(row.minted_at !== null && { mintedAt: row.minted_at as Millis }),
      ...(row.data_access_expires_at !== null && {
        dataAccessExpiresAt: row.data_access_expires_at as Millis,
      }),
      ...(row.scopes !== null && { scopes: JSON.parse(row.scopes) as string[] }),
    },
  }
}

function toExpiry(row: GenerationTable): Expiry {
  if (row.expiry === 'at' && row.expires_at !== null) return { kind: 'at', at: row.expires_at as Millis }
  return row.expiry === 'never' ? { kind: 'never' } : { kind: 'unknown' }
}

export interface SealedToken {
  readonly accountId: string
  readonly number: number
  readonly sealed: string
}

/** Of every account and generation, for a key rotation. */
export async function listSealedTokens(db: Kysely<Schema>): Promise<SealedToken[]> {
  const rows = await db.selectFrom('generation').select(['account_id', 'number', 'sealed_token']).execute()
  return rows.map((row) => ({ accountId: row.account_id, number: row.number, sealed: row.sealed_token }))
}

export async function replaceSealedToken(
  db: Kysely<Schema>,
  { accountId, number }: Omit<SealedToken, 'sealed'>,
  sealed: string,
): Promise<void> {
  await db
    .updateTable('generation')
    .set({ sealed_token: sealed })
    .where('account_id', '=', accountId)
    .where('number', '=', number)
    .execute()
}
