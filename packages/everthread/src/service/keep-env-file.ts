/** Keeps one `.env` without a data folder: the loop of `run` and `serve` where nothing was adopted. */
import type { Secret } from '@everthread/client'
import { announcedFile } from '../alerts/announced-file.ts'
import type { Config } from '../config/config.ts'
import type { Notices } from '../alerts/notices.ts'
import { standingOfRound } from '../alerts/standing-of-round.ts'
import { fileSignature } from './keep-accounts.ts'
import type { CrashPoint } from '../keeper/crash-point.ts'
import { type EnvLoop, startEnvLoop } from '../keeper/env-loop.ts'
import { type EnvMemory, type EnvRound, runEnvRound } from '../keeper/env-round.ts'
import { DEFAULT_RENEW_BEFORE } from '../keeper/policy.ts'
import { asLoopRound, isHealthy, type Round } from '../keeper/round.ts'
import { createKeeperApi } from '../keeper/threads-api.ts'
import type { HttpFetch } from '../net/http-fetch.ts'
import { transportOf } from '../net/transport.ts'
import { withLockedEnv } from '../sinks/env-file-sink.ts'
import { explainFileFailure } from '../sinks/explain-file-failure.ts'
import type { Clock } from '../time/clock.ts'
import type { SkewedClock } from '../time/skew.ts'

export interface KeepEnvFileOptions {
  readonly place: { readonly path: string; readonly key: string }
  readonly config: Pick<Config, 'apiBaseUrl' | 'runtimeDir' | 'lockFolders'>
  readonly host: Clock
  readonly clock: SkewedClock
  readonly http: HttpFetch
  readonly callLimitMs: number
  readonly crashPoint: CrashPoint
  readonly appSecret?: Secret | undefined
  readonly notices: Notices
  readonly signal: AbortSignal
  readonly beforeTick?: () => Promise<void>
  readonly onRound: (round: Round, token: Secret | undefined) => void
  readonly onTrouble: (error: unknown) => void
}

export function keepEnvFile(options: KeepEnvFileOptions): EnvLoop {
  const { place, config, clock, notices } = options
  const announced = announcedFile({ ...place, runtimeDir: config.runtimeDir })
  const plan = { renewBefore: DEFAULT_RENEW_BEFORE, jitter: 0 }
  const startedAt = clock.now()
  let health: 'healthy' | 'trouble' = 'healthy'
  return startEnvLoop({
    clock: options.host,
    now: () => clock.now(),
    signature: () => fileSignature(place.path),
    round: (memory) => lockedRound(options, memory),
    onRound: async (made, token) => {
      const round = asLoopRound(made)
      health = isHealthy(round) ? 'healthy' : 'trouble'
      options.onRound(round, token)
      await notices.afterRound(standingOfRound(round, { plan, since: startedAt }), announced)
    },
    beforeTick: async () => {
      await options.beforeTick?.()
      await notices.beat(health)
    },
    onTrouble: options.onTrouble,
    signal: options.signal,
  })
}

async function lockedRound(options: KeepEnvFileOptions, memory: EnvMemory): Promise<EnvRound> {
  const { place, config, host, clock, http, signal, crashPoint, appSecret, callLimitMs } = options
  const held = await withLockedEnv(
    { ...place, runtimeDir: config.runtimeDir, alsoIn: config.lockFolders, clock: host, signal, crashPoint },
    (env) =>
      runEnvRound({
        env,
        api: createKeeperApi({ transport: transportOf({ http, config, signal }, callLimitMs), clock }),
        crashPoint,
        renewBefore: DEFAULT_RENEW_BEFORE,
        memory,
        explainLocal: explainFileFailure,
        ...(appSecret && { appSecret }),
      }),
  )
  return held.kind === 'done'
    ? held.value
    : { round: { outcome: 'transient', reason: 'locked', written: [] }, memory }
}
