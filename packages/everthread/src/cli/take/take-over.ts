/**
 * Takes a proven token under the keeper's care: `adopt`, `connect` and `exchange` end here. In this order:
 *
 *     whose is the file? -> data folder -> claim the account -> lock the file, read it again -> which token is to be
 *     current? -> what the file alone held goes to history -> write the file -> commit
 *
 * Nothing is created and nothing is written before the file is known to be this account's. The file is written before the
 * commit: a crash in between leaves the token in the file, where the keeper finds it, and never nowhere.
 */
import { fingerprint, type Secret } from '@everthread/client'
import { tokenContext } from '../../account-gather.ts'
import { adoptToken } from '../../adopt-token.ts'
import { findInstallation, type Installation, makeInstallation } from '../../installation.ts'
import type { KeeperApi, Profile } from '../../keeper/api.ts'
import type { Decision, TokenFacts } from '../../keeper/facts.ts'
import { mergeFacts } from '../../keeper/merge-facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../../keeper/policy.ts'
import type { WrittenTo } from '../../keeper/round.ts'
import { envFileExists, realEnvPath } from '../../sinks/env-file-sink.ts'
import type { SinkContent, SinkWrite } from '../../sinks/token-sink.ts'
import { findAccount, findAccountByUser, updateAccount } from '../../store/accounts.ts'
import { type GenerationSource, listGenerations } from '../../store/generations.ts'
import { type ThreadsApp, rememberApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import { envSinkAt, type IfMissing } from '../env-sink-at.ts'
import { keeperApi } from '../keeper-for.ts'
import type { EnvPlace } from '../token-source.ts'
import { withAccount } from '../with-account.ts'
import { type FileOwners, findFileOwners } from './file-owners.ts'
import { type Proven, type Unclear, unproven } from './prove-token.ts'

export interface TakeOrder {
  readonly proven: Proven
  /** As it was handed over; another one than the proven token when that was exchanged for it. */
  readonly given: Secret
  readonly source: GenerationSource
  /** Where the token is to live besides the data folder. */
  readonly place?: EnvPlace | undefined
  readonly ifMissing: IfMissing
  readonly ifOtherUser: 'refuse' | 'switch'
  readonly app: ThreadsApp
  /** From environment or `.env`, to be remembered. */
  readonly newApp: ThreadsApp
}

export interface TakenOver {
  readonly kind: 'taken_over'
  /** `kept_current`: what was handed over is an earlier token of the account, and the current one works. */
  readonly how: 'new_account' | 'new_token' | 'again' | 'kept_current'
  readonly profile: Profile
  readonly facts: TokenFacts
  readonly decision: Decision
  readonly written?: WrittenTo
  /** The file did not take the token; the data folder has it. */
  readonly unwritten?: Extract<SinkWrite, { kind: 'failed' }> & { readonly path: string }
  /** Whose the file was. */
  readonly switchedFrom?: Profile
}

export interface OtherUser {
  readonly kind: 'other_user'
  readonly owner: Profile
}

export type Taking = TakenOver | OtherUser | Unclear

export async function takeOver(context: CommandContext, order: TakeOrder): Promise<Taking> {
  const api = keeperApi(context)
  await using found = await findInstallation({ ...context, clock: context.host })
  const target = order.place && readTarget(order.place)
  const owned = target && (await ownersOf({ installation: found, api, order, target }))
  if (owned?.kind === 'unclear') return owned
  const other = owned?.owners.find(({ id }) => id !== order.proven.profile.id)
  if (other && order.ifOtherUser === 'refuse') return { kind: 'other_user', owner: other }
  await using made = found ? undefined : await makeInstallation({ ...context, clock: context.host })
  const installation = found ?? made
  if (!installation) throw new Error('a data folder was made and is not there')
  await rememberApp(installation, order.newApp)
  const taken = await underClaim({ context, order, installation, target, owned })
  return taken.kind === 'taken_over' && other ? { ...taken, switchedFrom: other } : taken
}

/** The file as it was when it was decided upon. */
interface Target extends EnvPlace {
  readonly content: SinkContent
}

function readTarget(place: EnvPlace): Target {
  const path = realEnvPath(place.path)
  const { key } = place
  return { path, key, content: envFileExists(path) ? readEnvText({ path, key }) : { kind: 'missing' } }
}
