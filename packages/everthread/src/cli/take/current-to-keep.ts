/** A restored backup or an old copy of a `.env` holds an earlier token of the account: no reason to go back to it (T4). */
import { fingerprint } from '@everthread/client'
import { tokenContext } from '../../account/gather.ts'
import type { Installation } from '../../service/installation.ts'
import type { KeeperApi } from '../../keeper/api.ts'
import { mergeFacts } from '../../keeper/merge-facts.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import { listGenerations } from '../../store/generations.ts'
import { type Proven, type Unclear, unproven } from './prove-token.ts'

/** The current token, when the one that was handed over is older and the current one works; else `undefined`. */
export async function currentToKeep(
  { store, vault }: Installation,
  handedOver: Proven,
  api: KeeperApi,
): Promise<Proven | Unclear | undefined> {
  const account = await findAccountByUser(store.db, handedOver.profile.id)
  const generations = account ? await listGenerations(store.db, account.id) : []
  const known = generations.filter(({ facts }) => facts.fingerprint === fingerprint(handedOver.token))
  const current = generations.find(({ state }) => state === 'current')
  if (!account || !current || known.length === 0 || known.includes(current)) return undefined
  const token = vault.open(current.sealedToken, tokenContext(account.id, current.number))
  const answer = await api.look(token)
  if (answer.kind !== 'ok') {
    const proof = unproven(answer)
    return proof.kind === 'unclear' ? proof : undefined
  }
  const { profile, facts } = answer.value
  return { kind: 'proven', how: 'as_given', token, profile, facts: mergeFacts(current.facts, facts) }
}
