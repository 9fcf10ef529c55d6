/** The last step of taking a token over: rows in the data folder, or, where there is none, what is known without them. */
import { adoptToken } from '../../account/adopt-token.ts'
import { parseRenewBefore } from '../../config/renew-before.ts'
import type { Installation } from '../../service/installation.ts'
import type { Profile } from '../../keeper/api.ts'
import type { Decision, KeeperFacts, TokenFacts } from '../../keeper/facts.ts'
import { decide, DEFAULT_RENEW_BEFORE } from '../../keeper/policy.ts'
import type { WrittenTo } from '../../keeper/round.ts'
import type { SinkWrite } from '../../sinks/token-sink.ts'
import { type Account, findAccount, updateAccount } from '../../store/accounts.ts'
import { type GenerationSource, getCurrentGeneration } from '../../store/generations.ts'
import { listSinks } from '../../store/sinks.ts'
import type { Millis } from '../../time/clock.ts'
import type { ThreadsApp } from '../app-settings.ts'
import type { CommandContext } from '../command-context.ts'
import type { EnvPlace } from '../token-source.ts'
import type { Proven } from './prove-token.ts'

export interface KeepOrder {
  readonly kept: Proven
  readonly source: GenerationSource
  /** A living token that the file alone held: a generation of its own, before the new one. */
  readonly holds?: Proven | undefined
  readonly delivery?: Delivery | undefined
  readonly app: ThreadsApp
  /** The account's own window from now on. */
  readonly renewBefore?: string | undefined
  readonly now: Millis
}

/** What became of writing the file. */
export interface Delivery extends EnvPlace {
  readonly write: SinkWrite
}

export interface Kept {
  /** `kept_current`: what was handed over is an earlier token of the account, and the current one works. */
  readonly how: 'new_account' | 'new_token' | 'again' | 'kept_current'
  /** Absent without a data folder. */
  readonly accountId?: string
  readonly profile: Profile
  readonly facts: TokenFacts
  readonly decision: Decision
  readonly written?: WrittenTo
  /** Files that the account has besides. */
  readonly otherPlaces: readonly string[]
  /** The file did not take the token. */
  readonly unwritten?: EnvPlace & { readonly detail: string }
}

export async function keepInStore(
  context: CommandContext,
  installation: Installation,
  order: KeepOrder,
): Promise<Kept> {
  const { kept, source, holds, delivery, now } = order
  const { random, randomId } = context
  const adopt = { now, random, randomId }
  if (holds) await adoptToken(installation, { ...holds, ...adopt, source: 'found_in_file' })
  const adopted = await adoptToken(installation, {
    ...kept,
    ...adopt,
    source,
    ...(delivery && { sink: toSink(delivery) }),
  })
  const { facts, decision } = await settleDecision(installation, adopted.accountId, order)
  const sinks = await listSinks(installation.store.db, adopted.accountId)
  return {
    accountId: adopted.accountId,
    how: adopted.isNewAccount ? 'new_account' : adopted.isNewToken ? 'new_token' : 'again',
    profile: kept.profile,
    facts,
    decision,
    otherPlaces: sinks.filter((one) => !isAt(one, delivery)).map(({ path }) => path),
    ...(delivery && toldOf(delivery)),
  }
}

export function keepInFileAlone({ kept, delivery, app, now }: KeepOrder): Kept {
  const { facts, profile } = kept
  const decision = decide(keeperFacts({ facts, app }), now)
  return { how: 'new_token', profile, facts, decision, otherPlaces: [], ...(delivery && toldOf(delivery)) }
}

/** What `status` shows, and what happens next, from the account's own jitter and window. */
async function settleDecision(
  { store: { db } }: Installation,
  accountId: string,
  { app, renewBefore, now }: KeepOrder,
): Promise<{ facts: TokenFacts; decision: Decision }> {
  const { facts } = await getCurrentGeneration(db, accountId)
  if (renewBefore !== undefined) await updateAccount(db, accountId, { renewBefore })
  const account = await findAccount(db, accountId)
  const decision = decide(keeperFacts({ facts, app, account }), now)
  await updateAccount(db, accountId, { decision })
  return { facts, decision }
}

interface Known {
  readonly facts: TokenFacts
  readonly app: ThreadsApp
  readonly account?: Account | undefined
}

function keeperFacts({ facts, app, account }: Known): KeeperFacts {
  const window = account?.renewBefore === undefined ? undefined : parseRenewBefore(account.renewBefore)
  return {
    token: facts,
    renewBefore: window ?? DEFAULT_RENEW_BEFORE,
    jitter: account?.jitter ?? 0,
    canExchange: app.secret !== undefined,
  }
}

function isAt({ path, key }: EnvPlace, delivery: EnvPlace | undefined): boolean {
  return path === delivery?.path && key === delivery.key
}

function toSink({ path, key, write }: Delivery): {
  path: string
  key: string
  delivered: 'yes' | 'not_yet'
} {
  return { path, key, delivered: write.kind === 'failed' ? 'not_yet' : 'yes' }
}

function toldOf({ path, key, write }: Delivery): Pick<Kept, 'written' | 'unwritten'> {
  if (write.kind === 'failed') return { unwritten: { path, key, detail: write.detail } }
  return { written: { path, key, changed: write.kind === 'written' } }
}
