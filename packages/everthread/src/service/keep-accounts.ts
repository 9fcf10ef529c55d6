/** Keeps every account of a data folder: the embedded loop, and what each advance means for those who watch. */
import { advance } from '../account/advance.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import { announcedIn } from '../account/announced.ts'
import { assertLease } from '../account/lease.ts'
import { roundOf } from '../account/round.ts'
import { standingOf } from '../account/standing.ts'
import type { Dispatch, DispatchOptions } from '../dispatch/dispatch.ts'
import { startEmbedded } from '../dispatch/embedded.ts'
import { asLoopRound, isHealthy, type Round } from '../keeper/round.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import { transportOf } from '../net/transport.ts'
import { type Claim, ClaimLostError } from '../store/claims.ts'
import { listSinks } from '../store/sinks.ts'
import { makeTokensDue, scheduleWork } from '../store/work.ts'
import { fileSignature } from './file-signature.ts'
import type { Installation } from './installation.ts'
import type { Keeping } from './keeping.ts'
import { rememberSkew } from './remember-skew.ts'

export interface KeepAccountsOptions extends Keeping {
  readonly installation: Installation
  readonly node: string
  readonly pid: number
  /** After each advance. */
  readonly onRound: (accountId: string, round: Round) => void
}

export type AdvanceOneOptions = Omit<KeepAccountsOptions, 'node' | 'pid' | 'beforeTick' | 'onTrouble'>

export async function keepAccounts(options: KeepAccountsOptions): Promise<Dispatch> {
  const { installation, host, clock, node, pid, signal } = options
  const trouble = new Set<string>()
  const wakeChanged = watchForChanges(options)
  return startDispatch(options.config, {
    store: installation.store,
    clock: host,
    now: () => clock.now(),
    node,
    pid,
    signal,
    advanceOne: async (claim) => {
      const round = await advanceOne(options, claim)
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

/** Advances one claimed account, and tells what a person should hear of it. */
export async function advanceOne(options: AdvanceOneOptions, claim: Claim): Promise<Round> {
  const { installation, config, host, clock, crashPoint, findAppSecret, signal, callLimitMs } = options
  const api = createKeeperApi({
    transport: transportOf({ http: options.http, config, signal }, callLimitMs),
    clock,
    beforeCall: () => assertLease(installation.store, claim, callLimitMs),
  })
  const done = await advance(
    advanceDeps({ installation, claim, api, clock: host, config, crashPoint, findAppSecret, signal }),
    claim,
  )
  const round = asLoopRound(roundOf(done))
  const { account } = done.gathered
  await options.notices.afterRound(standingOf(done, round), announcedIn(installation, account.id))
  options.onRound(account.id, round)
  return round
}

/**
 * A file that somebody changed makes its account due at once (T26). Nobody knows what changed before we came, a file or the
 * app secret, so every account has its turn once; where nothing did, that asks nobody.
 */
function watchForChanges({ installation, clock }: KeepAccountsOptions): () => Promise<void> {
  const { db } = installation.store
  const seen = new Map<string, string>()
  let isFirst = true
  return async () => {
    if (isFirst) await makeTokensDue(db, clock.now())
    isFirst = false
    for (const { id, path, accountId } of await listSinks(db)) {
      const signature = fileSignature(path)
      const before = seen.get(id)
      seen.set(id, signature)
      if (before === undefined || before === signature) continue
      await scheduleWork(db, accountId, { kind: 'deliver', subject: id, dueAt: clock.now() })
    }
  }
}
