/** Keeps every account of a data folder: the embedded loop, and what each advance means for those who watch. */
import { advance, type Advance, type AdvanceDeps } from '../account/advance.ts'
import { advanceAccount } from '../account/advance-account.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import { announcedIn } from '../account/announced.ts'
import { assertLease } from '../account/lease.ts'
import type { PostLaneDeps } from '../account/advance-posts.ts'
import {
  createInsightBatches,
  type InsightBatches,
  insightLaneDeps,
  noteFirstReads,
} from '../account/insight-lane-deps.ts'
import { createPostBatches, type PostBatches, postLaneDeps } from '../account/post-lane-deps.ts'
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
import type { Installation } from './installation.ts'
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
  const batches = createPostBatches({ ...shared, also: noteFirstReads })
  const insights = await createInsightBatches(shared)
  dispatch = await startDispatch(options.config, {
    store: installation.store,
    clock: host,
    now,
    node,
    pid,
    signal,
    advanceOne: async (claim, lease) => {
      const assertClaim = (): Promise<void> => requireLease(lease, claim, options.callLimitMs)
      const round = await advanceOne(options, claim, { batches, insights, assertClaim })
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

/** What the posts of a claimed account are advanced with. */
export interface ClaimedPosts {
  readonly batches: PostBatches
  /** Absent where nobody reads numbers. */
  readonly insights?: InsightBatches
  /** Throws when the claim is lost, or will be before the call has ended. */
  readonly assertClaim: () => Promise<void>
}

/** Advances one claimed account, and tells what a person should hear of its token: nothing, where that had no turn. */
export async function advanceOne(
  options: AdvanceOneOptions,
  claim: Claim,
  posts?: ClaimedPosts,
): Promise<Round | undefined> {
  const done = await advanceAndTell(options, claim, posts)
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
  posts: ClaimedPosts | undefined,
): Promise<Advance | undefined> {
  const happenings: PostHappening[] = []
  const onHappening = (happening: PostHappening): void => void happenings.push(happening)
  try {
    return await advanceLanes(options, claim, posts && { ...posts, onHappening })
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
  posts: (ClaimedPosts & Pick<PostLaneDeps, 'onHappening'>) | undefined,
): Promise<Advance | undefined> {
  const { installation, config, host, clock, crashPoint, findAppSecret, signal, callLimitMs } = options
  const transport = transportOf({ http: options.http, config, signal }, callLimitMs)
  const api = createKeeperApi({
    transport,
    clock,
    beforeCall: () => assertLease(installation.store, claim, callLimitMs),
  })
  const token = advanceDeps({
    installation,
    claim,
    api,
    clock: host,
    config,
    crashPoint,
    findAppSecret,
    signal,
  })
  if (!posts) return advance(token, claim)
  const lane = postLaneDeps({
    ...options.posts,
    ...posts,
    installation,
    transport,
    callLimitMs,
    clock: host,
    calendar: clock,
    crashPoint,
  })
  const insights =
    posts.insights &&
    insightLaneDeps({ ...posts, batches: posts.insights, installation, transport, calendar: clock })
  if (!insights) return advanceAccount({ token, posts: lane }, claim)
  const alsoAtRest: AdvanceDeps['alsoAtRest'] = (trx, id) => beginInsights(trx, id, clock.now())
  return advanceAccount({ token: { ...token, alsoAtRest }, posts: lane, insights }, claim)
}

/** No call outlives its lease: somebody else would take the account over while it is out. */
async function requireLease(lease: Lease, { accountId }: Claim, callLimitMs: number): Promise<void> {
  if (await lease.lasts(callLimitMs)) return
  throw new ClaimLostError(`account ${accountId}: the claim was lost to another worker, so nothing was sent`)
}
