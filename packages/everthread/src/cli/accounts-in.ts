/** The accounts of a data folder, with their current tokens unsealed. */
import type { Secret } from '@everthread/client'
import { tokenContext } from '../account/gather.ts'
import type { Installation } from '../service/installation.ts'
import { type Account, listAccounts } from '../store/accounts.ts'
import { type Generation, listGenerations } from '../store/generations.ts'
import { listSinks, type Sink } from '../store/sinks.ts'
import type { CommandContext } from './command-context.ts'
import { nothingKept, usageError } from './command-error.ts'

export interface KeptAccount {
  readonly account: Account
  readonly current: Generation
  readonly generations: readonly Generation[]
  readonly sinks: readonly Sink[]
  readonly token: Secret
}

export async function gatherAccounts({ store, vault }: Installation): Promise<KeptAccount[]> {
  const kept: KeptAccount[] = []
  for (const account of await listAccounts(store.db)) {
    const generations = await listGenerations(store.db, account.id)
    const current = generations.find((one) => one.state === 'current')
    if (!current) continue
    const token = vault.open(current.sealedToken, tokenContext(account.id, current.number))
    kept.push({ account, current, generations, sinks: await listSinks(store.db, account.id), token })
  }
  return kept
}

/** The one that is named, or the only one. */
export function pickAccount(
  { words }: CommandContext,
  kept: readonly KeptAccount[],
  name: string | undefined,
): KeptAccount {
  if (kept.length === 0) throw nothingKept(words)
  const wanted = name?.replace(/^@/, '')
  const found = kept.filter(
    ({ account }) =>
      wanted === undefined ||
      wanted === account.id ||
      wanted === account.username ||
      wanted === account.userId,
  )
  const [only, ...others] = found
  if (only && others.length === 0) return only
  const names = kept.map(({ account }) => account.username ?? account.id).join(', ')
  throw usageError(
    name !== undefined && found.length === 0 ? words.noSuchAccount(name, names) : words.whichAccount(names),
  )
}
