/**
 * Whose place is it that a token is to be written to? A file that another account's token lives in is a question to its
 * owner, and nothing is overwritten before it is answered (T4, T26).
 */
import { fingerprint, type Secret } from '@everthread/client'
import type { Installation } from '../../service/installation.ts'
import type { KeeperApi, Profile } from '../../keeper/api.ts'
import type { SinkContent } from '../../sinks/token-sink.ts'
import { type Account, findAccount } from '../../store/accounts.ts'
import { listGenerations } from '../../store/generations.ts'
import { findSink } from '../../store/sinks.ts'
import { type Proven, proveToken, type Unclear } from './prove-token.ts'
import { profileOf } from '../../account/round.ts'

export interface FileOwners {
  readonly kind: 'owned'
  /** Whom the file was adopted for, and whose living token is in it. None: a new file, an empty value, a dead token. */
  readonly owners: readonly Profile[]
  /** A living token that is in the file and nowhere else: it goes to history before it is overwritten. */
  readonly holds?: Proven
}

export interface OwnerQuestion {
  readonly installation: Installation | undefined
  readonly api: KeeperApi
  /** The real path. */
  readonly path: string
  readonly key: string
  readonly content: SinkContent
  /** Tokens that are no news: what was handed over, and what it was exchanged for. */
  readonly handedOver: readonly Secret[]
}

export async function findFileOwners(question: OwnerQuestion): Promise<FileOwners | Unclear> {
  const { installation, path, key, content, handedOver } = question
  const sink = installation && (await findSink(installation.store.db, path, key))
  const account = sink && (await findAccount(installation.store.db, sink.accountId))
  const adoptedFor = account ? [profileOf(account)] : []
  const owned: FileOwners = { kind: 'owned', owners: adoptedFor }
  if (content.kind !== 'token') return owned
  const held = fingerprint(content.token)
  if (handedOver.some((token) => fingerprint(token) === held)) return owned
  if (account && (await isKnown(installation, account, held))) return owned
  const { api } = question
  const proof = await proveToken({
    api,
    crashPoint: () => undefined,
    token: content.token,
    ifUnknown: 'take',
  })
  if (proof.kind === 'unclear') return proof
  const owners = proof.profile ? [...adoptedFor, proof.profile] : adoptedFor
  return { kind: 'owned', owners, ...(proof.kind === 'proven' && { holds: proof }) }
}

async function isKnown({ store }: Installation, { id }: Account, held: string): Promise<boolean> {
  const generations = await listGenerations(store.db, id)
  return generations.some(({ facts }) => facts.fingerprint === held)
}
