/**
 * The renewal journal of an account whose store several nodes share: a row, because the node that takes the account over has
 * another disk. The states are those of the file (`keeper/account-journal.ts`); each is committed before the next step.
 */
import type { AccountJournal } from '../keeper/account-journal.ts'
import { journalContext, openMinted, sealMinted } from '../keeper/sealed-minted.ts'
import type { Claim } from '../store/claims.ts'
import { deleteJournal, findJournal, insertJournal, recordJournal } from '../store/journals.ts'
import type { Schema } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import type { Vault } from '../vault/vault.ts'

export interface RowJournalOptions {
  readonly store: Store<Schema>
  readonly claim: Claim
  readonly vault: Vault
  readonly clock: Clock
}

export function openRowJournal({ store, claim, vault, clock }: RowJournalOptions): AccountJournal {
  const { db } = store
  const { accountId } = claim
  const context = journalContext(accountId)
  return {
    read: async () => {
      const row = await findJournal(db, accountId)
      if (!row) return { kind: 'none' }
      if (row.sealed === undefined) return { kind: 'intent' }
      return { kind: 'recorded', minted: openMinted(vault, row.sealed, context) }
    },
    prepare: () => store.transaction((trx) => insertJournal(trx, claim, clock.now())),
    record: async (minted) => {
      const sealed = sealMinted(vault, minted, context)
      const record = { accountId, sealed, at: clock.now() }
      if (await store.transaction((trx) => recordJournal(trx, record))) return
      throw new Error(`account ${accountId}: another node has recorded a token of its own`)
    },
    discard: () => deleteJournal(db, claim),
  }
}
