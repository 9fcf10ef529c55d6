/** Keeps every account of a data folder: the embedded loop, and what each advance means for those who watch. */
import { join } from 'node:path'
import type { Advance, AdvanceDeps } from '../account/advance.ts'
import { advanceAccount } from '../account/advance-account.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import { announcedIn } from '../account/announced.ts'
import { groupJournals, type OpenJournal } from '../account/journals.ts'
import type { PostLaneDeps } from '../account/advance-posts.ts'
import {
  createInsightBatches,
  type InsightBatches,
  insightLaneDeps,
  noteFirstReads,
} from '../account/insight-lane-deps.ts'
import { createBatches, type Batches, postLaneDeps } from '../account/post-lane-deps.ts'
import { profileOf, roundOf } from '../account/round.ts'
import { standingOf } from '../account/standing.ts'
import type { Dispatch, DispatchOptions } from '../dispatch/dispatch.ts'
import { startEmbedded } from '../dispatch/embedded.ts'
import type { Lease } from '../dispatch/keep-leases.ts'
import { asLoopRound, isHealthy, type Round } from '../keeper/round.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import { transportOf } from '../net/transport.ts'
import type { PostHappening } from '../publisher/post-happening.ts'
import { findAccount } from '../store/accounts.ts'
import { type Claim, ClaimLostError } from '../store/claims.ts'
import { beginInsights } from '../store/insight-lane.ts'
import { type Installation, JOURNAL_FOLDER } from './installation.ts'
import type { Keeping } from './keeping.ts'
import { rememberSkew } from './remember-skew.ts'
import { watchForChanges } from './watch-for-changes.ts'

export interface KeepAccountsOptions extends Keeping {
  readonly installation: Installation
  readonly node: string
  readonly pid: number
  /** After each advance of a token. */
  readonly onRound: (accountId: string, round: Round) => void
}

export type AdvanceOneOptions = Omit<KeepAccountsOptions, 'node' | 'pid' | 'beforeTick' | 'onTrouble'>

export async function keepAccounts(options: KeepAccountsOptions): Promise<Dispatch> {
  const { installation, host, clock, node, pid, signal } = options
  const trouble = new Set<string>()
  const wakeChanged = watchForChanges(options)
  const now = () => clock.now()
  let dispatch: Dispatch | undefined
  const atWork = (): number => dispatch?.running() ?? 0
  const shared = { installation, clock: host, now, atWork }
  const batches = createBatches({ ...shared, also: noteFirstReads })
  const insights = await createInsightBatches(shared)
  const place = { folder: join(installation.dataDir, JOURNAL_FOLDER), vault: installation.vault }
  const openJournal = groupJournals({ place, name: node, clock: host, atWork })
  dispatch = await startDispatch(options.config, {
    store: installation.store,
    clock: host,
    now,
    node,
    pid,
    signal,
    advanceOne: async (claim, lease) => {
      const assertClaim = (): Promise<void> => requireLease(lease, claim, options.callLimitMs)
      const round = await advanceOne(options, claim, { batches, insights, assertClaim, openJournal })
      if (!round) return
      if (isHealthy(round)) trouble.delete(claim.accountId)
      else trouble.add(claim.accountId)
    },
    beforeTick: async () => {
      await options.beforeTick?.()
      await options.notices.beat(trouble.size === 0 ? 'healthy' : 'trouble')
      await wakeChanged()
    },
    afterRound: () => rememberSkew(installation, clock),
    onTrouble: (error, claim) => {
      if (error instanceof ClaimLostError) return // Another worker has it, and does it.
      if (claim) trouble.add(claim.accountId)
      options.onTrouble(error)
    },
  })
  return dispatch
}

/** By itself on a store of its own; with the other nodes where they share one. */
async function startDispatch(
  { databaseUrl }: KeepAccountsOptions['config'],
  options: DispatchOptions,
): Promise<Dispatch> {
  if (!databaseUrl) return startEmbedded(options)
  const { startPgBoss } = await import('../dispatch/pg-boss.ts')
  return startPgBoss({ ...options, databaseUrl: databaseUrl.reveal() })
}

/** What a claimed account is advanced with. */
export interface Held {
  readonly batches: Batches
  /** Absent where nobody reads numbers. */
  readonly insights?: InsightBatches
  /** Rejects when the claim is lost, or will be before the call has ended. */
  readonly assertClaim: () => Promise<void>
  /** By default each account has a journal of its own. */
  readonly openJournal?: OpenJournal
}

/** Advances one claimed account, and tells what a person should hear of its token: nothing, where that had no turn. */
export async function advanceOne(
  options: AdvanceOneOptions,
  claim: Claim,
  held: Held,
): Promise<Round | undefined> {
  const done = await advanceAndTell(options, claim, held)
  if (!done) return undefined
  const round = asLoopRound(roundOf(done))
  const { account } = done.gathered
  await options.notices.afterRound(standingOf(done, round), announcedIn(options.installation, account.id))
  options.onRound(account.id, round)
  return round
}

/** What happened to posts is told even when what came after them failed: it is committed, and happens once. */
async function advanceAndTell(
  options: AdvanceOneOptions,
  claim: Claim,
  held: Held,
): Promise<Advance | undefined> {
  const happenings: PostHappening[] = []
  const onHappening = (happening: PostHappening): void => void happenings.push(happening)
  try {
    return await advanceLanes(options, claim, { ...held, onHappening })
  } finally {
    if (happenings.length > 0) {
      const account = await findAccount(options.installation.store.db, claim.accountId)
      if (account) await options.notices.afterPosts(happenings, profileOf(account))
    }
  }
}

async function advanceLanes(
  options: AdvanceOneOptions,
  claim: Claim,
  held: Held & Pick<PostLaneDeps, 'onHappening'>,
): Promise<Advance | undefined> {
  const { installation, config, host, clock, crashPoint, findAppSecret, signal, callLimitMs } = options
  const transport = transportOf({ http: options.http, config, signal }, callLimitMs)
  const { assertClaim, batches } = held
  const token = advanceDeps({
    installation,
    claim,
    api: createKeeperApi({ transport, clock, beforeCall: assertClaim }),
    clock: host,
    config,
    crashPoint,
    findAppSecret,
    signal,
    transaction: batches.transaction,
    openJournal: held.openJournal,
    assertClaim,
  })
  const posts = postLaneDeps({
    ...options.posts,
    ...held,
    installation,
    transport,
    callLimitMs,
    clock: host,
    calendar: clock,
    crashPoint,
  })
  const insights =
    held.insights &&
    insightLaneDeps({ ...held, batches: held.insights, installation, transport, calendar: clock })
  if (!insights) return advanceAccount({ token, posts }, claim)
  const alsoAtRest: AdvanceDeps['alsoAtRest'] = (trx, id) => beginInsights(trx, id, clock.now())
  return advanceAccount({ token: { ...token, alsoAtRest }, posts, insights }, claim)
}

/** No call outlives its lease: somebody else would take the account over while it is out. */
async function requireLease(lease: Lease, { accountId }: Claim, callLimitMs: number): Promise<void> {
  if (await lease.lasts(callLimitMs)) return
  throw new ClaimLostError(`account ${accountId}: the claim was lost to another worker, so nothing was sent`)
}
