/** What a journal holds of a renewal that Meta made: the new token and its facts, sealed for one account. */
import { Secret } from '@everthread/client'
import type { Vault } from '../vault/vault.ts'
import type { Minted } from './api.ts'
import type { TokenFacts } from './facts.ts'

/** A journal that is moved to another account does not open. */
export function journalContext(accountId: string): string {
  return `journal:${accountId}`
}

export function sealMinted(vault: Vault, { token, facts }: Minted, context: string): string {
  const record: Recorded = { token: token.reveal(), facts }
  return vault.seal(JSON.stringify(record), context)
}

/** @throws {VaultError} for what this key did not seal */
export function openMinted(vault: Vault, sealed: string, context: string): Minted {
  const { token, facts } = JSON.parse(vault.open(sealed, context).reveal()) as Recorded
  return { token: new Secret(token), facts }
}

interface Recorded {
  readonly token: string
  readonly facts: TokenFacts
}
