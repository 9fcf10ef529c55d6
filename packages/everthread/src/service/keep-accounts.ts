/** Keeps every account of a data folder: the embedded loop, and what each advance means for those who watch. */
import { statSync } from 'node:fs'
import type { Secret } from '@everthread/client'
import { type Advance, advance } from '../account/advance.ts'
import type { Announcement } from '../alerts/announce.ts'
import { assertLease } from '../account/lease.ts'
import { rememberSkew } from './remember-skew.ts'
import { roundOf } from '../account/round.ts'
import { advanceDeps } from '../account/advance-deps.ts'
import type { Config } from '../config/config.ts'
import type { Notices } from '../alerts/notices.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import { announcedIn } from '../account/announced.ts'
import { parseRenewBefore } from '../config/renew-before.ts'
import { type Embedded, startEmbedded } from '../dispatch/embedded.ts'
import type { Installation } from './installation.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { asLoopRound, isHealthy, type Round } from '../keeper/round.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import { transportOf } from '../net/transport.ts'
import { type Claim, ClaimLostError } from '../store/claims.ts'
import { listSinks } from '../store/sinks.ts'
import { postponeDue, scheduleWork } from '../store/work.ts'
import { type Clock, toMillis } from '../time/clock.ts'
import { MINUTE } from '../time/duration.ts'
import type { SkewedClock } from '../time/skew.ts'

export interface KeepAccountsOptions {
  readonly installation: Installation
  readonly config: Pick<Config, 'apiBaseUrl' | 'runtimeDir' | 'lockFolders'>
  readonly host: Clock
  readonly clock: SkewedClock
  readonly http: HttpFetch
  readonly callLimitMs: number
  readonly crashPoint: CrashPoint
  readonly appSecret?: Secret | undefined
  readonly notices: Notices
  readonly node: string
  readonly pid: number
  readonly signal: AbortSignal
  readonly beforeTick?: () => Promise<void>
  /** After each advance in which something happened, and after the first of each account. */
  readonly onRound: (accountId: string, round: Round) => void
  readonly onTrouble: (error: unknown) => void
}

export type AdvanceOneOptions = Omit<KeepAccountsOptions, 'node' | 'pid' | 'beforeTick' | 'onTrouble'>

export function keepAccounts(options: KeepAccountsOptions): Embedded {
  const { installation, host, clock, node, pid, signal } = options
  const trouble = new Set<string>()
  const lookAtSinks = watchSinks(options)
  return startEmbedded({
    db: installation.store.db,
    clock: host,
    now: () => clock.now(),
    node,
    pid,
    signal,
    advanceOne: async (claim) => {
      try {
        const round = await advanceOne(options, claim)
        if (isHealthy(round)) trouble.delete(claim.accountId)
        else trouble.add(claim.accountId)
      } catch (error) {
        const now = clock.now()
        await postponeDue(installation.store.db, claim.accountId, { now, until: toMillis(now + MINUTE) })
        throw error
      }
    },
    beforeTick: async () => {
      await options.beforeTick?.()
      await lookAtSinks()
      await options.notices.beat(trouble.size === 0 ? 'healthy' : 'trouble')
    },
    afterRound: () => rememberSkew(installation, clock),
    onTrouble: (error, claim) => {
      if (error instanceof ClaimLostError) return // Another worker has it, and does it.
      if (claim) trouble.add(claim.accountId)
      options.onTrouble(error)
    },
  })
}

/** Advances one claimed account, and tells what a person should hear of it. */
export async function advanceOne(options: AdvanceOneOptions, claim: Claim): Promise<Round> {
  const { installation, config, host, clock, crashPoint, appSecret, signal, callLimitMs } = options
  const { db } = installation.store
  const api = createKeeperApi({
    transport: transportOf({ http: options.http, config, signal }, callLimitMs),
    clock,
    beforeCall: () => assertLease({ db, clock: host }, claim, callLimitMs),
  })
  const done = await advance(
    advanceDeps({ installation, api, clock: host, config, crashPoint, appSecret, signal }),
    claim,
  )
  const round = asLoopRound(roundOf(done))
  const { account } = done.gathered
  const renewBefore = (account.renewBefore && parseRenewBefore(account.renewBefore)) || DEFAULT_RENEW_BEFORE
  const plan = { renewBefore, jitter: account.jitter }
  const standing = standingOfRound(round, {
    plan,
    since: done.gathered.current.obtainedAt,
  })
  // Only where the current token could not be written: a stranger's that lies there is another matter.
  const { fingerprint } = done.gathered.current.facts
  const sinkFailures = done.gathered.sinks.flatMap(({ sink }) =>
    sink.attempts?.of === fingerprint ? [{ sink: sink.path, reason: sink.attempts.reason }] : [],
  )
  const news = [...(standing.news ?? []), ...adoptions(done)]
  await options.notices.afterRound({ ...standing, sinkFailures, news }, announcedIn(installation, account.id))
  options.onRound(account.id, round)
  return round
}

/** Somebody put a good token into the file, and it is kept from now on. */
function adoptions({ happenings }: Advance): Announcement[] {
  const adopted = happenings.filter((one) => one.kind === 'found' && one.result === 'adopted')
  return adopted.map(() => ({ event: 'token-adopted', reason: 'fresh' }))
}

/** A file that somebody changed makes its account due at once (T26). */
function watchSinks({ installation, clock }: KeepAccountsOptions): () => Promise<void> {
  const { db } = installation.store
  const seen = new Map<string, string>()
  return async () => {
    for (const { id, path, accountId } of await listSinks(db)) {
      const signature = fileSignature(path)
      const before = seen.get(id)
      seen.set(id, signature)
      if (before === undefined || before === signature) continue
      await scheduleWork(db, accountId, { kind: 'deliver', subject: id, dueAt: clock.now() })
    }
  }
}

/** Changes when the bytes may have changed; one `stat`. */
export function fileSignature(path: string): string {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}` : 'absent'
}
