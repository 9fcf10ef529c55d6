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
import { findInstallation, type Installation, makeInstallation } from '../../service/installation.ts'
import type { KeeperApi, Profile } from '../../keeper/api.ts'
import type { SinkWrite } from '../../sinks/token-sink.ts'
import { findAccountByUser } from '../../store/accounts.ts'
import type { GenerationSource } from '../../store/generations.ts'
import { rememberApp, type ThreadsApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import { envSinkAt, type IfMissing } from '../env-sink-at.ts'
import { keeperApi } from '../keeper-for.ts'
import type { EnvPlace } from '../token-source.ts'
import { withAccount } from '../with-account.ts'
import { currentToKeep } from './current-to-keep.ts'
import { type FileOwners, findFileOwners } from './file-owners.ts'
import { keepInFileAlone, keepInStore, type Kept } from './keep-in-store.ts'
import type { Proven, Unclear } from './prove-token.ts'
import { isUnchanged, readTarget, settleLeftover, type Target } from './target.ts'

export interface TakeOrder {
  readonly proven: Proven
  /** As it was handed over; another one than the proven token when that was exchanged for it. */
  readonly given: Secret
  readonly source: GenerationSource
  /** Where the token is to live besides the data folder. */
  readonly place?: EnvPlace | undefined
  /** Of the file and of the data folder: only `connect` and `adopt` create them. */
  readonly ifMissing: IfMissing
  readonly ifOtherUser: 'refuse' | 'switch'
  /** The account's own window, `20d` or `33%`. */
  readonly renewBefore?: string | undefined
  readonly app: ThreadsApp
  /** What of the app is to be remembered: it came from the environment or the `.env`. */
  readonly newApp?: ThreadsApp
}

export interface TakenOver extends Kept {
  readonly kind: 'taken_over'
  /** Whose the file was. */
  readonly switchedFrom?: Profile
}

export interface OtherUser {
  readonly kind: 'other_user'
  readonly owner: Profile
}

export type Taking = TakenOver | OtherUser | Unclear

export async function takeOver(context: CommandContext, order: TakeOrder): Promise<Taking> {
  await using found = await findInstallation({ ...context, clock: context.host })
  const target = order.place && (await openTarget(context, order.place))
  const owned = target && (await ownersOf(context, { order, target, installation: found }))
  if (owned?.kind === 'unclear') return owned
  const other = owned?.owners.find(({ id }) => id !== order.proven.profile.id)
  if (other && order.ifOtherUser === 'refuse') return { kind: 'other_user', owner: other }
  await using made =
    found || order.ifMissing === 'refuse'
      ? undefined
      : await makeInstallation({ ...context, clock: context.host })
  const installation = found ?? made
  if (installation && order.newApp) await rememberApp(installation, order.newApp)
  const taken = await underClaim({ context, order, installation, target, owned })
  return taken.kind === 'taken_over' && other ? { ...taken, switchedFrom: other } : taken
}

async function openTarget(context: CommandContext, place: EnvPlace): Promise<Target> {
  await settleLeftover(context, place)
  return readTarget(place)
}

function ownersOf(
  context: CommandContext,
  { order, target, installation }: Pick<Ground, 'order' | 'installation'> & { target: Target },
): Promise<FileOwners | Unclear> {
  const handedOver = [order.given, order.proven.token]
  return findFileOwners({ ...target, installation, api: keeperApi(context), handedOver })
}

/** What the steps below stand on. */
interface Ground {
  readonly context: CommandContext
  readonly order: TakeOrder
  readonly installation: Installation | undefined
  readonly target: Target | undefined
  readonly owned: FileOwners | undefined
}

const LOCKED: Unclear = { kind: 'unclear', reason: 'locked', detail: 'another process held it for a minute' }
const CHANGED: Unclear = { kind: 'unclear', reason: 'locked', detail: 'the file was changed meanwhile' }

async function underClaim(ground: Ground): Promise<TakenOver | Unclear> {
  const { context, order, installation } = ground
  const account = installation && (await findAccountByUser(installation.store.db, order.proven.profile.id))
  if (!installation || !account) return underLock(ground, keeperApi(context))
  const claimed = { installation, accountId: account.id }
  return (await withAccount(context, claimed, ({ api }) => underLock(ground, api))) ?? LOCKED
}

async function underLock(ground: Ground, api: KeeperApi): Promise<TakenOver | Unclear> {
  const { context, order, target } = ground
  if (!target) return settle(ground, api)
  const held = await envSinkAt(context, target, order.ifMissing).locked(async () =>
    isUnchanged(target) ? settle(ground, api) : CHANGED,
  )
  return held.kind === 'locked' ? LOCKED : held.value
}

async function settle(
  { context, order, installation, target, owned }: Ground,
  api: KeeperApi,
): Promise<TakenOver | Unclear> {
  const { proven, source, app, renewBefore } = order
  const current = installation && (await currentToKeep(installation, proven, api))
  if (current?.kind === 'unclear') return current
  const kept = current ?? proven
  const delivery = target && { ...target, write: deliver(context, order, { target, token: kept.token }) }
  const keeping = { source, app, renewBefore, kept, delivery, holds: owned?.holds, now: api.now() }
  const done = installation ? await keepInStore(context, installation, keeping) : keepInFileAlone(keeping)
  return { kind: 'taken_over', ...done, ...(current && { how: 'kept_current' }) }
}

interface Writing {
  readonly target: Target
  readonly token: Secret
}

/** A file that holds it already is not touched: it may be one that nobody may write to. */
function deliver(context: CommandContext, { ifMissing }: TakeOrder, { target, token }: Writing): SinkWrite {
  const { content } = target
  if (content.kind === 'token' && fingerprint(content.token) === fingerprint(token))
    return { kind: 'unchanged' }
  return envSinkAt(context, target, ifMissing).write(token)
}
