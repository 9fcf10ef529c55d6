/** Takes a proven token under the keeper's care: an account, its first (or next) generation, and the place it came from. */
import type { Secret } from '@everthread/client'
import { tokenContext } from './gather.ts'
import type { Installation } from '../service/installation.ts'
import type { Profile } from '../keeper/api.ts'
import type { TokenFacts } from '../keeper/facts.ts'
import { mergeFacts } from '../keeper/merge-facts.ts'
import { findAccountByUser, insertAccount, updateAccount } from '../store/accounts.ts'
import {
  type GenerationSource,
  listGenerations,
  pushGeneration,
  updateCurrentFacts,
} from '../store/generations.ts'
import { DEFAULT_QUEUE } from '../publisher/queue-policy.ts'
import { putQueue } from '../store/queues.ts'
import { findSetting } from '../store/settings.ts'
import { findSink, listSinks, putSink, type Sink } from '../store/sinks.ts'
import { deleteWork, NEVER_DUE, scheduleWork } from '../store/work.ts'
import type { Millis } from '../time/clock.ts'

export interface Adoption {
  readonly token: Secret
  readonly facts: TokenFacts
  readonly profile: Profile
  readonly source: GenerationSource
  readonly now: Millis
  /** The file and key that hold it, the real path. */
  readonly sink?: { readonly path: string; readonly key: string; readonly delivered: 'yes' | 'not_yet' }
  readonly randomId: () => string
  /** [0, 1): drawn once for the account. */
  readonly random: () => number
}

export interface Adopted {
  readonly accountId: string
  readonly isNewAccount: boolean
  readonly isNewToken: boolean
}

export async function adoptToken({ store, vault }: Installation, adoption: Adoption): Promise<Adopted> {
  return store.transaction(async (trx) => {
    const { profile, facts, now, source, token } = adoption
    const known = await findAccountByUser(trx, profile.id)
    const accountId = known?.id ?? adoption.randomId()
    if (!known) await insertNew(trx, accountId, adoption)
    const generations = await listGenerations(trx, accountId)
    const current = generations.find((one) => one.state === 'current')
    const isNewToken = current?.facts.fingerprint !== facts.fingerprint
    if (isNewToken) {
      const number = (generations[0]?.number ?? 0) + 1
      const sealedToken = vault.seal(token.reveal(), tokenContext(accountId, number))
      await pushGeneration(trx, { accountId, number, sealedToken, facts, obtainedAt: now, source })
      await deliverTo(trx, await listSinks(trx, accountId), now)
    } else if (current) await updateCurrentFacts(trx, accountId, mergeFacts(current.facts, facts))
    await updateAccount(trx, accountId, { ...names(profile), attempts: null, refusal: null, lastLookAt: now })
    await scheduleWork(trx, accountId, { kind: 'token', subject: '', dueAt: now })
    if (adoption.sink) await rememberSink(trx, accountId, adoption)
    return { accountId, isNewAccount: !known, isNewToken }
  })
}

type Transaction = Parameters<Parameters<Installation['store']['transaction']>[0]>[0]

/** It publishes by the clock of its owner, where that is known. */
async function insertNew(
  trx: Transaction,
  id: string,
  { profile, now, random }: Pick<Adoption, 'profile' | 'now' | 'random'>,
): Promise<void> {
  await insertAccount(trx, { ...names(profile), id, userId: profile.id, createdAt: now, jitter: random() })
  const zone = await findSetting(trx, 'default_zone')
  if (zone !== undefined) await putQueue(trx, id, { ...DEFAULT_QUEUE, zone })
}

/** The other places of the account get the new token as well. */
async function deliverTo(trx: Transaction, sinks: readonly Sink[], dueAt: Millis): Promise<void> {
  for (const { id, accountId } of sinks)
    await scheduleWork(trx, accountId, { kind: 'deliver', subject: id, dueAt })
}

async function rememberSink(
  trx: Transaction,
  accountId: string,
  { sink, facts, now, randomId }: Adoption,
): Promise<void> {
  if (!sink) return
  const delivered = sink.delivered === 'yes'
  const { path, key } = sink
  const before = await findSink(trx, path, key)
  // A file that changes hands: its former account has nothing left to deliver there, and would be woken for it for ever.
  if (before && before.accountId !== accountId)
    await deleteWork(trx, before.accountId, { kind: 'deliver', subject: before.id })
  const subject = await putSink(trx, {
    id: randomId(),
    accountId,
    kind: 'env_file',
    path,
    key,
    ...(delivered && { deliveredFingerprint: facts.fingerprint, deliveredAt: now }),
  })
  await scheduleWork(trx, accountId, { kind: 'deliver', subject, dueAt: delivered ? NEVER_DUE : now })
}

function names({ username, pictureUrl }: Profile): { username?: string; pictureUrl?: string } {
  return { ...(username !== undefined && { username }), ...(pictureUrl !== undefined && { pictureUrl }) }
}
