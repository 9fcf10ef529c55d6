/** The token that an account has now, for what a person asks for at once. */
import type { Secret } from '@everthread/client'
import { tokenContext } from '../account/gather.ts'
import { listGenerations } from '../store/generations.ts'
import type { Installation } from './installation.ts'

export async function currentToken(
  { store, vault }: Pick<Installation, 'store' | 'vault'>,
  accountId: string,
): Promise<Secret | undefined> {
  const generations = await listGenerations(store.db, accountId)
  const current = generations.find(({ state }) => state === 'current')
  return current && vault.open(current.sealedToken, tokenContext(accountId, current.number))
}
